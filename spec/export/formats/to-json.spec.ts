import {describe, expect, it} from '@jest/globals';
import fc from 'fast-check';
import {otherFields} from '../../../lib/export/formats/columns.ts';
import {csvText} from '../../../lib/export/formats/csv-text.ts';
import {jsonText} from '../../../lib/export/formats/json.ts';
import {ndjsonText} from '../../../lib/export/formats/ndjson.ts';
import {toJson, toJsonOfAnyDepth} from '../../../lib/export/formats/to-json.ts';

const nested = (open: string, close: string, levels: number): string =>
	`${open.repeat(levels)}1${close.repeat(levels)}`;

describe('the JSON of what was read as JSON', () => {
	it('is that of JSON.stringify, with and without recursion', () => {
		fc.assert(
			fc.property(fc.json(), text => {
				const value = JSON.parse(text);
				if (typeof value === 'number') return;
				expect(toJson(value)).toBe(JSON.stringify(value));
				expect(toJsonOfAnyDepth(value)).toBe(JSON.stringify(value));
			}),
			{examples: [['{"__proto__": {"a": [1, {}]}, "b": ["", null, [], {}], "": -0}'], ['"\\ud800"']]},
		);
	});

	it.each([
		['{"a":', '}'],
		['[', ']'],
		['[{"a":[', ']}]'],
		['{"a":[],"b":', ',"c":null}'],
	])('is whole at a depth of 100,000 of %s%s', (open, close) => {
		const text = nested(open, close, 100_000);
		expect(toJson(JSON.parse(text)) === text).toBe(true);
	});

	it.each([
		['ndjson', ndjsonText()],
		['json', jsonText()],
		['csv', csvText([{name: 'id', type: 'string', path: ['id']}, otherFields], {escapeFormulas: true, bom: false})],
	])('is in %s however deep it is', (_format, format) => {
		const text = nested('{"a":', '}', 100_000);
		const page = format.page([{id: 'deep', meta: JSON.parse(text)}], 0).toString();
		expect(page.replaceAll('""', '"').includes(text)).toBe(true);
	});

	it('is as impossible as it was for what is no JSON', () => {
		expect(() => toJson(1n)).toThrow('BigInt');
	});
});
