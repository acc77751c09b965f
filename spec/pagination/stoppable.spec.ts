import {getEventListeners} from 'node:events';
import {describe, expect, it} from '@jest/globals';
import {stoppable} from '../../lib/pagination/stoppable.ts';
import {rejection, toArray} from '../support/simulated.ts';

/** Gives numbers; before each one from `stallAt` on it waits until its signal aborts. */
const counting = (outer?: AbortSignal, stallAt = Number.POSITIVE_INFINITY) => {
	const seen: {started: number; cleanedUp: number; reason?: unknown} = {started: 0, cleanedUp: 0};
	const generator = stoppable<number, string>(outer, async function* (signal, end) {
		seen.started++;
		try {
			for (let count = 1; count <= 3; count++) {
				if (count >= stallAt) {
					await new Promise((_resolve, reject) => {
						signal.addEventListener('abort', () => reject(signal.reason));
					});
				}
				yield count;
			}
			return 'the end';
		} finally {
			seen.cleanedUp++;
			seen.reason = signal.reason;
			end();
		}
	});
	return {generator, seen};
};

const over = {done: true, value: undefined};

describe('a stoppable generator', () => {
	it('starts at the first next(), once', async () => {
		const {generator, seen} = counting();
		expect(seen.started).toBe(0);
		expect(await Promise.all([generator.next(), generator.next()])).toEqual([
			{done: false, value: 1},
			{done: false, value: 2},
		]);
		expect(seen.started).toBe(1);
		await generator.return('');
	});

	it('gives all values, its return value, and then nothing more', async () => {
		const {generator, seen} = counting();
		const results = await Promise.all([1, 2, 3, 4, 5].map(() => generator.next()));
		expect(results).toEqual([
			{done: false, value: 1},
			{done: false, value: 2},
			{done: false, value: 3},
			{done: true, value: 'the end'},
			over,
		]);
		expect(seen.cleanedUp).toBe(1);
	});

	it('aborts first and settles then, however return() and throw() come together', async () => {
		const {generator, seen} = counting(undefined, 2);
		await generator.next();
		const pending = rejection(generator.next());
		const mine = new Error('mine');
		const [returned, thrown, again] = await Promise.all([
			generator.return('value'),
			rejection(generator.throw(mine)),
			generator.return(Promise.resolve('later')),
		]);
		expect(returned).toEqual({done: true, value: 'value'});
		expect(thrown).toBe(mine);
		expect(again).toEqual({done: true, value: 'later'});
		expect(await pending).toBe(seen.reason);
		expect(seen.cleanedUp).toBe(1);
		expect(await generator.next()).toEqual(over);
	});

	it('never starts after a return()', async () => {
		const {generator, seen} = counting();
		await generator.return('');
		expect(await generator.next()).toEqual(over);
		expect(seen.started).toBe(0);
	});

	it.each([new Error('no more'), 'a text', 0, null, undefined])(
		'rejects with the reason %p of its signal',
		async reason => {
			const controller = new AbortController();
			const {generator} = counting(controller.signal, 2);
			await generator.next();
			const pending = rejection(generator.next());
			controller.abort(reason);
			expect(await pending).toBe(controller.signal.reason);
			expect(await generator.next()).toEqual(over);
		},
	);

	it('rejects once with the reason of a signal that has aborted before, and does not start', async () => {
		const {generator, seen} = counting(AbortSignal.abort('early'));
		expect(await rejection(generator.next())).toBe('early');
		expect(await generator.next()).toEqual(over);
		expect(seen.started).toBe(0);
	});

	it('rejects with what start() throws, and is over', async () => {
		const mine = new Error('mine');
		const generator = stoppable(undefined, () => {
			throw mine;
		});
		expect(await rejection(generator.next())).toBe(mine);
		expect(await generator.next()).toEqual(over);
	});

	it('does not keep a failure of the cleaning up from the caller of return(), who has gone', async () => {
		const generator = stoppable<number, void>(undefined, async function* () {
			try {
				yield 1;
			} finally {
				await Promise.reject(new Error('untidy'));
			}
		});
		await generator.next();
		expect(await generator.return()).toEqual(over);
	});

	it('listens to the signal from the first next() to the end, and not otherwise', async () => {
		const {signal} = new AbortController();
		const listeners = () => getEventListeners(signal, 'abort').length;
		const unused = counting(signal).generator;
		expect(listeners()).toBe(0);
		await unused.return('');
		const {generator} = counting(signal);
		await generator.next();
		expect(listeners()).toBe(1);
		expect(await toArray(generator)).toEqual([2, 3]);
		expect(listeners()).toBe(0);
	});

	it('is an async generator in all that can be seen, and disposable', async () => {
		const {generator, seen} = counting();
		expect(Object.prototype.toString.call(generator)).toBe('[object AsyncGenerator]');
		expect(generator[Symbol.asyncIterator]()).toBe(generator);
		await generator.next();
		await generator[Symbol.asyncDispose]();
		expect(seen.cleanedUp).toBe(1);
	});
});
