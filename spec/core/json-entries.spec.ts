import {describe, expect, it} from '@jest/globals';
import {skipEntries} from '../../lib/core/json-entries.ts';
import {JsonScanner} from '../../lib/core/json-scanner.ts';

/** The entries of the first array that is called `data`, and what comes behind it; the values are those of the last. */
const entriesOf = (json: string): {readonly texts: readonly string[]; readonly rest: string} => {
	const {data} = JSON.parse(json);
	const scanner = new JsonScanner(json);
	scanner.at = json.indexOf('[') + 1;
	const texts = skipEntries(scanner, data).map(({from, to}) => json.slice(from, to));
	return {texts, rest: json.slice(scanner.at)};
};

describe('the texts of entries', () => {
	it.each([
		['none', []],
		['one', ['{"a":1}']],
		['some', ['{"a":1}', '{"a":2,"b":{}}', '{"a":3}']],
		['what is no object', ['1', '"},{"', '[{"a":1},{"a":2}]', 'null']],
		['nothing in them', ['{}', '{}', '{}']],
		['objects that begin in the same way in them', ['{"a":1,"b":[{"a":1},{"a":2}]}', '{"a":2}']],
		['another beginning', ['{"a":1}', '{"a":2}', '{"b":[{"a":1},{"a":2}]}']],
		['what stands between them in a text', ['{"a":"},{\\"a\\":"}', '{"a":"},{"}', '{"a":2}']],
		['names that are numbers', ['{"a":1,"1":1}', '{"1":2}', '{"a":[{"1":1},{"1":1}],"1":3}']],
		['a name that is spelt in another way', ['{"a":1}', '{"a":2}', '{"\\u0061":[{"q":1},{"a":2}]}']],
		['white space', ['{ "a" :1 }', '{\n"a":2}', '{"a"\t: 3}']],
		['a name in another script', ['{"ключ":1}', '{"ключ":2}']],
		['a long name', [`{"${'a'.repeat(65)}":1}`, `{"${'a'.repeat(65)}":2}`]],
		[
			'a long name that is spelt in another way',
			[
				`{"${'a'.repeat(40)}":1}`,
				`{"${'a'.repeat(40)}":[{"${'a'.repeat(40)}":1},{"${'a'.repeat(40)}":2}]}`,
				`{"${'\\u0061'.repeat(40)}":3}`,
			],
		],
		['a name of which there is no end', [`{"${'a'.repeat(2 ** 23)}":1}`, '{"b":2}']],
	])('are found where there is %s', (_what, entries) => {
		for (const between of [',', ' , ', ',\n', '\t,']) {
			const rest = ',"links":{"a":[{"b":1},{"c":2}]}}';
			expect(entriesOf(`{"data":[${entries.join(between)}]${rest}`)).toEqual({texts: entries, rest});
		}
	});

	it.each([
		['another one of that name', '{"data":[{"x":1},{"x":2}],"data":[{"a":1},{"a":2},{"a":3}]}', ['{"x":1}', '{"x":2}']],
		['one that begins alike', '{"data":[{"x":1},{"a":5}],"data":[{"a":1},{"a":2}]}', ['{"x":1}', '{"a":5}']],
		['others of the same entries', '{"data":[{"a":1},{"a":2}],"more":[{"a":1},{"a":2}]}', ['{"a":1}', '{"a":2}']],
	])('are those of the array that is looked at, not of %s', (_what, json, texts) => {
		expect(entriesOf(json).texts).toEqual(texts);
	});
});
