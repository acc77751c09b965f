import {abortableDelay} from './abortable-delay.ts';

/** What all walks of a client wait at while the server wants quiet. */
export interface Gate {
	readonly isClosed: () => boolean;
	/** Closes the gate for so many milliseconds; a pause that already lasts longer stays. */
	readonly close: (milliseconds: number) => void;
	/** Waits until the gate is open, also when it is closed for longer meanwhile. Rejects at once on an abort. */
	readonly passage: (signal: AbortSignal) => Promise<void>;
}

export const createGate = (): Gate => {
	let closedUntil = Number.NEGATIVE_INFINITY;
	// A monotonic clock: a change of the machine's time neither lengthens nor shortens a pause.
	const remaining = () => closedUntil - performance.now();
	return {
		isClosed: () => remaining() > 0,
		close: milliseconds => {
			closedUntil = Math.max(closedUntil, performance.now() + milliseconds);
		},
		passage: async signal => {
			for (let wait = remaining(); wait > 0; wait = remaining()) await abortableDelay(Math.ceil(wait), signal);
		},
	};
};
