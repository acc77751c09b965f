import {describe, expect, it} from '@jest/globals';
import fc from 'fast-check';
import * as t from 'io-ts';
import {parseExactly} from '../../../lib/core/exact-json.ts';
import {nullable, openIntegerEnum, openStringEnum} from '../../../lib/core/open-enum.ts';
import {integer, rfc2822, timestamp, uuid} from '../../../lib/core/scalars.ts';
import {columnsOf} from '../../../lib/export/formats/columns.ts';
import {createToRow} from '../../../lib/export/formats/rows.ts';
import {type Json, read, readerOf} from '../../support/rooms-read.ts';

const typesOf = (codec: t.Mixed, key: readonly string[] = []) =>
	Object.fromEntries(columnsOf(codec, key).map(({name, type}) => [name, type]));

describe('the columns of a union', () => {
	it('are the fields of all its forms, those of the same type once', () => {
		const codec = t.union([
			t.type({id: uuid, type: t.literal('call'), from: t.string, length: integer, url: nullable(t.string)}),
			t.intersection([
				t.type({id: uuid, type: t.keyof({a: null, b: null})}),
				t.partial({size: integer, made: timestamp}),
			]),
			t.readonly(t.exact(t.type({id: uuid, made: timestamp, url: t.null}))),
		]);
		expect(Object.entries(typesOf(codec, ['id']))).toEqual([
			['id', 'string'],
			['type', 'string'],
			['from', 'string'],
			['length', 'integer'],
			['url', 'string'],
			['size', 'integer'],
			['made', 'timestamp'],
			['other_fields', 'json'],
		]);
	});

	it.each([
		['texts', timestamp, t.string, 'string'],
		['times of two forms', timestamp, rfc2822, 'string'],
		['a choice and a text', openStringEnum('a'), t.literal('b'), 'string'],
		['a whole number and another', integer, t.number, 'json'],
		['numbers of one kind', integer, openIntegerEnum(20), 'integer'],
		['a text and a number', t.string, t.number, 'json'],
		['an object and a text', t.type({b: t.string}), t.string, 'json'],
		['an object and an array', t.type({b: t.string}), t.array(t.string), 'json'],
		['times of LaML', nullable(rfc2822), rfc2822, 'rfc2822'],
		['nulls alone', t.null, t.null, 'json'],
		['arrays', t.array(t.string), t.array(t.number), 'json'],
		['records', t.UnknownRecord, t.record(t.string, t.string), 'json'],
	] as const)('that differ are told by what holds both: %s', (_what, one, other, type) => {
		expect(typesOf(t.union([t.type({a: one}), t.type({a: other})])).a).toBe(type);
		expect(typesOf(t.type({a: t.union([one, other])})).a).toBe(type);
	});

	it('are merged within nested objects alike', () => {
		const codec = t.union([
			t.type({a: nullable(t.type({b: t.string, c: t.type({d: integer})}))}),
			t.type({a: t.partial({b: t.number, c: t.partial({e: t.boolean})})}),
			t.type({a: t.null}),
		]);
		expect(typesOf(codec)).toEqual({a_b: 'json', a_c_d: 'integer', a_c_e: 'boolean', other_fields: 'json'});
	});

	it('are none where a form is no object', () => {
		expect(typesOf(t.union([t.type({a: t.string}), t.string]))).toEqual({other_fields: 'json'});
	});
});

describe('a time of LaML', () => {
	const columns = columnsOf(t.type({at: rfc2822}), []);
	const toRow = createToRow(columns);

	it.each(['Wed, 19 Sep 2018 20:00:00 +0000', 'Thu, 29 Feb 2024 23:59:59 +0000', 'Fri, 31 Dec 9999 23:59:59 +0000'])(
		'is in its column in its own form: %s',
		at => {
			expect(toRow({at})).toEqual([at, null]);
		},
	);

	it.each([
		'Wed, 19 Sep 2018 20:00:00 GMT',
		'Wed, 19 Sep 2018 22:00:00 +0200',
		'Tue, 19 Sep 2018 20:00:00 +0000',
		'19 Sep 2018 20:00:00 +0000',
		'Thu, 9 Feb 2023 20:00:00 +0000',
		'Wed, 30 Feb 2022 20:00:00 +0000',
		'Wed, 19 Sep 2018 20:00:60 +0000',
		'Mon, 01 Jan 0050 00:00:00 +0000',
		'Wed, 19 Sep 2018 20:00:00 -0000',
		'wed, 19 sep 2018 20:00:00 +0000',
		'Invalid Date',
		'2018-09-19T20:00:00Z',
		'',
	])('is among other fields in any other: %j', at => {
		expect(toRow({at})).toEqual([null, JSON.stringify({at})]);
	});
});

/** A codec, and values that it takes. */
interface Described {
	readonly codec: t.Mixed;
	readonly value: fc.Arbitrary<unknown>;
}

const described = (codec: t.Mixed, value: fc.Arbitrary<unknown>): Described => ({codec, value});

const times = fc.date({min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true});

const leaves = fc.constantFrom(
	described(t.string, fc.string({unit: 'binary'})),
	described(integer, fc.maxSafeInteger()),
	described(t.number, fc.double({noNaN: true, noDefaultInfinity: true})),
	described(t.boolean, fc.boolean()),
	described(
		timestamp,
		times.map(time => time.toISOString()),
	),
	described(
		rfc2822,
		times.map(time => time.toUTCString().replace('GMT', '+0000')),
	),
	described(t.literal('x'), fc.constant('x')),
	described(t.null, fc.constant(null)),
	described(t.array(t.unknown), fc.array(fc.jsonValue({maxDepth: 1}))),
	described(t.UnknownRecord, fc.dictionary(fc.string(), fc.jsonValue({maxDepth: 1}))),
);

const objectOf = (field: fc.Arbitrary<Described>): fc.Arbitrary<Described> =>
	fc.dictionary(fc.constantFrom('id', 'a', 'A', 'b', 'a_b'), field, {noNullPrototype: true}).map(fields => {
		const codecs = Object.entries(fields).map(([name, {codec}]) => [name, codec]);
		const values = Object.entries(fields).map(([name, {value}]) => [
			name,
			fc.oneof(value, fc.jsonValue({maxDepth: 2})),
		]);
		return described(t.partial(Object.fromEntries(codecs)), fc.record(Object.fromEntries(values), {requiredKeys: []}));
	});

const unionOf = (form: fc.Arbitrary<Described>): fc.Arbitrary<Described> =>
	fc
		.array(form, {minLength: 2, maxLength: 4})
		.map(forms =>
			described(
				t.union(forms.map(({codec}) => codec) as [t.Mixed, t.Mixed]),
				fc.oneof(...forms.map(({value}) => value)),
			),
		);

const inner = unionOf(fc.oneof(leaves, objectOf(leaves)));
const unions = unionOf(objectOf(fc.oneof(leaves, inner, objectOf(leaves))));

describe('rows of any union', () => {
	it('hold what an item has itself, and nothing that it inherits', () => {
		const toRow = createToRow(columnsOf(t.type({id: t.string, name: t.string}), ['id']));
		const item: object = Object.assign(Object.create({name: 'inherited', other: 'inherited'}), {id: 'a'});
		expect(toRow(item)).toEqual(['a', null, null]);
	});

	it('read back hold what was sent, as documented or not', () => {
		const cases = unions.chain(({codec, value}) =>
			fc.record({
				codec: fc.constant(codec),
				items: fc.array(value, {minLength: 1, maxLength: 4}),
				key: fc.constantFrom([], ['id']),
				parents: fc.constantFrom([], [['hall', 'h'] as const], [['b', 'h'] as const]),
			}),
		);
		fc.assert(
			fc.property(cases, ({codec, items, key, parents}) => {
				const columns = columnsOf(codec, key, true, parents);
				const names = columns.map(({name}) => name.toLowerCase());
				expect(new Set(names).size).toBe(names.length);
				const toRow = createToRow(columns);
				const {told, itemOf} = readerOf(columns);
				for (const item of items) {
					const text = JSON.stringify(item);
					const row = toRow(parseExactly(text));
					const cells = Object.fromEntries(columns.map(({name}, index) => [name, row[index]]));
					expect(itemOf(cells)).toEqual(told(read(text) as {[key: string]: Json}));
				}
			}),
			{numRuns: 200},
		);
	});
});
