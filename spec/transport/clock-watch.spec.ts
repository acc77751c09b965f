import {afterEach, beforeEach, describe, expect, it, jest} from '@jest/globals';
import {createClockWatch} from '../../lib/transport/clock-watch.ts';

describe('a watch over the clock', () => {
	beforeEach(() => {
		jest.useFakeTimers();
	});
	afterEach(() => {
		jest.restoreAllMocks();
		jest.useRealTimers();
	});

	it.each([0, 1, 1000, 86_400_000])('sees no move when %i ms pass', milliseconds => {
		const wasMoved = createClockWatch();
		jest.advanceTimersByTime(milliseconds);
		expect(wasMoved()).toBe(false);
	});

	it.each([-10_800_000, -100, 100, 10_800_000])('sees once that the time of day was moved by %i ms', jump => {
		const wasMoved = createClockWatch();
		jest.advanceTimersByTime(1000);
		jest.setSystemTime(Date.now() + jump);
		expect([wasMoved(), wasMoved(), wasMoved()]).toEqual([true, false, false]);
	});

	it('takes a machine that pauses between two looks for no move', () => {
		const wasMoved = createClockWatch();
		const {now} = Date;
		for (const pauseFirst of [true, false, true]) {
			jest.spyOn(Date, 'now').mockImplementation(() => {
				if (pauseFirst) jest.advanceTimersByTime(2000);
				const timeOfDay = now();
				if (!pauseFirst) jest.advanceTimersByTime(2000);
				return timeOfDay;
			});
			expect(wasMoved()).toBe(false);
			jest.restoreAllMocks();
			expect(wasMoved()).toBe(false);
		}
	});
});
