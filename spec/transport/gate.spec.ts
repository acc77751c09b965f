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

describe('the gate, as wide as the server bears', () => {
	beforeEach(() => {
		jest.useFakeTimers();
	});
	afterEach(() => {
		jest.useRealTimers();
	});

	const leave = (gate: ReturnType<typeof createGate>, requests: number) =>
		Array.from({length: requests}, () => gate.leave());

	it('lets ten through at first, and one more when one is answered', async () => {
		const gate = createGate();
		const sent = leave(gate, 10);
		expect(gate.isClosed()).toBe(true);
		const passed = gate.passage(never);
		await jest.advanceTimersByTimeAsync(50);
		for (const one of sent.slice(0, 1)) gate.answered(one, 'failed');
		await passed;
		expect(jest.getTimerCount()).toBe(0);
		leave(gate, 1);
		expect(gate.isClosed()).toBe(true);
	});

	it('is held up for a second at most by requests that stall', async () => {
		const gate = createGate();
		leave(gate, 10);
		const start = performance.now();
		const passed = gate.passage(never);
		await jest.advanceTimersByTimeAsync(1000);
		await passed;
		expect(performance.now() - start).toBe(1000);
	});

	it('is closed for the rest of an interval when nothing is left of a quota, and opened for as many as the next has', async () => {
		const gate = createGate();
		const [sent] = leave(gate, 1) as [ReturnType<typeof gate.leave>];
		gate.answered(sent, 'served');
		gate.heed(sent, {limit: 3, remaining: 0, reset: 5000});
		await jest.advanceTimersByTimeAsync(4999);
		expect(gate.isClosed()).toBe(true);
		await jest.advanceTimersByTimeAsync(1);
		leave(gate, 2);
		expect(gate.isClosed()).toBe(false);
		leave(gate, 1);
		expect(gate.isClosed()).toBe(true);
	});

	it('takes the least of what answers tell that overtook each other', () => {
		const gate = createGate();
		const sent = leave(gate, 3);
		for (const one of sent) gate.answered(one, 'served');
		for (const [place, remaining] of [1, 0, 2].entries()) {
			const one = sent[place];
			if (one !== undefined) gate.heed(one, {limit: 9, remaining, reset: 5000});
		}
		expect(gate.isClosed()).toBe(true);
	});

	it('counts in what is on its way, against what is left', () => {
		const gate = createGate();
		const [first] = leave(gate, 4) as [ReturnType<typeof gate.leave>];
		gate.answered(first, 'served');
		gate.heed(first, {limit: 9, remaining: 4, reset: 5000});
		expect(gate.isClosed()).toBe(false);
		leave(gate, 1);
		expect(gate.isClosed()).toBe(true);
	});
});
