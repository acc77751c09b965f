import {countOf, grouped} from '../core/noun.ts';
import {printable} from '../core/printable.ts';
import type {SyncEvent} from '../sync/read-walk.ts';
import {canDraw, type Display, drawLine, type Ending, nothing, writeEvents} from './progress.ts';
import {seconds} from './report.ts';
import type {Surroundings} from './surroundings.ts';
import type {SyncFlags} from './sync-flags.ts';
import {row, type SyncTally, walk} from './sync-tally.ts';

const wholeLine = (tally: SyncTally): string =>
	[
		`${countOf(tally.complete, walk)} done`,
		...(tally.unfinished === 0 ? [] : [`${grouped(tally.unfinished)} unfinished`]),
		countOf(tally.rows, row),
		`${grouped(tally.rate)} rows/s`,
		seconds(tally.elapsed),
		...tally.paused.map(([project, waiting]) => `${project} waits ${Math.ceil(waiting / 1000)} s for the rate limit`),
	].join(' · ');

/** What a terminal may be given of a text, in so many characters. */
const cut = (text: string, width: number): string => {
	const characters = [...printable(text)];
	return characters.length <= width ? characters.join('') : `${characters.slice(0, Math.max(0, width - 1)).join('')}…`;
};

/** A terminal that does not tell how large it is. */
const usual = {columns: 80, rows: 24};

/** One line for the whole, and one for each walk that is being read, as far as the terminal has room for them. */
export const progressLines = (
	tally: SyncTally,
	{columns = usual.columns, rows = usual.rows}: Pick<Surroundings['stderr'], 'columns' | 'rows'>,
): string => {
	// The spinner and a space stand before the first line.
	const width = columns - 3;
	const walks = [...tally.running];
	// The cursor needs a line, too.
	const room = Math.max(0, rows - 2);
	const shown = walks.length <= room ? walks : walks.slice(0, Math.max(0, room - 1));
	const lines = shown.map(([label, {rows: own}]) => {
		const count = ` · ${countOf(own, row)}`;
		return `  ${cut(label, width - count.length)}${count}`;
	});
	const others = walks.length - shown.length;
	const more = others > 0 && room > 0 ? [`  and ${grouped(others)} more`] : [];
	return [cut(wholeLine(tally), width), ...lines, ...more].join('\n');
};

const eventOf = (event: string, tally: SyncTally): string =>
	JSON.stringify({
		event,
		complete: tally.complete,
		unfinished: tally.unfinished,
		running: [...tally.running].map(([walk, {rows}]) => ({walk, rows})),
		rows: tally.rows,
		rowsPerSecond: tally.rate,
		elapsed: Math.round(tally.elapsed),
		paused: Object.fromEntries(tally.paused),
	});

export interface SyncProgress {
	readonly onProgress: (event: SyncEvent) => void;
	/** Clears the lines; nothing is shown after it. */
	readonly stop: (ending: Ending) => void;
}

/** Shows what a run of a plan does as it was asked to. */
export const startSyncProgress = async (
	tally: SyncTally,
	{progress, quiet}: SyncFlags,
	surroundings: Surroundings,
	clean: (text: string) => string,
): Promise<SyncProgress> => {
	const {environment, stderr, pipesOn} = surroundings;
	const isTold = progress === 'json';
	const show = async (): Promise<Display> => {
		if (isTold) return writeEvents(stderr, event => clean(eventOf(event, tally)));
		// What reads a pipe may write to the same terminal.
		if (progress === 'none' || quiet || pipesOn || !canDraw(surroundings)) return nothing;
		return drawLine(stderr, Boolean(environment.NO_COLOR), () => clean(progressLines(tally, stderr)));
	};
	const display = await show();
	return {
		onProgress: event => {
			tally.take(event);
			if (!isTold || event.type === 'progress') return;
			const {type, ...told} = event;
			stderr.write(`${clean(JSON.stringify({event: type, ...told}))}\n`);
		},
		stop: ending => display.stop(ending),
	};
};
