import {describe, expect, it} from '@jest/globals';
import {flattenPages} from '../../lib/pagination/flatten-pages.ts';
import {stoppable} from '../../lib/pagination/stoppable.ts';
import {rejection, toArray} from '../support/simulated.ts';

const pageWith = (items: readonly number[]) => ({
	items,
	links: {},
	request: {method: 'GET', path: '/', query: ''} as const,
	cursor: undefined,
});

/** Flattens these pages; an error in their place is thrown there. */
const flatten = (pages: ReadonlyArray<readonly number[] | Error>, signal?: AbortSignal) => {
	const seen = {fetched: 0};
	const source = stoppable<ReturnType<typeof pageWith>, string>(signal, async function* (_signal, end) {
		try {
			for (const page of pages) {
				seen.fetched++;
				if (page instanceof Error) throw page;
				yield pageWith(page);
			}
			return 'summary';
		} finally {
			end();
		}
	});
	return {items: flattenPages(source, signal, () => {}).generator, seen};
};

const over = {done: true, value: undefined};

describe('the items of pages', () => {
	it('come one by one and in order, over empty pages too, and then the return value', async () => {
		const {items} = flatten([[1, 2], [], [], [3], [4, 5], []]);
		expect(await toArray(flatten([[1, 2], [], [], [3], [4, 5], []]).items)).toEqual([1, 2, 3, 4, 5]);
		const results = await Promise.all(Array.from({length: 7}, () => items.next()));
		expect(results.map(({value}) => value)).toEqual([1, 2, 3, 4, 5, 'summary', undefined]);
	});

	it('need no further page before the last one of theirs is taken', async () => {
		const {items, seen} = flatten([[1, 2, 3], [4]]);
		for (let item = 0; item < 3; item++) await items.next();
		expect(seen.fetched).toBe(1);
		await items.next();
		expect(seen.fetched).toBe(2);
	});

	it('come once each, whichever calls wait and whichever find them at hand', async () => {
		const {items} = flatten([[1], [2, 3], [4]]);
		const settled: unknown[] = [];
		const ask = () => items.next().then(({value}) => settled.push(value));
		await Promise.all([ask(), ask()]);
		await Promise.all([ask(), ask(), ask(), ask()]);
		expect(settled).toEqual([1, 2, 3, 4, 'summary', undefined]);
	});

	it('cost one promise each once their page is here', async () => {
		const {items} = flatten([[1, 2, 3]]);
		await items.next();
		let given: unknown;
		for (const value of [2, 3]) {
			const taken = items.next().then(result => {
				given = result.value;
			});
			await Promise.resolve();
			expect(given).toBe(value);
			await taken;
		}
	});

	it('come before the error that follows them, which comes once', async () => {
		const mine = new Error('mine');
		const {items} = flatten([[1, 2], mine, [3]]);
		const results = await Promise.allSettled([1, 2, 3, 4].map(() => items.next()));
		expect(results.map(result => (result.status === 'rejected' ? result.reason : result.value))).toEqual([
			{done: false, value: 1},
			{done: false, value: 2},
			mine,
			over,
		]);
	});

	it('end with return(), also those that are at hand', async () => {
		const {items} = flatten([[1, 2, 3]]);
		await items.next();
		expect(await items.return('mine')).toEqual({done: true, value: 'mine'});
		expect(await items.next()).toEqual(over);
	});

	it('end with throw(), also those that are at hand', async () => {
		const {items} = flatten([[1, 2, 3]]);
		await items.next();
		const mine = new Error('mine');
		expect(await rejection(items.throw(mine))).toBe(mine);
		expect(await items.next()).toEqual(over);
	});

	it('end when they are disposed of', async () => {
		const {items} = flatten([[1, 2, 3]]);
		await items.next();
		await items[Symbol.asyncDispose]();
		expect(await items.next()).toEqual(over);
	});

	it('end with a return() that comes while a page arrives: none of that page is given afterwards', async () => {
		const {items} = flatten([[1], [2, 3, 4]]);
		await items.next();
		const waiting = items.next();
		const returned = items.return('mine');
		await waiting;
		await returned;
		expect(await items.next()).toEqual(over);
		expect(await items.next()).toEqual(over);
	});

	it('are not given any more once the signal has aborted', async () => {
		const controller = new AbortController();
		const {items} = flatten([[1, 2, 3]], controller.signal);
		await items.next();
		controller.abort('enough');
		expect(await rejection(items.next())).toBe('enough');
		expect(await items.next()).toEqual(over);
	});

	it('are an async generator in all that can be seen', () => {
		const {items} = flatten([]);
		expect(Object.prototype.toString.call(items)).toBe('[object AsyncGenerator]');
		expect(items[Symbol.asyncIterator]()).toBe(items);
	});
});
