import {describe, expect, it} from '@jest/globals';
import {readAhead} from '../../lib/pagination/read-ahead.ts';
import {rejection, toArray} from '../support/simulated.ts';

/** Counts to `end`, then returns or throws; the values that were made so far can be seen. */
const counting = (end: number, failure?: Error) => {
	const seen = {made: 0, cleanedUp: 0};
	const source = (async function* () {
		try {
			for (let count = 1; count <= end; count++) {
				await new Promise(resolve => setImmediate(resolve));
				seen.made = count;
				yield count;
			}
			if (failure !== undefined) throw failure;
			return 'the end';
		} finally {
			seen.cleanedUp++;
		}
	})();
	return {source, seen};
};

/** Long enough for whatever is made ahead. */
const settle = async () => {
	for (let turn = 0; turn < 50; turn++) await new Promise(resolve => setImmediate(resolve));
};

describe('reading ahead', () => {
	it('begins with the first next(), not before', async () => {
		const {source, seen} = counting(5);
		const ahead = readAhead(source, 3);
		await settle();
		expect(seen.made).toBe(0);
		await ahead.return('');
		expect(seen.cleanedUp).toBe(0);
	});

	it.each([1, 2, 5])('makes up to %i values while the consumer is busy, and no more', async depth => {
		const {source, seen} = counting(20);
		const ahead = readAhead(source, depth);
		for (let taken = 1; taken <= 4; taken++) {
			expect(await ahead.next()).toEqual({done: false, value: taken});
			await settle();
			expect(seen.made).toBe(taken + depth);
		}
		await ahead.return('');
	});

	it('tells when its consumer begins to wait, and not when a value lies there for it', async () => {
		let waits = 0;
		const ahead = readAhead(counting(20).source, 1, () => waits++);
		await ahead.next();
		expect(waits).toBe(1);
		await settle();
		await ahead.next();
		expect(waits).toBe(1);
		await ahead.next();
		expect(waits).toBe(2);
		await ahead.return('');
	});

	it.each([1, 2, 5, 50])('gives all values in order, and the return value, at a depth of %i', async depth => {
		const ahead = readAhead(counting(7).source, depth);
		const results = await Promise.all(Array.from({length: 9}, () => ahead.next()));
		expect(results.map(({value}) => value)).toEqual([1, 2, 3, 4, 5, 6, 7, 'the end', undefined]);
	});

	it('gives an error in its place, after the values before it, however early it came', async () => {
		const failure = new Error('mine');
		const {source, seen} = counting(3, failure);
		const ahead = readAhead(source, 10);
		expect(await ahead.next()).toEqual({done: false, value: 1});
		await settle();
		expect(seen).toEqual({made: 3, cleanedUp: 1});
		expect([await ahead.next(), await ahead.next()].map(({value}) => value)).toEqual([2, 3]);
		expect(await rejection(ahead.next())).toBe(failure);
		expect(await ahead.next()).toEqual({done: true, value: undefined});
	});

	it('leaves no rejection unhandled when the consumer goes before the error', async () => {
		const {source, seen} = counting(2, new Error('mine'));
		const ahead = readAhead(source, 10);
		await ahead.next();
		await settle();
		await ahead.return('');
		// Jest fails a test that leaves a rejection unhandled.
		await settle();
		expect(seen).toEqual({made: 2, cleanedUp: 1});
	});

	it('ends its source when the consumer goes', async () => {
		const {source, seen} = counting(20);
		for await (const _value of readAhead(source, 2)) break;
		expect(seen.cleanedUp).toBe(1);
		expect(await toArray(source)).toEqual([]);
	});
});
