import {getEventListeners} from 'node:events';
import {afterEach, beforeEach, describe, expect, it, jest} from '@jest/globals';
import {abortable, abortableDelay} from '../../lib/abort/abortable-delay.ts';
import {rejection} from '../support/simulated.ts';

const reasons = [new Error('no more'), 'a text', 0, null, undefined];
const listenersOf = (signal: AbortSignal) => getEventListeners(signal, 'abort').length;
const nothing = () => {};

describe('a delay', () => {
	beforeEach(() => {
		jest.useFakeTimers();
	});
	afterEach(() => {
		jest.useRealTimers();
	});

	it('ends after its time, not before, and lets go of the signal', async () => {
		const {signal} = new AbortController();
		let over = false;
		abortableDelay(1000, signal).then(() => {
			over = true;
		}, nothing);
		await jest.advanceTimersByTimeAsync(999);
		expect({over, listeners: listenersOf(signal)}).toEqual({over: false, listeners: 1});
		await jest.advanceTimersByTimeAsync(1);
		expect({over, listeners: listenersOf(signal)}).toEqual({over: true, listeners: 0});
	});

	it.each(reasons)('ends at once on an abort, with its reason %p and no timer left', async reason => {
		const controller = new AbortController();
		const delayed = rejection(abortableDelay(600_000, controller.signal));
		expect(jest.getTimerCount()).toBe(1);
		controller.abort(reason);
		expect(await delayed).toBe(controller.signal.reason);
		expect(jest.getTimerCount()).toBe(0);
		expect(listenersOf(controller.signal)).toBe(0);
	});

	it('does not begin when the signal has aborted before', async () => {
		expect(await rejection(abortableDelay(600_000, AbortSignal.abort('early')))).toBe('early');
		expect(jest.getTimerCount()).toBe(0);
	});

	it.each([2 ** 31, Number.MAX_SAFE_INTEGER, Number.POSITIVE_INFINITY])(
		'of %p ms does not end at once, as a timer that overflows would',
		async milliseconds => {
			const controller = new AbortController();
			let over = false;
			const delayed = abortableDelay(milliseconds, controller.signal).then(() => {
				over = true;
			}, nothing);
			await jest.advanceTimersByTimeAsync(60_000);
			expect(over).toBe(false);
			controller.abort();
			await delayed;
		},
	);
});

describe('a promise that is waited for under a signal', () => {
	it('gives what it resolves to, or rejects with what it rejects with, and lets go of the signal', async () => {
		const {signal} = new AbortController();
		const mine = new Error('mine');
		expect(await abortable(Promise.resolve(7), signal)).toBe(7);
		expect(await rejection(abortable(Promise.reject(mine), signal))).toBe(mine);
		await Promise.resolve();
		expect(listenersOf(signal)).toBe(0);
	});

	it.each(reasons)('is given up at once on an abort, with its reason %p', async reason => {
		const controller = new AbortController();
		const waited = rejection(abortable(new Promise(nothing), controller.signal));
		controller.abort(reason);
		expect(await waited).toBe(controller.signal.reason);
	});

	it.each(['before', 'after'])('may fail %s it was given up: that is no unhandled rejection', async when => {
		const controller = new AbortController();
		if (when === 'before') controller.abort('enough');
		let fail: (error: Error) => void = nothing;
		const late = new Promise<never>((_resolve, reject) => {
			fail = reject;
		});
		const waited = rejection(abortable(late, controller.signal));
		controller.abort('enough');
		expect(await waited).toBe('enough');
		fail(new Error('too late'));
		// Jest fails a test that leaves a rejection unhandled.
		await new Promise(resolve => setImmediate(resolve));
	});
});
