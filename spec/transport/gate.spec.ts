import {getEventListeners} from 'node:events';
import {afterEach, beforeEach, describe, expect, it, jest} from '@jest/globals';
import {createGate} from '../../lib/transport/gate.ts';
import {rejection} from '../support/simulated.ts';

const never = new AbortController().signal;

describe('the gate', () => {
	beforeEach(() => {
		jest.useFakeTimers();
	});
	afterEach(() => {
		jest.useRealTimers();
	});

	const passing = (gate: ReturnType<typeof createGate>) => {
		const start = performance.now();
		const passed: {after?: number} = {};
		gate.passage(never).then(
			() => {
				passed.after = performance.now() - start;
			},
			() => {},
		);
		return passed;
	};

	it('is open at first, and lets pass without a timer', async () => {
		const gate = createGate();
		expect(gate.isClosed()).toBe(false);
		await gate.passage(never);
		expect(jest.getTimerCount()).toBe(0);
	});

	it('holds all who come while it is closed, and opens for all of them', async () => {
		const gate = createGate();
		gate.close(1000);
		const early = passing(gate);
		await jest.advanceTimersByTimeAsync(400);
		const late = passing(gate);
		await jest.advanceTimersByTimeAsync(599);
		expect({early, late, closed: gate.isClosed()}).toEqual({early: {}, late: {}, closed: true});
		await jest.advanceTimersByTimeAsync(2);
		expect(early.after).toBeCloseTo(1000, -1);
		expect(late.after).toBeCloseTo(600, -1);
		expect(gate.isClosed()).toBe(false);
	});

	it('stays closed as long as the longest pause, in whichever order they come', async () => {
		for (const pauses of [
			[1000, 300],
			[300, 1000],
		]) {
			const gate = createGate();
			for (const pause of pauses) gate.close(pause);
			const passed = passing(gate);
			await jest.advanceTimersByTimeAsync(999);
			expect(passed).toEqual({});
			await jest.advanceTimersByTimeAsync(2);
			expect(passed.after).toBeGreaterThanOrEqual(1000);
		}
	});

	it('holds those who wait already when it is closed for longer', async () => {
		const gate = createGate();
		gate.close(100);
		const passed = passing(gate);
		await jest.advanceTimersByTimeAsync(50);
		gate.close(500);
		await jest.advanceTimersByTimeAsync(499);
		expect(passed).toEqual({});
		await jest.advanceTimersByTimeAsync(3);
		expect(passed.after).toBeGreaterThanOrEqual(550);
	});

	it('lets go at once of who aborts, with the reason, and of nobody else', async () => {
		const gate = createGate();
		gate.close(600_000);
		const controller = new AbortController();
		const gone = rejection(gate.passage(controller.signal));
		const stays = passing(gate);
		controller.abort('enough');
		expect(await gone).toBe('enough');
		expect(jest.getTimerCount()).toBe(1);
		expect(getEventListeners(controller.signal, 'abort')).toHaveLength(0);
		await jest.advanceTimersByTimeAsync(600_001);
		expect(stays.after).toBeGreaterThanOrEqual(600_000);
	});

	it('does not mind changes of the machine’s time', async () => {
		const gate = createGate();
		gate.close(1000);
		const passed = passing(gate);
		jest.setSystemTime(Date.now() + 3_600_000);
		await jest.advanceTimersByTimeAsync(999);
		expect(passed).toEqual({});
		jest.setSystemTime(0);
		await jest.advanceTimersByTimeAsync(2);
		expect(passed.after).toBeCloseTo(1000, -1);
	});
});
