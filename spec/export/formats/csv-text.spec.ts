import {describe, expect, it} from '@jest/globals';
import {stringify} from 'csv-stringify/sync';
import fc from 'fast-check';
import {toRfc2822} from '../../../lib/core/date-time.ts';
import {type Column, columnsOf, otherFields} from '../../../lib/export/formats/columns.ts';
import {csvText} from '../../../lib/export/formats/csv-text.ts';
import type {ColumnType} from '../../../lib/export/formats/fields.ts';
import {harmlessJson, harmlessText} from '../../../lib/export/formats/formulas.ts';
import {createToRow} from '../../../lib/export/formats/rows.ts';
import {roomCodec} from '../../../lib/lists/video/rooms.ts';
import {anyCodeUnit, rfc3339Text} from '../../support/arbitraries.ts';
import {fuzzing} from '../../support/fuzz.ts';

const columns = columnsOf(roomCodec, ['id']);

const rowOf = (room: object, escapeFormulas = true): string =>
	csvText(columns, {escapeFormulas, bom: false}).page([room], 1).toString();

/** The fields of the one row of a room, as RFC 4180 reads them. */
const cellsOf = (room: object, escapeFormulas = true): readonly string[] => {
	const text = `,${rowOf(room, escapeFormulas).replace(/\r\n$/, '')}`;
	return [...text.matchAll(/,(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) =>
		quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'),
	);
};
const cell = (name: string, value: unknown, escapeFormulas = true): string =>
	cellsOf({[name]: value}, escapeFormulas)[columns.findIndex(column => column.name === name)] ?? 'none';

const signs = [...'=+-@＝＋－＠'];
const invisible =
	'\0\u0001\t\n\v\f\r\u001b\u007f\u0085\u009b \u00a0\u00ad\u180e\u200b\u200e\u202e\u2028\u2029\u2060\u3000\ufeff';
/** Texts of what matters here: other characters are all alike. */
const text = fc.string({
	unit: fc
		.oneof(fc.constantFrom(...signs, ...invisible, ...`;;\t\n\r"',=1a`), anyCodeUnit)
		.filter(unit => !/\p{Surrogate}/u.test(unit)),
	maxLength: 12,
});

/** Whether a program that splits a row at these would take a part for a formula. */
const holdsFormula = (row: string): boolean =>
	row.split(/[;\t\r\n]/).some(part => signs.includes(part.replace(/^[\p{Cc}\p{Cf}\s"]+/u, '').charAt(0)));

/** What docs/exports.md says: one apostrophe less where a formula would begin. */
const unescaped = (escaped: string): string => {
	const begins = /^['\p{Cc}\p{Cf}\s]*[=+\-@＝＋－＠]|^'*[\t\r]/u;
	const whole = escaped.startsWith("'") && begins.test(escaped.slice(1)) ? escaped.slice(1) : escaped;
	return whole
		.split(/(?<=[;\t\r\n])/)
		.map((part, index) =>
			index === 0 ? part : part.replace(/^((?:(?![;\t\r\n])[\p{Cc}\p{Cf}\s"])*)'('*[=+\-@＝＋－＠])/u, '$1$2'),
		)
		.join('');
};

describe('text of a CSV file', () => {
	it.each(['=1', '\0=1', '\ufeff=1', ' =1', '\u200b\u202e@SUM(A1)', '\u00a0+1', '\tx', '\rx', "'=1", "'\tx"])(
		'%j gets an apostrophe in front',
		value => {
			expect(cell('display_name', value)).toBe(`'${value}`);
			expect(cell('display_name', value, false)).toBe(value);
		},
	);

	it.each([
		['a;=1+1', "a;'=1+1"],
		['a;;@SUM(A1)', "a;;'@SUM(A1)"],
		['a\t=1', "a\t'=1"],
		['a\n-1', "a\n'-1"],
		['a\r\n\n \u200b＝1', "a\r\n\n \u200b'＝1"],
		['a;"=1"', `a;"'=1"`],
		[";'=1", ";''=1"],
		['\n=1', "'\n'=1"],
		[' \t－1', "' \t'－1"],
		['a;+1;-1', "a;'+1;'-1"],
	])('%j gets one also where a program that knows another delimiter would begin a cell', (value, safe) => {
		expect(cell('display_name', value)).toBe(safe);
		expect(cell('display_name', value, false)).toBe(value);
	});

	it.each(['a=1', '1-1', ' a', '\nname', '', '#1', '\ufeff', 'a,=1', 'a; b-1', "it's; 'quoted'", '"=1"', 'a;b'])(
		'%j stays as it is',
		value => {
			expect(cell('display_name', value)).toBe(value);
		},
	);

	it('is no formula however a row is split, and can be read again', () => {
		fc.assert(
			fc.property(text, value => {
				const room = {display_name: value, meta: {a: value, b: [-1]}, brand_new: value};
				expect(holdsFormula(rowOf(room))).toBe(false);
				const [name, meta, other] = ['display_name', 'meta', 'other_fields'].map(
					column => cellsOf(room)[columns.findIndex(({name}) => name === column)] ?? '',
				);
				expect(unescaped(name ?? '')).toBe(value);
				expect(JSON.parse(meta ?? '')).toEqual(room.meta);
				expect(JSON.parse(other ?? '')).toEqual({brand_new: value});
			}),
			fuzzing(),
		);
	});

	it('is quoted where it holds what other programs split at', () => {
		for (const value of ['a;b', 'a\tb', 'a\rb', 'a\nb', 'a,b', 'a"b']) {
			expect(rowOf({display_name: value})).toContain(`"${value.replace('"', '""')}"`);
		}
	});

	it.each([';', '\t', '\n', '\r', "'", ' '])('does not take its time over many %j', unit => {
		for (const value of [unit.repeat(300_000), `;${unit.repeat(300_000)}=`, `${unit.repeat(300_000)}a`]) {
			const begun = performance.now();
			rowOf({display_name: value, meta: {a: value}});
			expect(performance.now() - begun).toBeLessThan(2000);
		}
	});

	it('is never anything but text: numbers and times stay what they are', () => {
		expect(cell('max_members', -1)).toBe('-1');
		expect(cell('created_at', '2026-01-01T00:00:00Z')).toBe('2026-01-01T00:00:00Z');
		expect(cell('meta', -5)).toBe('-5');
	});
});

describe('a CSV file', () => {
	it('begins with a byte order mark on request, once', () => {
		for (const bom of [true, false]) {
			const format = csvText(columns, {escapeFormulas: true, bom});
			const beginning = bom ? '\ufeffid,name,' : 'id,name,';
			expect(format.page([{id: '1'}], 0).toString()).toMatch(new RegExp(`^${beginning}`));
			expect(format.page([{id: '2'}], 1).toString()).toMatch(/^2,/);
			expect(format.end(0)).toMatch(new RegExp(`^${beginning}`));
			expect(format.end(2)).toBe('');
		}
	});
});

/** The same lines by a library, whose options say what is quoted. */
const linesByLibrary = (rows: readonly (readonly unknown[])[], types: readonly string[], escapeFormulas: boolean) => {
	const escaped = (text: string, type: string | undefined): string => {
		if (!escapeFormulas) return text;
		return type === 'json' ? harmlessJson(text) : harmlessText(text);
	};
	return stringify(rows as unknown[][], {
		record_delimiter: 'windows',
		quoted_match: /[\r\n;\t]/,
		cast: {
			boolean: String,
			number: String,
			string: (value, {index}) =>
				value === '' ? {value, quoted_empty: true} : escaped(value, types[index] ?? 'string'),
		},
	});
};

const anything = fc.oneof(
	text,
	fc.json().map(json => JSON.parse(json)),
	fc.double(),
	fc.boolean(),
	fc.constant(null),
);
const rfc2822 = fc.date({min: new Date(0), max: new Date(4e12), noInvalidDate: true}).map(date => toRfc2822(+date));
const ofType: Readonly<Record<ColumnType, fc.Arbitrary<unknown>>> = {
	string: text,
	boolean: fc.boolean(),
	integer: fc.maxSafeInteger(),
	number: fc.double(),
	timestamp: rfc3339Text,
	rfc2822,
	json: fc.json().map(json => JSON.parse(json)),
};
const types = Object.keys(ofType) as ColumnType[];
const everyType: readonly Column[] = [
	{name: 'id', type: 'string', path: ['id'], key: true},
	...types.map((type): Column => ({name: `=a;${type}`, type, path: ['nested', type]})),
	otherFields,
];
const anyItem = fc.record(
	{
		id: anything,
		nested: fc.record(
			Object.fromEntries(types.map(type => [type, fc.oneof({weight: 4, arbitrary: ofType[type]}, anything)])),
			{requiredKeys: []},
		),
		brand_new: anything,
	},
	{requiredKeys: []},
);

describe('a CSV file', () => {
	it('is, byte for byte, what csv-stringify makes of the same rows', () => {
		fc.assert(
			fc.property(fc.array(anyItem), fc.boolean(), fc.boolean(), (items, escapeFormulas, bom) => {
				const header = everyType.map(({name}) => name);
				const columnTypes = everyType.map(({type}) => type);
				const rows = linesByLibrary(items.map(createToRow(everyType)), columnTypes, escapeFormulas);
				const expected = (bom ? '\ufeff' : '') + linesByLibrary([header], [], escapeFormulas) + rows;
				const format = csvText(everyType, {escapeFormulas, bom});
				expect(format.page(items, 0) + format.end(items.length)).toBe(expected);
			}),
			fuzzing(),
		);
	});
});
