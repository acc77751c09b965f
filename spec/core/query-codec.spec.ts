import {describe, expect, it} from '@jest/globals';
import {reasonsOf} from '../../lib/core/decode-reasons.ts';
import {booleanParameter, dateParameter, integerParameter} from '../../lib/core/parameter.ts';
import {queryCodec} from '../../lib/core/query-codec.ts';
import {leftOf, rightOf} from '../support/either.ts';

const codec = queryCodec(
	'things',
	{first: integerParameter(0, 9), second: booleanParameter(), third: dateParameter()},
	[
		({first, second}) => (first === 7 && second === undefined ? 'first 7 needs second' : undefined),
		({first, third}) => (first === 7 && third === undefined ? 'first 7 needs third' : undefined),
	],
);

const problems = (query: unknown): readonly string[] => reasonsOf(leftOf(codec.decode(query)));

describe('a query codec', () => {
	it('accepts any subset of its parameters', () => {
		expect(rightOf(codec.decode({}))).toEqual({});
		expect(rightOf(codec.decode({second: false}))).toEqual({second: false});
		expect(rightOf(codec.decode({first: 0, second: true, third: '2026-01-31'}))).toEqual({
			first: 0,
			second: true,
			third: '2026-01-31',
		});
	});

	it('encodes in its own order, whatever the order of the query', () => {
		expect(codec.encode({third: new Date('2026-01-31T00:00:00Z'), second: false, first: 0})).toEqual([
			['first', '0'],
			['second', 'false'],
			['third', '2026-01-31T00:00:00.000Z'],
		]);
	});

	it('takes undefined for left out', () => {
		const query = rightOf(codec.decode({first: undefined, second: true, unheardOf: undefined}));
		expect(Object.keys(query)).toEqual(['second']);
		expect(codec.encode({first: undefined, second: true})).toEqual([['second', 'true']]);
	});

	it('copies: what happens to the object later changes nothing, and the object itself is never changed', () => {
		const given = Object.freeze({first: 1});
		const decoded = rightOf(codec.decode(given));
		expect(decoded).not.toBe(given);
		expect(given).toEqual({first: 1});
	});

	it('reports every problem at once, broken rules too', () => {
		expect(problems({first: 7, fist: 1, third: 'soon'})).toEqual([
			'fist: is not a parameter of things; the parameters are first, second, third',
			expect.stringMatching(/^third: must be an RFC 3339 date .* got "soon"$/),
			'first 7 needs second',
		]);
		expect(problems({first: 7})).toEqual(['first 7 needs second', 'first 7 needs third']);
	});

	it('refuses a null where undefined would do', () => {
		expect(problems({first: null})).toEqual(['first: must be a whole number from 0 to 9, got null']);
	});

	it.each(['__proto__', 'constructor', 'toString', 'First', ''])('refuses the unknown name %j', name => {
		expect(problems(JSON.parse(`{${JSON.stringify(name)}: 1}`))).toEqual([
			expect.stringContaining('is not a parameter of things; the parameters are first, second, third'),
		]);
	});

	it.each([
		[undefined, 'nothing'],
		[null, 'null'],
		['first=1', '"first=1"'],
		[[], 'an array of 0'],
		[new URLSearchParams('first=1'), 'an object'],
		[new Map([['first', 1]]), 'an object'],
		[() => ({}), 'a function'],
	])('refuses %p in place of an object', (query, shown) => {
		expect(problems(query)).toEqual([`the query must be an object, got ${shown}`]);
	});

	it('has a guard with the same verdict', () => {
		expect(codec.is({first: 1})).toBe(true);
		expect(codec.is({first: 10})).toBe(false);
		expect(codec.is({first: 7})).toBe(false);
		expect(codec.is(null)).toBe(false);
	});
});
