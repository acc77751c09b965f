import type {ClientEvent} from '../pagination/client-event.ts';
import {progressLine, type Tally} from './report.ts';
import type {OutputStream} from './surroundings.ts';

/** Counts what a walk does and, on a terminal, shows it. */
export interface Progress {
	readonly onEvent: (event: ClientEvent) => void;
	/** A page's rooms were written. */
	readonly written: (rooms: number) => void;
	readonly tally: () => Tally;
	/** Clears the line; nothing is shown after it. */
	readonly stop: () => void;
}

const refreshInterval = 120;

/** @param stream the terminal to draw on; undefined draws nothing */
export const startProgress = async (stream: OutputStream | undefined): Promise<Progress> => {
	const started = performance.now();
	let [rooms, pages, retries, skipped, pausedUntil] = [0, 0, 0, 0, 0];
	const tally = (): Tally => ({rooms, pages, retries, skipped, elapsed: performance.now() - started});

	const stop =
		stream === undefined ? () => {} : await draw(stream, () => progressLine(tally(), pausedUntil - performance.now()));
	return {
		onEvent: event => {
			if (event.type === 'retry') retries++;
			if (event.type === 'page') skipped += event.invalid;
			if (event.type === 'pause') pausedUntil = Math.max(pausedUntil, performance.now() + event.delay);
		},
		written: count => {
			rooms += count;
			pages++;
		},
		tally,
		stop,
	};
};

const draw = async (stream: OutputStream, text: () => string): Promise<() => void> => {
	const {default: ora} = await import('ora');
	// Standard input is left alone: it may carry the token, and Ctrl-C must stay what it is.
	const spinner = ora({stream, discardStdin: false, text: text()}).start();
	const timer = setInterval(() => {
		spinner.text = text();
	}, refreshInterval);
	return () => {
		clearInterval(timer);
		spinner.stop();
	};
};
