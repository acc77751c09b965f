import pThrottle from 'p-throttle';
import {abortable} from '../abort/abortable-delay.ts';
import {createClockWatch} from './clock-watch.ts';
import type {Gate, Sent} from './gate.ts';

/** At most `limit` requests in any `interval` milliseconds. */
export interface ThrottleOptions {
	/** Requests in an interval at most, each attempt counted. */
	readonly limit: number;
	/** Milliseconds. */
	readonly interval: number;
}

/** Waits for the right to send one request, which must then be sent. Rejects at once on an abort. */
export type AcquireSlot = (signal: AbortSignal) => Promise<Sent>;

/**
 * One p-throttle for all walks of a client, behind the gate: who waits for the gate holds no slot, and who has got a
 * slot while the gate closed asks again.
 *
 * Requests ask p-throttle one at a time. It plans slots when it is asked for them: many planned at once would be given
 * together by a process that was too busy to give them in time, and those of walks that gave up would be kept for nobody.
 */
export const createThrottle = ({limit, interval}: ThrottleOptions, gate: Gate): AcquireSlot => {
	const clockIsOff = createClockWatch();
	/** When the slots of the last interval were given, on a clock that nobody moves. */
	const given: number[] = [];
	let waiting = 0;
	/** Settles when everybody before has a slot or has given up. */
	let queue: Promise<unknown> = Promise.resolve();
	let throttle: {readonly controller: AbortController; readonly slot: ReturnType<typeof start>} | undefined;
	/** A slot that was asked for and not taken; who gives up leaves it to the next. */
	let promised: Promise<void> | undefined;

	// Strict: without it, twice the limit can pass where two of p-throttle's windows meet.
	const start = (signal: AbortSignal) => pThrottle({limit, interval, strict: true, signal})(async () => {});

	/** Ends the wait for a slot. */
	const stop = () => {
		throttle?.controller.abort();
		throttle = undefined;
		promised = undefined;
	};

	/** A p-throttle that knows what was given lately; undefined, and the gate closed, while there is nothing to give. */
	const restarted = () => {
		const now = performance.now();
		while (given[0] !== undefined && given[0] + interval <= now) given.shift();
		if (given[0] !== undefined && given.length >= limit) {
			gate.close(given[0] + interval - now);
			return undefined;
		}
		const controller = new AbortController();
		throttle = {controller, slot: start(controller.signal)};
		for (const _slot of given) void throttle.slot();
		return throttle;
	};

	/** False when the slot is not to be used after all. */
	const takeSlot = async (signal: AbortSignal): Promise<boolean> => {
		// p-throttle reads the time of day: set back by an hour, it would wait an hour; set ahead, it would forget its limit;
		// where it stands still, as in tests, it would wait for an interval each time.
		if (clockIsOff()) stop();
		if (gate.isClosed()) return false;
		const slot = (throttle ?? restarted())?.slot;
		if (slot === undefined) return false;
		promised ??= slot();
		await abortable(promised, signal);
		promised = undefined;
		return !gate.isClosed();
	};

	const waitForSlot = async (signal: AbortSignal): Promise<Sent> => {
		signal.throwIfAborted();
		do await gate.passage(signal);
		while (!(await takeSlot(signal)));
		const sent = gate.leave();
		given.push(sent.at);
		if (given.length > limit) given.shift();
		return sent;
	};

	return async signal => {
		waiting++;
		const mine = queue.then(() => waitForSlot(signal));
		queue = mine.catch(() => {});
		try {
			return await abortable(mine, signal);
		} catch (reason) {
			// It may have been given just then.
			mine.then(
				sent => gate.answered(sent, 'failed'),
				() => {},
			);
			throw reason;
		} finally {
			waiting--;
			// Nobody is left to take it.
			if (waiting === 0 && throttle !== undefined && throttle.slot.queueSize > 0) stop();
		}
	};
};
