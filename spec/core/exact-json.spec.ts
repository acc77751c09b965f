import {describe, expect, it} from '@jest/globals';
import fc from 'fast-check';
import {parseExactly, setField, sourcesIn} from '../../lib/core/exact-json.ts';
import {isExact} from '../../lib/core/exact-number.ts';
import {toJson} from '../../lib/export/formats/to-json.ts';
import {fuzzing} from '../support/fuzz.ts';

const inexact = [
	'-0',
	'-0.0',
	'-0e5',
	'1e400',
	'-1e309',
	'1E+400',
	'1e-400',
	'4.9e-324',
	'1e99999999999999999999999',
	'9007199254740993',
	'-9007199254740993',
	'123456789012345678901234567890',
	'0.1234567890123456789',
	'3.14159265358979323846',
	'1.0000000000000000001',
	'1e0000000000000000000000000000000000000000000400',
	`1${'0'.repeat(400)}`,
	`0.${'1'.repeat(400)}`,
];
const exact = [
	...['0', '1', '-1', '0.1', '-0.5', '1.0', '1.50', '1e3', '1E3', '1e+3', '12e-1', '0e400', '0.000', '1e21', '5e-324'],
	...['1.7976931348623157e308', '9007199254740992', '0.30000000000000004', '1000000000000000000000', '100000e-5'],
];

/** JSON as servers may send it, with white space, and numbers and texts that look like such. */
const number = fc.oneof(
	fc.constantFrom(...inexact, ...exact),
	fc
		.double()
		.map(String)
		.filter(text => /\d/.test(text)),
);
const text = fc
	.oneof(fc.string(), fc.constantFrom(', 1e400', ':-0,', '[1234567890123456789]', '"', '\\', '\\"1e5', 'a,-0'))
	.map(value => JSON.stringify(value));
const key = fc.oneof(fc.constantFrom('__proto__', '0', '10', 'a,1e400', ''), fc.string());
const document = fc.letrec(tie => ({
	value: fc.oneof({depthSize: 'small'}, number, text, fc.constantFrom('null', 'true'), tie('array'), tie('object')),
	array: fc.array(tie('value')).map(entries => `[${entries.join(', ')}]`),
	object: fc
		.uniqueArray(fc.tuple(key, tie('value')), {selector: ([name]) => name})
		.map(fields => `{${fields.map(([name, value]) => `${JSON.stringify(name)} : ${value}`).join(',')}\n}`),
})).value as fc.Arbitrary<string>;

/** The numbers of a JSON text in another way than the implementation's. */
const numbersOf = (json: string): readonly string[] =>
	(json.match(/"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g) ?? []).filter(token => !token.startsWith('"')).sort();

describe('a number of a JSON text', () => {
	it.each(inexact)('is not held by JavaScript: %.40s', source => expect(isExact(source)).toBe(false));
	it.each(exact)('is held by JavaScript: %s', source => expect(isExact(source)).toBe(true));

	it('is what JSON.stringify writes', () => {
		fc.assert(fc.property(fc.double({noNaN: true, noDefaultInfinity: true}), value => isExact(JSON.stringify(value))));
	});
});

describe('JSON that is read exactly', () => {
	it('is what JSON.parse reads, and is written with the numbers that were sent', () => {
		fc.assert(
			fc.property(document, json => {
				const value = parseExactly(json);
				expect(value).toEqual(JSON.parse(json));
				const written = toJson(value);
				expect(JSON.parse(written)).toEqual(JSON.parse(json));
				if (typeof value !== 'object') return;
				const exactly = (source: string) => (isExact(source) ? String(Number(source)) : source);
				expect(numbersOf(written)).toEqual(numbersOf(json).map(exactly).sort());
			}),
			{...fuzzing(), examples: inexact.map((source): [string] => [`{"a":[{"__proto__":${source},"b":1}]}`])},
		);
	});

	it('is known by what is in it and what it is in, and by nothing else', () => {
		const value = parseExactly('{"a":[{"b":1e400},{"b":1}],"c":{"d":1}}') as {a: [object, object]; c: object};
		expect([value, value.a, ...value.a, value.c].map(part => sourcesIn(part) !== undefined)).toEqual([
			true,
			true,
			true,
			false,
			false,
		]);
		const [first] = value.a;
		const copy = {};
		setField(copy, '__proto__', Reflect.get(first, 'b'), sourcesIn(first)?.get('b'));
		const outer = {};
		setField(outer, 'x', copy, undefined);
		expect(toJson(outer)).toBe('{"x":{"__proto__":1e400}}');
	});

	it('is whole however deep it is', () => {
		const json = `${'[{"a":'.repeat(50_000)}1e400${'}]'.repeat(50_000)}`;
		expect(toJson(parseExactly(json)) === json).toBe(true);
	});

	it.each([
		['numbers that are not exact', `[${'1e400,'.repeat(100_000)}0]`],
		['texts with quotation marks', `["${'\\"'.repeat(300_000)}",1e400]`],
		['texts with backslashes', `["${'\\\\'.repeat(300_000)}",1e400]`],
		['digits', `[${'1'.repeat(1_000_000)}]`],
		['zeros', `[0.${'0'.repeat(1_000_000)}1]`],
		['white space', `[${' '.repeat(1_000_000)}1e400]`],
	])('does not take its time over many %s', (_what, json) => {
		const begun = performance.now();
		const value = parseExactly(json);
		expect(performance.now() - begun).toBeLessThan(2000);
		expect(toJson(value) === json.replaceAll(' ', '')).toBe(true);
	});

	it.each(['', '{', '[1e400', '["a', '1e', '[01e400]'])('is refused as JSON.parse refuses it: %s', json => {
		expect(() => parseExactly(json)).toThrow(SyntaxError);
	});

	it('is infinite at worst where nothing is known of it', () => {
		expect(toJson(Number.POSITIVE_INFINITY)).toBe('1e999');
		expect(toJson(Number.NEGATIVE_INFINITY)).toBe('-1e999');
		expect(toJson(-0)).toBe('-0');
	});
});
