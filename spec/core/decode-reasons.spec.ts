import {describe, expect, it} from '@jest/globals';
import fc from 'fast-check';
import * as t from 'io-ts';
import {reasonsOf, showValue} from '../../lib/core/decode-reasons.ts';
import {nullable} from '../../lib/core/open-enum.ts';
import {leftOf} from '../support/either.ts';

const reasons = (codec: t.Mixed, value: unknown): readonly string[] => reasonsOf(leftOf(codec.decode(value)));

const inner = t.type({size: nullable(t.number), name: t.string}, 'Inner');
const outer = t.intersection(
	[
		t.type({id: t.string, sizes: t.array(nullable(t.number))}),
		t.partial({inner: nullable(inner), meta: t.UnknownRecord}),
	],
	'Outer',
);

describe('the reasons of a refusal', () => {
	it('name a missing field', () => {
		expect(reasons(outer, {sizes: []})).toEqual(['id: expected string, got nothing']);
	});

	it('name a field of the wrong type', () => {
		expect(reasons(outer, {id: 7, sizes: []})).toEqual(['id: expected string, got 7']);
	});

	it('name an array index, without the number of a branch', () => {
		expect(reasons(outer, {id: 'a', sizes: [1, null, 'x']})).toEqual(['sizes[2]: expected number | null, got "x"']);
	});

	it('name a field of a nested object that may be null', () => {
		expect(reasons(outer, {id: 'a', sizes: [], inner: {size: '20', name: 'b'}})).toEqual([
			'inner.size: expected number | null, got "20"',
		]);
		expect(reasons(outer, {id: 'a', sizes: [], inner: {size: 20}})).toEqual([
			'inner.name: expected string, got nothing',
		]);
	});

	it('name the nested object itself when it is no object', () => {
		expect(reasons(outer, {id: 'a', sizes: [], inner: 5})).toEqual(['inner: expected Inner | null, got 5']);
	});

	it('say object and array rather than names of io-ts', () => {
		expect(reasons(outer, {id: 'a', sizes: [], meta: []})).toEqual(['meta: expected object, got an array of 0']);
		expect(reasons(t.UnknownArray, {})).toEqual(['expected array, got an object']);
	});

	it('say what was expected in place of the whole, once', () => {
		expect(reasons(outer, null)).toEqual(['expected Outer, got null']);
		expect(reasons(nullable(outer), 'x')).toEqual(['expected Outer | null, got "x"']);
	});

	it('give every field that is wrong', () => {
		expect(reasons(outer, {id: 1, sizes: 'none', inner: {size: [], name: null}})).toEqual([
			'id: expected string, got 1',
			'sizes: expected Array<number | null>, got "none"',
			'inner.size: expected number | null, got an array of 0',
			'inner.name: expected string, got null',
		]);
	});

	it('keep the reason of every branch of a union that was entered', () => {
		const either = t.union([t.type({a: t.string}), t.type({b: t.string}), t.null], 'A or B');
		expect(reasons(t.type({it: either}), {it: {a: 1}})).toEqual([
			'it.a: expected string, got 1',
			'it.b: expected string, got nothing',
		]);
	});

	it("use a codec's own sentence where there is one", () => {
		const even = new t.Type<number>(
			'even',
			t.number.is,
			(value, context) => t.failure(value, context, 'must be even'),
			value => value,
		);
		expect(reasons(t.type({n: even}), {n: 3})).toEqual(['n: must be even']);
		expect(reasons(even, 3)).toEqual(['must be even']);
	});

	it('are ten at most, and then say how many more there are', () => {
		const refused = (length: number) =>
			reasons(
				t.array(t.string),
				Array.from({length}, (_, index) => index),
			);
		expect(refused(10)).toHaveLength(10);
		expect(refused(10).at(-1)).toBe('[9]: expected string, got 9');
		expect(refused(13)).toHaveLength(11);
		expect(refused(13).at(-1)).toBe('and 3 more');
	});

	it('stay quick for 20,000 wrong entries', () => {
		const many = Array.from({length: 20_000}, () => 'x');
		const started = performance.now();
		expect(reasons(t.array(nullable(t.number)), many).at(-1)).toBe('and 19990 more');
		expect(performance.now() - started).toBeLessThan(2000);
	});

	it('are never empty, and never longer than a line', () => {
		fc.assert(
			fc.property(fc.anything(), value => {
				const decoded = outer.decode(value);
				if (decoded._tag === 'Right') return;
				const given = reasonsOf(decoded.left);
				expect(given.length).toBeGreaterThan(0);
				for (const reason of given) expect(reason).not.toMatch(/\n/);
			}),
		);
	});
});

const shortLine = /^[^\p{Cc}]{1,61}$/u;

describe('a value in a message', () => {
	it.each([
		[undefined, 'nothing'],
		[null, 'null'],
		[true, 'true'],
		[-1.5, '-1.5'],
		[12n, '12n'],
		['', '""'],
		['a "b"\n', '"a \\"b\\"\\n"'],
		['\u001b[2J\u009b2J\u202e', '"\\u001b[2J\\u009b2J\\u202e"'],
		[[], 'an array of 0'],
		[[1, 2], 'an array of 2'],
		[{secret: 1}, 'an object'],
		[Symbol('secret'), 'a symbol'],
		[() => 'secret', 'a function'],
		[new Date(Number.NaN), 'an invalid Date'],
		[new Date(0), 'the Date 1970-01-01T00:00:00.000Z'],
	])('%p is shown', (value, shown) => {
		expect(showValue(value)).toBe(shown);
	});

	it('is cut when it is long, and quickly', () => {
		expect(showValue('x'.repeat(58))).toBe(`"${'x'.repeat(58)}"`);
		expect(showValue('x'.repeat(59))).toBe(`"${'x'.repeat(59)}…`);
		expect(showValue('x'.repeat(10_000_000))).toBe(`"${'x'.repeat(59)}…`);
		expect(showValue(10n ** 100n)).toBe(`1${'0'.repeat(59)}…`);
	});

	it('is short and on one line, whatever it is', () => {
		fc.assert(
			fc.property(fc.anything({withBigInt: true, withDate: true, withNullPrototype: true}), value => {
				expect(showValue(value)).toMatch(shortLine);
			}),
		);
	});
});
