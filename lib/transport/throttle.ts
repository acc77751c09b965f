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
 */
export const createThrottle = ({limit, interval}: ThrottleOptions, gate: Gate): AcquireSlot => {
	const clockWasMoved = createClockWatch();
	let lastGiven = Number.NEGATIVE_INFINITY;
	let waiting = 0;
	let controller: AbortController;
	let slot: (() => Promise<void>) & {readonly queueSize: number};
	const start = () => {
		controller = new AbortController();
		// Strict: without it, twice the limit can pass where two of p-throttle's windows meet.
		slot = pThrottle({limit, interval, strict: true, signal: controller.signal})(async () => {});
	};
	start();

	/** Ends all waits for slots. The window that p-throttle has then forgotten is waited for at the gate: the limit holds. */
	const startAgain = () => {
		controller.abort();
		start();
		gate.close(lastGiven + interval - performance.now());
	};

	/** A slot of the p-throttle that there is now; false when another has taken its place meanwhile. */
	const takeSlot = async (signal: AbortSignal): Promise<boolean> => {
		// p-throttle reads the time of day: set back by an hour, it would wait an hour; set ahead, it would forget its limit.
		if (clockWasMoved()) startAgain();
		if (gate.isClosed()) return false;
		const mine = slot;
		try {
			await abortable(mine(), signal);
		} catch (error) {
			if (signal.aborted || mine === slot) throw error;
		}
		return mine === slot;
	};

	return async signal => {
		waiting++;
		try {
			let taken = false;
			do {
				await gate.passage(signal);
				signal.throwIfAborted();
				taken = await takeSlot(signal);
			} while (!taken || gate.isClosed());
			lastGiven = performance.now();
		} finally {
			waiting--;
			// p-throttle cannot give up one wait: when nobody waits any more, those that were given up are ended together.
			if (waiting === 0 && slot.queueSize > 0) startAgain();
		}
	};
};
