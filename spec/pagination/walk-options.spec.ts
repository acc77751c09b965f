import {describe, expect, it} from '@jest/globals';
import {readWalkOptions} from '../../lib/pagination/walk-options.ts';
import {leftOf, rightOf} from '../support/either.ts';

const defaults = {
	signal: undefined,
	maxItems: Number.POSITIVE_INFINITY,
	maxPages: Number.POSITIVE_INFINITY,
	maxDuration: Number.POSITIVE_INFINITY,
	readAhead: 1,
	concurrency: 1,
	unanchored: false,
	resumeFrom: undefined,
	onInvalidItem: 'keep',
};

describe('the options of a walk', () => {
	it('have defaults', () => {
		expect(rightOf(readWalkOptions({}))).toMatchObject(defaults);
	});

	it('have the same defaults when they are undefined', () => {
		const undefinedOptions = Object.fromEntries(Object.keys(defaults).map(name => [name, undefined]));
		expect(rightOf(readWalkOptions(undefinedOptions))).toEqual(rightOf(readWalkOptions({})));
	});

	it('come through as given, and are not changed', () => {
		const {signal} = new AbortController();
		const given = Object.freeze({
			signal,
			maxItems: 5,
			maxPages: 2,
			maxDuration: 5,
			readAhead: 0,
			concurrency: 8,
			unanchored: true,
			resumeFrom: '/api/video/rooms?page=2',
			onInvalidItem: () => {},
		});
		expect(rightOf(readWalkOptions(given))).toMatchObject(given);
	});

	it('are read once, each of them', () => {
		const reads = new Map<string, number>();
		const watched = new Proxy(
			{maxItems: 5, readAhead: 3, onInvalidItem: 'skip', resumeFrom: '/x'},
			{
				get: (target, name, receiver) => {
					reads.set(String(name), (reads.get(String(name)) ?? 0) + 1);
					return Reflect.get(target, name, receiver);
				},
			},
		);
		rightOf(readWalkOptions(watched));
		expect([...reads.values()].filter(times => times !== 1)).toEqual([]);
	});

	it.each([
		{maxItems: 0},
		{maxItems: Number.POSITIVE_INFINITY},
		{maxPages: 0},
		{maxPages: 1_000_000},
		{maxPages: Number.POSITIVE_INFINITY},
		{readAhead: 0},
		{readAhead: 100},
		{concurrency: 1},
		{concurrency: 100},
		{onInvalidItem: 'keep'},
		{onInvalidItem: 'throw'},
		{onInvalidItem: 'skip'},
	])('may be %p', options => {
		expect(rightOf(readWalkOptions(options))).toMatchObject(options);
	});

	it.each<[options: unknown, message: string]>([
		[null, 'The options must be an object'],
		['fast', 'The options must be an object'],
		[() => {}, 'The options must be an object'],
		[{maxItem: 5}, 'maxItem is not an option; the options are signal, maxItems, '],
		[{toString: 5}, 'toString is not an option'],
		[{signal: null}, 'signal must be an AbortSignal'],
		[{signal: new AbortController()}, 'signal must be an AbortSignal'],
		[{signal: new EventTarget()}, 'signal must be an AbortSignal'],
		[{signal: {aborted: false}}, 'signal must be an AbortSignal'],
		[{maxItems: -1}, 'maxItems must be a whole number from 0, got -1'],
		[{maxItems: 1.5}, 'maxItems must be a whole number from 0, got 1.5'],
		[{maxItems: Number.NaN}, 'maxItems must be a whole number from 0, got NaN'],
		[{maxItems: Number.NEGATIVE_INFINITY}, 'maxItems must be a whole number from 0, got -Infinity'],
		[{maxItems: '5'}, 'maxItems must be a whole number from 0, got "5"'],
		[{maxItems: null}, 'maxItems must be a whole number from 0, got null'],
		[{maxPages: -1}, 'maxPages must be a whole number from 0, got -1'],
		[{maxPages: 0.5}, 'maxPages must be a whole number from 0, got 0.5'],
		[{maxDuration: -1}, 'maxDuration must be a whole number of milliseconds from 0, got -1'],
		[{maxPages: '5'}, 'maxPages must be a whole number from 0, got "5"'],
		[{readAhead: -1}, 'readAhead must be a whole number of pages from 0 to 100, got -1'],
		[{readAhead: 101}, 'readAhead must be a whole number of pages from 0 to 100, got 101'],
		[{readAhead: 0.5}, 'readAhead must be a whole number of pages from 0 to 100, got 0.5'],
		[{readAhead: true}, 'readAhead must be a whole number of pages from 0 to 100, got true'],
		[{readAhead: Number.POSITIVE_INFINITY}, 'readAhead must be a whole number of pages from 0 to 100, got Infinity'],
		[{concurrency: 0}, 'concurrency must be a whole number of requests from 1 to 100, got 0'],
		[{concurrency: 101}, 'concurrency must be a whole number of requests from 1 to 100, got 101'],
		[{concurrency: 1.5}, 'concurrency must be a whole number of requests from 1 to 100, got 1.5'],
		[{concurrency: '8'}, 'concurrency must be a whole number of requests from 1 to 100, got "8"'],
		[{unanchored: 'yes'}, 'unanchored must be true or false, got "yes"'],
		[{unanchored: null}, 'unanchored must be true or false, got null'],
		[{onInvalidItem: 'ignore'}, 'onInvalidItem must be "keep", "throw", "skip" or a function, got "ignore"'],
		[{onInvalidItem: null}, 'onInvalidItem must be "keep", "throw", "skip" or a function, got null'],
	])('must not be %p', (options, message) => {
		const refused = leftOf(readWalkOptions(options));
		expect(refused.kind).toBe('invalid-input');
		expect(refused.message).toContain(message);
		expect(refused.message).toMatch(/\. Nothing was requested\.$/);
	});
});
