import {afterEach, beforeEach, describe, expect, it, jest} from '@jest/globals';
import {patientTimer} from '../../lib/abort/patient-timer.ts';

/** Keeps this process from all else. */
const compute = (milliseconds: number): void => {
	for (const end = performance.now() + milliseconds; performance.now() < end; );
};

describe('a patient timer', () => {
	beforeEach(() => {
		jest.useFakeTimers();
	});
	afterEach(() => {
		jest.useRealTimers();
	});

	it('calls back after its time, once', () => {
		const callback = jest.fn();
		patientTimer(1000, callback);
		jest.advanceTimersByTime(999);
		expect(callback).not.toHaveBeenCalled();
		jest.advanceTimersByTime(1);
		expect(callback).toHaveBeenCalledTimes(1);
		jest.advanceTimersByTime(10_000);
		expect(callback).toHaveBeenCalledTimes(1);
		expect(jest.getTimerCount()).toBe(0);
	});

	it('never calls back once it is cancelled', () => {
		const callback = jest.fn();
		patientTimer(1000, callback)();
		expect(jest.getTimerCount()).toBe(0);
	});
});

describe('a patient timer of a busy process', () => {
	it('gives as much time again as it was late by, and no more than its own', async () => {
		const fired: number[] = [];
		const start = performance.now();
		patientTimer(50, () => fired.push(performance.now() - start));
		patientTimer(400, () => fired.push(performance.now() - start));
		compute(150);
		while (fired.length < 2) await new Promise(resolve => setTimeout(resolve, 5));
		// 150, and 50 again, which is less than the 100 that it was late by.
		expect(fired[0]).toBeGreaterThanOrEqual(195);
		expect(fired[1]).toBeGreaterThanOrEqual(399);
	});

	it('can be cancelled while it gives time again', async () => {
		const callback = jest.fn();
		const cancel = patientTimer(20, callback);
		compute(100);
		await new Promise(resolve => setTimeout(resolve, 1));
		cancel();
		await new Promise(resolve => setTimeout(resolve, 60));
		expect(callback).not.toHaveBeenCalled();
	});
});
