import pThrottle from 'p-throttle';
import {abortable, longestTimer} from '../abort/abortable-delay.ts';
import * as option from '../core/option.ts';
import {createClockWatch} from './clock-watch.ts';
import type {Gate} from './gate.ts';
import {forgetUntil} from './times.ts';

export const throttleOptions = {
	/** Attempts of all walks together in one interval, 1 to 1,000,000; fewer as long as the server bears fewer. Default: 1,000. */
	limit: option.wholeNumber({range: [1, 1_000_000], default: 1000}),
	/** Milliseconds in which they are counted. Default: 1,000. */
	interval: option.wholeNumber({range: [1, longestTimer], default: 1000}),
};

/**
 * What a client may be told of it.
 *
 * @interface
 */
export type PaceOptions = option.OptionsOf<typeof throttleOptions>;

/**
 * At most `limit` requests in any `interval` milliseconds.
 *
 * @interface
 */
export type ThrottleOptions = option.SettingsOf<typeof throttleOptions>;

/** A p-throttle's slots, for one who asks at a time. */
export interface Slots {
	/** Waits for a slot; false when it is not to be used after all. */
	readonly take: (signal: AbortSignal) => Promise<boolean>;
	/** One was used, at a time on a clock that nobody moves. */
	readonly used: (at: number) => void;
	/** Nobody is left to take the slot that was asked for. */
	readonly leave: () => void;
}

export const createSlots = ({limit, interval}: ThrottleOptions, gate: Gate): Slots => {
	const clockIsOff = createClockWatch();
	/** When the slots of the last interval were given. */
	const given: number[] = [];
	let throttle: {readonly controller: AbortController; readonly slot: ReturnType<typeof start>} | undefined;
	/** A slot that was asked for and not taken; who gives up leaves it to the next. */
	let promised: Promise<void> | undefined;

	// Strict: without it, twice the limit can pass where two of p-throttle's windows meet.
	const start = (signal: AbortSignal) => pThrottle({limit, interval, strict: true, signal})(async () => {});

	const stop = () => {
		throttle?.controller.abort();
		throttle = undefined;
		promised = undefined;
	};

	/** A p-throttle that knows what was given lately; undefined, and the gate closed, while there is nothing to give. */
	const restarted = () => {
		const now = performance.now();
		forgetUntil(given, now - interval);
		if (given[0] !== undefined && given.length >= limit) {
			gate.close(given[0] + interval - now);
			return undefined;
		}
		const controller = new AbortController();
		throttle = {controller, slot: start(controller.signal)};
		for (const _slot of given) void throttle.slot();
		return throttle;
	};

	const take = async (signal: AbortSignal): Promise<boolean> => {
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

	return {
		take,
		used: at => {
			given.push(at);
			if (given.length > limit) given.shift();
		},
		leave: () => {
			if (throttle !== undefined && throttle.slot.queueSize > 0) stop();
		},
	};
};
