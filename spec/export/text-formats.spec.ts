import {describe, expect, it} from '@jest/globals';
import fc from 'fast-check';
import {columnsOf} from '../../lib/export/columns.ts';
import {csv} from '../../lib/export/text-formats.ts';
import {roomCodec} from '../../lib/video/rooms.ts';
import {anyCodeUnit} from '../support/arbitraries.ts';
import {fuzzing} from '../support/fuzz.ts';

const columns = columnsOf(roomCodec, ['id']);

/** The fields of the one row of a room, as RFC 4180 reads them. */
const cellsOf = (room: object, escapeFormulas = true): readonly string[] => {
	const text = `,${csv(columns, escapeFormulas).page([room], 1).replace(/\r\n$/, '')}`;
	return [...text.matchAll(/,(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) =>
		quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'),
	);
};
const cell = (name: string, value: unknown, escapeFormulas = true): string =>
	cellsOf({[name]: value}, escapeFormulas)[columns.findIndex(column => column.name === name)] ?? 'none';

const signs = [...'=+-@＝＋－＠'];
const invisible = fc.string({
	unit: fc.constantFrom(
		...'\0\u0001\t\n\v\f\r\u001b\u007f\u0085\u009b \u00a0\u00ad\u180e\u200b\u200e\u202e\u2028\u2029\u2060\u3000\ufeff',
	),
	maxLength: 5,
});

describe('text of a CSV file', () => {
	it.each(['=1', '\n=1', '\0=1', '\ufeff=1', ' =1', '\u200b\u202e@SUM(A1)', ' \t－1', '\u00a0+1', '\tx', '\rx'])(
		'%j gets an apostrophe in front',
		text => {
			expect(cell('display_name', text)).toBe(`'${text}`);
			expect(cell('display_name', text, false)).toBe(text);
		},
	);

	it.each(['a=1', '1-1', ' a', '\nname', "'=1", '', '#1', '\ufeff'])('%j stays as it is', text => {
		expect(cell('display_name', text)).toBe(text);
	});

	it('gets one exactly where a spreadsheet that overlooks the invisible would see a formula', () => {
		const beginning = fc.tuple(invisible, fc.oneof(fc.constantFrom(...signs), anyCodeUnit, fc.constant('')));
		fc.assert(
			fc.property(beginning, fc.string({unit: anyCodeUnit, maxLength: 10}), ([hidden, first], rest) => {
				const text = hidden + first + rest;
				const seen = text.replace(/^[\p{Cc}\p{Cf}\s]+/u, '');
				const isFormula = /^[\t\r]/.test(text) || signs.includes(seen.charAt(0));
				expect(cell('display_name', text)).toBe(isFormula ? `'${text}` : text);
			}),
			fuzzing(1000),
		);
	});

	it('is never anything but text: numbers and times stay what they are', () => {
		expect(cell('max_members', -1)).toBe('-1');
		expect(cell('created_at', '2026-01-01T00:00:00Z')).toBe('2026-01-01T00:00:00Z');
	});
});
