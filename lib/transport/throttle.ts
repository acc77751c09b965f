import pThrottle from 'p-throttle';
import {abortable} from './abortable-delay.ts';
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
	let waiting = 0;
	let controller: AbortController;
	let slot: (() => Promise<void>) & {readonly queueSize: number};
	const start = () => {
		controller = new AbortController();
		// Strict: without it, twice the limit can pass where two of p-throttle's windows meet.
		slot = pThrottle({limit, interval, strict: true, signal: controller.signal})(async () => {});
	};
	start();

	// p-throttle cannot give up one wait. When nobody waits any more, the timers of waits that were given up are cleared
	// all together, and the window that p-throttle has then forgotten is waited for at the gate, so the limit holds.
	const forgetGivenUp = () => {
		if (waiting > 0 || slot.queueSize === 0) return;
		controller.abort();
		start();
		gate.close(interval);
	};

	return async signal => {
		waiting++;
		try {
			do {
				await gate.passage(signal);
				signal.throwIfAborted();
				await abortable(slot(), signal);
			} while (gate.isClosed());
		} finally {
			waiting--;
			forgetGivenUp();
		}
	};
};
