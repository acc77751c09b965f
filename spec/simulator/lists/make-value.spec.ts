import {describe, expect, it} from '@jest/globals';
import * as t from 'io-ts';
import {isDateOrDateTime} from '../../../lib/core/date-time.ts';
import {nullable, openIntegerEnum, openStringEnum} from '../../../lib/core/open-enum.ts';
import {integer, timestamp, url, uuid} from '../../../lib/core/scalars.ts';
import {makeValue} from '../../../lib/simulator/lists/make-value.ts';
import {mix} from '../../../lib/simulator/seed/hash.ts';

const moment = Date.UTC(2025, 0, 1);

const valuesOf = <A>(codec: t.Type<A>, name = 'field', count = 300): readonly A[] => {
	const make = makeValue(codec, name);
	return Array.from({length: count}, (_, index) => make(mix(index), moment) as A);
};

const distinct = (values: readonly unknown[]): number => new Set(values.map(value => JSON.stringify(value))).size;

const tagged = t.union([
	t.type({type: t.literal('call'), legs: t.array(t.type({leg: integer}))}),
	t.type({type: t.literal('fax'), pages: integer}),
]);

const codecs: Readonly<Record<string, t.Mixed>> = {
	text: t.string,
	number: t.number,
	boolean: t.boolean,
	integer,
	uuid,
	url,
	timestamp,
	'text or null': nullable(t.string),
	'known text': openStringEnum('a', 'b'),
	'known number': openIntegerEnum(20, 30),
	keys: t.keyof({a: null, b: null}),
	literals: t.union([t.literal('a'), t.literal(5), t.literal(true)]),
	object: t.type({a: t.string, b: t.type({c: nullable(integer)})}),
	partial: t.partial({a: t.string, b: t.number}),
	intersection: t.intersection([t.type({a: t.string}), t.partial({b: t.number})]),
	'exact and readonly': t.readonly(t.exact(t.type({a: t.string}))),
	array: t.array(t.string),
	'array of objects': t.readonlyArray(t.type({a: integer})),
	'union by tag': tagged,
	record: t.record(t.string, integer),
	'free JSON object': t.UnknownRecord,
	'free JSON object or null': nullable(t.UnknownRecord),
	'any array': t.UnknownArray,
	anything: t.unknown,
};

describe.each(Object.entries(codecs))('values of %s', (_name, codec) => {
	it('are accepted by their codec, stand JSON, and differ', () => {
		const values = valuesOf(codec);
		expect(values.filter(value => !codec.is(value))).toEqual([]);
		expect(JSON.parse(JSON.stringify(values))).toEqual(values);
		expect(distinct(values)).toBeGreaterThan(1);
		expect(values).toEqual(valuesOf(codec));
	});
});

describe('values', () => {
	it('are null sometimes where they may be, and never where they may not', () => {
		const nulls = valuesOf(nullable(t.string)).filter(value => value === null).length;
		expect(nulls).toBeGreaterThan(10);
		expect(nulls).toBeLessThan(100);
		expect(valuesOf(t.string)).not.toContain(null);
	});

	it('lack optional fields sometimes', () => {
		const names = valuesOf(t.partial({a: t.string, b: t.string})).map(value => Object.keys(value).join());
		expect(new Set(names)).toEqual(new Set(['', 'a', 'b', 'a,b']));
	});

	it('are all those that are known, and no others', () => {
		expect(new Set(valuesOf(openStringEnum('a', 'b', 'c')))).toEqual(new Set(['a', 'b', 'c']));
		expect(new Set(valuesOf(openIntegerEnum(20, 30)))).toEqual(new Set([20, 30]));
	});

	it('are of all forms of a union', () => {
		expect(new Set(valuesOf(tagged).map(({type}) => type))).toEqual(new Set(['call', 'fax']));
	});

	it('are times in order: created, begun, updated, ended', () => {
		const names = ['created_at', 'start_time', 'updated_at', 'end_time'] as const;
		const codec = t.type({end_time: timestamp, updated_at: timestamp, start_time: timestamp, created_at: timestamp});
		for (const value of valuesOf(codec)) {
			const times = names.map(name => value[name]);
			expect(times.every(time => isDateOrDateTime(time) && time.endsWith('Z'))).toBe(true);
			expect(times.toSorted()).toEqual(times);
		}
		expect(
			valuesOf(t.type({join_from: timestamp, join_until: timestamp})).every(
				({join_from, join_until}) => join_from < join_until,
			),
		).toBe(true);
	});

	it('are IDs and addresses as such', () => {
		expect(
			valuesOf(uuid).every(id => /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/.test(id)),
		).toBe(true);
		expect(valuesOf(url).every(address => URL.canParse(address))).toBe(true);
	});

	it('are texts that go with the name of their field', () => {
		expect(valuesOf(t.string, 'to').every(number => /^\+1555\d{7}$/.test(number))).toBe(true);
		expect(valuesOf(t.string, 'email').every(address => address.endsWith('@example.com'))).toBe(true);
		expect(valuesOf(t.string, 'account_sid').every(sid => sid.length === 36)).toBe(true);
		expect(valuesOf(t.string, 'display_name').some(name => /[^\p{ASCII}]/u.test(name))).toBe(true);
	});
});

describe('a codec that says nothing of what it accepts', () => {
	const foreign = new t.Type<string>('foreign', t.string.is, t.string.validate, t.identity);

	it.each<[string, t.Mixed]>([
		['its items', foreign],
		['a', t.type({a: foreign})],
		['b', t.type({a: t.array(t.union([t.type({b: nullable(foreign)}), t.null]))})],
	])('is named: %s', (name, codec) => {
		expect(() => makeValue(codec, '')).toThrow(`the codec of ${name} says nothing of what it accepts`);
	});
});
