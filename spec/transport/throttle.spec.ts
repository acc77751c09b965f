import {afterEach, beforeEach, describe, expect, it, jest} from '@jest/globals';
import {createGate} from '../../lib/transport/gate.ts';
import {createThrottle, type ThrottleOptions, type WaitForTurn} from '../../lib/transport/throttle.ts';
import {rejection} from '../support/simulated.ts';

const never = new AbortController().signal;

/** A throttle, and the times at which it let requests through. */
const throttled = (options: ThrottleOptions, waitForTurn?: WaitForTurn) => {
	const gate = createGate();
	const acquireSlot = createThrottle(options, gate, waitForTurn);
	const start = performance.now();
	const times: number[] = [];
	const ask = async (signal: AbortSignal = never) => {
		gate.answered(await acquireSlot(signal), 'failed');
		times.push(Math.round(performance.now() - start));
	};
	return {gate, ask, times};
};

/** The most requests that any stretch of `interval` milliseconds saw. */
const busiest = (times: readonly number[], interval: number): number =>
	Math.max(...times.map(from => times.filter(time => time >= from && time < from + interval).length));

describe('the throttle', () => {
	beforeEach(() => {
		jest.useFakeTimers();
	});
	afterEach(() => {
		jest.useRealTimers();
	});

	it('lets as many through at once as it may, and makes the others wait in order', async () => {
		const {ask, times} = throttled({limit: 3, interval: 100});
		for (let request = 0; request < 9; request++) void ask();
		await jest.advanceTimersByTimeAsync(0);
		expect(times).toEqual([0, 0, 0]);
		await jest.advanceTimersByTimeAsync(1000);
		expect(times).toHaveLength(9);
		expect(times.at(-1)).toBeLessThanOrEqual(300);
		expect(busiest(times, 100)).toBe(3);
	});

	it.each([0, 50, 90, 99, 100, 101, 150])(
		'holds in any interval, also in one that begins %i ms after the first request',
		async pause => {
			const {ask, times} = throttled({limit: 2, interval: 100});
			void ask();
			await jest.advanceTimersByTimeAsync(pause);
			for (let request = 0; request < 7; request++) {
				void ask();
				await jest.advanceTimersByTimeAsync(7);
			}
			await jest.advanceTimersByTimeAsync(1000);
			expect(times).toHaveLength(8);
			expect(busiest(times, 100)).toBe(2);
		},
	);

	it('waits for the turn of each request, and for another one where the gate was closed meanwhile', async () => {
		let turns = 0;
		const {ask, gate, times} = throttled({limit: 10, interval: 100}, async () => {
			turns++;
			await new Promise(resolve => setTimeout(resolve, 50));
			if (turns === 2) gate.close(1000);
		});
		await Promise.all([ask(), ask(), jest.advanceTimersByTimeAsync(2000)]);
		expect(times).toEqual([50, 1150]);
		expect(turns).toBe(3);
	});

	it('gives no slot while the gate is closed, and none that was waited for meanwhile', async () => {
		const {gate, ask, times} = throttled({limit: 1, interval: 100});
		for (let request = 0; request < 3; request++) void ask();
		await jest.advanceTimersByTimeAsync(50);
		gate.close(1000);
		await jest.advanceTimersByTimeAsync(999);
		expect(times).toEqual([0]);
		await jest.advanceTimersByTimeAsync(1000);
		expect(times).toHaveLength(3);
		expect(times[1]).toBeGreaterThanOrEqual(1050);
		expect(busiest(times, 100)).toBe(1);
	});

	it('rejects a wait at once with the reason of the signal, and keeps no timer', async () => {
		const {ask} = throttled({limit: 1, interval: 60_000});
		await ask();
		const controller = new AbortController();
		const waits = [1, 2, 3].map(() => rejection(ask(controller.signal)));
		await jest.advanceTimersByTimeAsync(10);
		expect(jest.getTimerCount()).toBeGreaterThan(0);
		controller.abort('enough');
		expect(await Promise.all(waits)).toEqual(['enough', 'enough', 'enough']);
		expect(jest.getTimerCount()).toBe(0);
	});

	it('keeps no timer of a wait that was given up before another one was over', async () => {
		const {ask, times} = throttled({limit: 1, interval: 100});
		const controller = new AbortController();
		void ask();
		void ask();
		const last = rejection(ask(controller.signal));
		await jest.advanceTimersByTimeAsync(10);
		controller.abort('enough');
		await last;
		await jest.advanceTimersByTimeAsync(95);
		expect(times).toEqual([0, 100]);
		expect(jest.getTimerCount()).toBe(0);
	});

	it('still holds after waits were given up', async () => {
		const {ask, times} = throttled({limit: 2, interval: 100});
		const controller = new AbortController();
		const given = [1, 2, 3, 4].map(() => ask(controller.signal).catch(() => {}));
		await jest.advanceTimersByTimeAsync(20);
		controller.abort();
		await Promise.all(given);
		for (let request = 0; request < 4; request++) void ask();
		await jest.advanceTimersByTimeAsync(1000);
		expect(times).toHaveLength(6);
		expect(busiest(times, 100)).toBe(2);
	});

	it('does not make the others wait longer than an interval when a wait is given up', async () => {
		const {ask, times} = throttled({limit: 2, interval: 100});
		await ask();
		await ask();
		const controller = new AbortController();
		const given = rejection(ask(controller.signal));
		await jest.advanceTimersByTimeAsync(20);
		controller.abort();
		await given;
		void ask();
		await jest.advanceTimersByTimeAsync(1000);
		expect(times).toEqual([0, 0, 100]);
	});

	it('makes nobody wait for those before it that gave up', async () => {
		const {ask, times} = throttled({limit: 1, interval: 100});
		const controller = new AbortController();
		void ask();
		const given = Array.from({length: 30}, () => rejection(ask(controller.signal)));
		void ask();
		await jest.advanceTimersByTimeAsync(20);
		controller.abort();
		await Promise.all(given);
		await jest.advanceTimersByTimeAsync(10);
		expect(jest.getTimerCount()).toBe(1);
		await jest.advanceTimersByTimeAsync(100);
		expect(times).toEqual([0, 100]);
		expect(jest.getTimerCount()).toBe(0);
	});

	it('costs nobody a wait when a signal aborts while slots are free', async () => {
		const {ask, times} = throttled({limit: 10, interval: 60_000});
		const controller = new AbortController();
		const given = ask(controller.signal).catch(() => {});
		controller.abort();
		await given;
		await ask();
		expect(times.at(-1)).toBe(0);
	});

	it('gives back what is given in the moment of an abort', async () => {
		const gate = createGate();
		const acquireSlot = createThrottle({limit: 1000, interval: 1000}, gate);
		for (let turn = 0; turn < 200; turn++) {
			const controller = new AbortController();
			const given = acquireSlot(controller.signal).then(
				sent => gate.answered(sent, 'failed'),
				() => {},
			);
			for (let microtask = 0; microtask < turn % 20; microtask++) await undefined;
			controller.abort();
			await given;
		}
		await jest.advanceTimersByTimeAsync(0);
		expect(gate.isClosed()).toBe(false);
	});

	it('takes no slot for a signal that has aborted already', async () => {
		const {ask, times} = throttled({limit: 1, interval: 60_000});
		expect(await rejection(ask(AbortSignal.abort('early')))).toBe('early');
		await ask();
		expect(times).toEqual([0]);
	});

	it.each([-10_800_000, -1000, 1000, 10_800_000])(
		'holds, and makes nobody wait for long, when the time of day is moved by %i ms',
		async jump => {
			const {ask, times} = throttled({limit: 2, interval: 100});
			for (let request = 0; request < 5; request++) void ask();
			await jest.advanceTimersByTimeAsync(120);
			jest.setSystemTime(Date.now() + jump);
			for (let request = 0; request < 5; request++) void ask();
			await jest.advanceTimersByTimeAsync(1000);
			expect(times).toHaveLength(10);
			expect(busiest(times, 100)).toBe(2);
			expect(times.at(-1)).toBeLessThanOrEqual(700);
			expect(jest.getTimerCount()).toBe(0);
		},
	);

	it.each([
		['stands still', () => 1_700_000_000_000],
		['is zero', () => 0],
		['runs at half the pace', () => 1_700_000_000_000 + performance.now() / 2],
		['runs twice as fast', () => 1_700_000_000_000 + performance.now() * 2],
	])('holds, and costs no more than its limit, when the time of day %s', async (_what, timeOfDay) => {
		jest.spyOn(Date, 'now').mockImplementation(timeOfDay);
		const {ask, times} = throttled({limit: 3, interval: 1000});
		for (let request = 0; request < 5; request++) {
			await jest.advanceTimersByTimeAsync(400);
			await ask();
		}
		expect(times).toEqual([400, 800, 1200, 1600, 2000]);
		for (let request = 0; request < 9; request++) void ask();
		await jest.advanceTimersByTimeAsync(4000);
		jest.restoreAllMocks();
		expect(times).toHaveLength(14);
		expect(busiest(times, 1000)).toBe(3);
		expect(times.at(-1)).toBeLessThanOrEqual(5500);
	});

	it('costs nobody a wait when the time of day is moved while slots are free', async () => {
		const {ask, times} = throttled({limit: 1, interval: 100});
		await ask();
		await jest.advanceTimersByTimeAsync(100);
		jest.setSystemTime(Date.now() - 10_800_000);
		await ask();
		expect(times).toEqual([0, 100]);
	});
});

/** Keeps this process from all else, as a consumer with much to compute does. */
const compute = (milliseconds: number): void => {
	const end = performance.now() + milliseconds;
	while (performance.now() < end);
};

describe('the throttle of a busy process', () => {
	it.each([
		[1, 40],
		[3, 120],
	])('holds also when slots come late: %i in %i ms', async (limit, interval) => {
		const {ask, times} = throttled({limit, interval});
		const asked = Array.from({length: 4 * limit}, () => ask());
		await Promise.all(asked.slice(0, limit));
		compute(5 * interval);
		await Promise.all(asked);
		// Half of it: a machine that is busy itself may take note of a slot late, and of the next one in time.
		expect(busiest(times, interval / 2)).toBeLessThanOrEqual(limit);
	});
});
