import {describe, expect, it} from '@jest/globals';
import fc from 'fast-check';
import {createIdOf} from '../../../lib/core/item-id.ts';
import {parseAsSent, parseToCopy, sentSourcesIn, sentTextOf} from '../../../lib/export/formats/sent-bytes.ts';
import {toJson, toJsonBytes} from '../../../lib/export/formats/to-json.ts';
import {fuzzing} from '../../support/fuzz.ts';

/** JSON as servers may send it: with any white space, escapes, digits, and members of the same name. */
const space = fc.string({unit: fc.constantFrom(' ', '\t', '\n', '\r'), maxLength: 2});
const number = fc.constantFrom('0', '-0', '1.50', '1e400', '12345678901234567890', '-1E+3', '0.1', '9007199254740993');
const character = fc.oneof(
	fc.constantFrom('a', 'é', '\u2028', '\\"', '\\\\', '\\/', '\\n', '\\u0041', '\\ud800', '{', '}', '[', ']', ',', ':'),
	fc.constantFrom('😀', '\u007f'),
);
const text = fc.string({unit: character, maxLength: 6}).map(characters => `"${characters}"`);
// JSON.parse of Node 24 and 26 takes names with escapes for others: after {"x":0,"\\\\":0} it reads {"x":0,"\\"":0} as that.
const plainName = text.map(name => (name.includes('\\') ? '"plain"' : name));
const name = fc.oneof(fc.constantFrom('"data"', '"links"', '"__proto__"', '"0"', '"a"', '"\\u0064ata"'), plainName);
const list = (open: string, close: string, parts: fc.Arbitrary<string>, maxLength: number) =>
	fc
		.tuple(
			fc.array(
				fc.tuple(space, parts, space).map(three => three.join('')),
				{maxLength},
			),
			space,
		)
		.map(([all, blank]) => `${open}${all.length === 0 ? blank : all.join(',')}${close}`);
const {value, object} = fc.letrec<{value: string; array: string; object: string}>(tie => ({
	value: fc.oneof(
		{depthSize: 'small', withCrossShrink: true},
		number,
		text,
		fc.constantFrom('null', 'true', 'false'),
		tie('array'),
		tie('object'),
	),
	array: list('[', ']', tie('value'), 4),
	object: list(
		'{',
		'}',
		fc.tuple(name, space, tie('value')).map(([key, blank, of]) => `${key}${blank}:${blank}${of}`),
		4,
	),
}));

/** As most servers send them: without white space, and with what stands between them perhaps in them, too. */
const compact = fc
	.dictionary(fc.constantFrom('a', 'b', '},{'), fc.jsonValue({maxDepth: 2}), {maxKeys: 3})
	.map(entry => JSON.stringify(entry));

/** Read as it came, in pieces that end within characters. */
const read = (json: string, {mark = '', parse = parseAsSent, field = 'data'} = {}): unknown => {
	const bytes = Buffer.from(mark + json);
	const middle = bytes.length >> 1;
	return parse(field)(json, [bytes.subarray(0, middle), bytes.subarray(middle)]);
};

const entriesOf = (body: unknown): readonly unknown[] => (body as {data: readonly unknown[]}).data;

describe('a body that is read as it was sent', () => {
	it('is what JSON.parse reads, and nothing of a text is seen', () => {
		fc.assert(
			fc.property(value, space, (json, blank) => {
				const value = read(blank + json + blank);
				expect(value).toEqual(JSON.parse(json));
				expect(JSON.parse(toJson(value))).toEqual(JSON.parse(json));
			}),
			fuzzing(),
		);
	});

	it('has entries that are written as they were sent, on one line', () => {
		const envelopes = [
			(data: string) => `{"links": {}, "data": ${data}}`,
			(data: string) => `{"data": [{"an": "earlier"}, {"data": [{}]}, {}, {}], "links": {}, "data" :${data}}`,
			(data: string) => `{"data": null,\n"data": ${data}}`,
			(data: string) => `{"data": {"0": {"a": [{"b": 1}]}}, "data": ${data}}`,
		];
		fc.assert(
			fc.property(
				fc.oneof(fc.array(object), fc.array(compact, {minLength: 2})),
				fc.constantFrom(...envelopes),
				fc.constantFrom(',', ' , ', ', ', ' ,'),
				fc.constantFrom('', '\ufeff'),
				fc.constantFrom(parseAsSent, parseToCopy),
				(entries, envelope, between, mark, parse) => {
					const values = entriesOf(read(envelope(`[${entries.join(between)}]`), {mark, parse}));
					expect(values).toHaveLength(entries.length);
					for (const [index, entry] of entries.entries()) {
						const written = toJson(values[index]);
						const {body, from, to} = toJsonBytes(values[index]);
						expect(body.toString('utf8', from, to)).toBe(written);
						expect(JSON.parse(written)).toEqual(JSON.parse(entry));
						expect(written).not.toMatch(/[\n\r]/);
						if (!/[\n\r]/.test(entry)) expect(written).toBe(entry);
					}
				},
			),
			fuzzing(),
		);
	});

	it.each([
		['another field', '{"next_page_uri": null, "calls": [ {"a" : 1.0} ]}', ['calls', 0]],
		['an array of one envelope', '[{"links": {}, "data": [ {"a" : 1.0} ]}]', [0, 'data', 0]],
		['a field with others', '{"errors": [{"a": 1}, {"a": 2}], "rooms": [7, {"a" : 1.0}, []]}', ['rooms', 1]],
		['an escaped name', '{"d\\u0061ta": [{"a" : 1.0}]}', ['data', 0]],
		['a prototype', '{"__proto__": [{"a" : 1.0}]}', ['__proto__', 0]],
		['a name in another script', '{"ключ\\u0100": [{"a" : 1.0}]}', ['ключĀ', 0]],
	])('knows the entries of %s', (_what, json, path) => {
		const field = String((path as PropertyKey[]).at(-2));
		const entry = (path as PropertyKey[]).reduce<unknown>(
			(inner, key) => Object.getOwnPropertyDescriptor(inner, key)?.value,
			read(json, {field}),
		);
		expect(toJson(entry)).toBe('{"a" : 1.0}');
	});

	it('is written by its values where an entry was made anew', () => {
		const [entry] = entriesOf(read('{"data": [{"a" : 1.0, "b": 2}]}')) as [{a: number; b: number}];
		expect(Reflect.ownKeys({...entry})).toEqual(['a', 'b']);
		expect(Object.keys(entry)).toEqual(['a', 'b']);
		expect(toJson({...entry, a: 3})).toBe('{"a":3,"b":2}');
		expect(toJson(structuredClone(entry))).toBe('{"a":1,"b":2}');
		expect(sentTextOf({...entry})).toBeUndefined();
	});

	it.each([
		['all', parseAsSent],
		['copies', parseToCopy],
	])('keeps its digits also where an entry is not known, for %s', (_who, parse) => {
		const json = '{"data":[{"id":1e400},{"a":\n1e400},[1e400]],"more":{"id":12345678901234567890}}';
		const value = read(json, {parse}) as {readonly more: object};
		expect(entriesOf(value).map(toJson)).toEqual(['{"id":1e400}', '{"a":1e400}', '[1e400]']);
		expect(toJson(value.more)).toBe('{"id":12345678901234567890}');
		// Of an item that is the body itself no field is known.
		const item = '{"things":[{"a":1}],"price":12345678901234567890}';
		expect(toJson(parse(undefined)(item, [Buffer.from(item)]))).toBe(item);
	});

	it('tells numbers in keys that JavaScript cannot hold, whatever else is read of an entry', () => {
		const idOf = createIdOf(['id'], sentSourcesIn);
		const json = '{"data":[{"id":1},{"id":1.00000000000000000001},{"id":"1"},{"id":2.0}]}';
		for (const parse of [parseAsSent, parseToCopy]) {
			expect(entriesOf(read(json, {parse})).map(idOf)).toEqual(['[1]', undefined, '1', '[2]']);
		}
	});

	it.each([
		['arrays', '['.repeat(100_000) + ']'.repeat(100_000)],
		['objects', `${'{"a":'.repeat(100_000)}1e400${'}'.repeat(100_000)}`],
	])('may be as deep as it likes: %s', (_what, deep) => {
		const [entry] = entriesOf(read(`{"more":${deep},"data":[{"a":${deep}}]}`));
		expect(toJson(entry) === `{"a":${deep}}`).toBe(true);
		read(deep);
	});
});
