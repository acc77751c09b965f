import pThrottle from 'p-throttle';
import {abortable} from './abortable-delay.ts';
import {createClockWatch} from './clock-watch.ts';
import type {Gate} from './gate.ts';

/** At most `limit` requests in any `interval` milliseconds. */
export interface ThrottleOptions {
	readonly limit: number;
	readonly interval: number;
}

/** Waits for the right to send one request. Rejects at once on an abort. */
export type AcquireSlot = (signal: AbortSignal) => Promise<void>;

/**
 * One p-throttle for all walks of a client, behind the gate: who waits for the gate holds no slot, and who has got a
 * slot while the gate closed asks again.
 *
 * Requests ask p-throttle one at a time. It plans slots when it is asked for them: many planned at once would be given
 * together by a process that was too busy to give them in time, and those of walks that gave up would be kept for nobody.
 */
export const createThrottle = ({limit, interval}: ThrottleOptions, gate: Gate): AcquireSlot => {
	const clockWasMoved = createClockWatch();
	let lastGiven = Number.NEGATIVE_INFINITY;
	let waiting = 0;
	/** Settles when everybody before has a slot or has given up. */
	let queue: Promise<void> = Promise.resolve();
	let controller: AbortController;
	let slot: (() => Promise<void>) & {readonly queueSize: number};
	/** A slot that was asked for and not taken; who gives up leaves it to the next. */
	let promised: Promise<void> | undefined;
	const start = () => {
		controller = new AbortController();
		promised = undefined;
		// Strict: without it, twice the limit can pass where two of p-throttle's windows meet.
		slot = pThrottle({limit, interval, strict: true, signal: controller.signal})(async () => {});
	};
	start();

	/** Ends the wait for a slot. The window that p-throttle has then forgotten is waited for at the gate: the limit holds. */
	const startAgain = () => {
		controller.abort();
		start();
		gate.close(lastGiven + interval - performance.now());
	};

	/** False when the slot is not to be used after all. */
	const takeSlot = async (signal: AbortSignal): Promise<boolean> => {
		// p-throttle reads the time of day: set back by an hour, it would wait an hour; set ahead, it would forget its limit.
		if (clockWasMoved()) startAgain();
		if (gate.isClosed()) return false;
		promised ??= slot();
		await abortable(promised, signal);
		promised = undefined;
		return !gate.isClosed();
	};

	const waitForSlot = async (signal: AbortSignal): Promise<void> => {
		signal.throwIfAborted();
		do await gate.passage(signal);
		while (!(await takeSlot(signal)));
		lastGiven = performance.now();
	};

	return async signal => {
		waiting++;
		const mine = queue.then(() => waitForSlot(signal));
		queue = mine.catch(() => {});
		try {
			await abortable(mine, signal);
		} finally {
			waiting--;
			// Nobody is left to take it.
			if (waiting === 0 && slot.queueSize > 0) startAgain();
		}
	};
};
