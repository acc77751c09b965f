import type {Noun} from '../core/noun.ts';
import type {ExportProgress} from '../export/export-progress.ts';
import type {ClientEvent} from '../pagination/client-event.ts';
import type {ListFlags} from './common-flags.ts';
import {writesFile, writesTable} from './export-flags.ts';
import {progressEvent, progressLine, type Tally} from './report.ts';
import type {OutputStream, Surroundings} from './surroundings.ts';

export type Ending = 'done' | 'failed' | 'interrupted';

/** Counts what a command does and shows it as it was asked to. */
export interface Progress {
	readonly onEvent: (event: ClientEvent) => void;
	/** So much was written to standard output. */
	readonly written: (so: Pick<Tally, 'items' | 'pages' | 'differing'>) => void;
	/** An export stands so. */
	readonly exported: (progress: ExportProgress) => void;
	readonly tally: () => Tally;
	/** Clears the line; nothing is shown after it. */
	readonly stop: (ending: Ending) => void;
}

/** What items are called. */
export interface Counting {
	readonly noun: Noun;
	/** In the events of `--progress json`. */
	readonly counted: 'items' | 'rooms';
}

/** Shows what there is to show, until it is stopped. */
export interface Display {
	readonly stop: (ending: Ending) => void;
}

export const nothing: Display = {stop: () => {}};
const lineInterval = 120;
const eventInterval = 1000;

/** What it says may have several lines, which fit the terminal. */
export const drawLine = async (stream: OutputStream, isPlain: boolean, text: () => string): Promise<Display> => {
	const {default: ora} = await import('ora');
	const spinner = ora({
		stream,
		// Whether a terminal can draw was asked before: ora would look into the process for it.
		isEnabled: true,
		// Standard input is left alone: it may carry the token, and Ctrl-C must stay what it is.
		discardStdin: false,
		text: text(),
		...(isPlain && {color: false}),
	}).start();
	const timer = setInterval(() => {
		spinner.text = text();
	}, lineInterval);
	return {
		stop: () => {
			clearInterval(timer);
			spinner.stop();
		},
	};
};

export const writeEvents = (stream: OutputStream, text: (event: string) => string): Display => {
	const write = (event: string) => stream.write(`${text(event)}\n`);
	write('start');
	const timer = setInterval(() => write('progress'), eventInterval);
	return {
		stop: ending => {
			clearInterval(timer);
			write(ending);
		},
	};
};

/**
 * Whether lines that change can be shown. A terminal without a width, as `script` and containers make them, can show none:
 * ora would clear infinitely many. What a job of a CI service writes is kept as a log, also where it has a terminal.
 */
export const canDraw = ({stderr, environment}: Pick<Surroundings, 'stderr' | 'environment'>): boolean =>
	stderr.isTTY === true && stderr.columns !== 0 && environment.TERM !== 'dumb' && !environment.CI;

export const startProgress = async (
	{noun, counted}: Counting,
	flags: ListFlags,
	{environment, stdout, stderr, pipesOn}: Surroundings,
): Promise<Progress> => {
	const started = performance.now();
	let [items, pages, retries, skipped, differing, duplicates, resumedFrom, pausedUntil] = [0, 0, 0, 0, 0, 0, 0, 0];
	let bytes: number | undefined;
	/** An export that goes on stands somewhere from the beginning, and tells where with its first commit. */
	let isTold = flags.resume !== true;
	const tally = (): Tally => ({
		items,
		pages,
		retries,
		skipped,
		differing,
		duplicates,
		bytes,
		resumedFrom,
		elapsed: performance.now() - started,
	});
	const known = () => {
		const {retries, elapsed} = tally();
		return isTold ? tally() : {retries, elapsed};
	};
	const waiting = () => pausedUntil - performance.now();

	// Data that scrolls by on the same terminal is progress enough, and what reads a pipe may write there, too.
	const isFree = writesFile(flags) || !(stdout.isTTY || pipesOn);
	const hasTerminal = canDraw({stderr, environment}) && isFree;
	const show = async (): Promise<Display> => {
		if (flags.progress === 'json') {
			return writeEvents(stderr, event => progressEvent(event, known(), waiting(), counted));
		}
		if (flags.progress === 'none' || flags.quiet || !hasTerminal) return nothing;
		return drawLine(stderr, Boolean(environment.NO_COLOR), () => progressLine(tally(), noun, waiting()));
	};
	const display = await show();
	return {
		onEvent: event => {
			if (event.type === 'retry') retries++;
			if (event.type === 'page') skipped += event.invalid;
			if (event.type === 'pause') pausedUntil = Math.max(pausedUntil, performance.now() + event.delay);
		},
		written: so => {
			({items, pages, differing} = so);
		},
		exported: progress => {
			isTold = true;
			({rows: items, pages, differing, duplicates, invalid: skipped, resumedFrom} = progress);
			// A table has no size that would be told.
			if (!writesTable(flags)) bytes = progress.bytes;
		},
		tally,
		stop: ending => display.stop(ending),
	};
};
