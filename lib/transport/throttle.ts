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
	let slot: () => Promise<void>;
	const start = () => {
		controller = new AbortController();
		slot = pThrottle({limit, interval, signal: controller.signal})(async () => {});
	};
	start();

	// p-throttle cannot give up one wait. When the last one has gone, all its timers are cleared with it, and the
	// window that it has then forgotten is waited for at the gate, so that the limit still holds.
	const forget = () => {
		controller.abort();
		start();
		gate.close(interval);
	};

	const takeSlot = async (signal: AbortSignal) => {
		waiting++;
		const granted = slot();
		try {
			await abortable(granted, signal);
			waiting--;
		} catch (error) {
			waiting--;
			if (waiting === 0) forget();
			throw error;
		}
	};

	return async signal => {
		do {
			await gate.passage(signal);
			await takeSlot(signal);
		} while (gate.isClosed());
	};
};
