import {stringify} from 'csv-stringify/sync';
import type {Column} from './columns.ts';
import {createToRow} from './rows.ts';
import type {TextFormat} from './text-sink.ts';
import {toJson} from './to-json.ts';

/** One item a line, exactly the fields that were sent. */
export const ndjson = (): TextFormat => ({
	page: items => items.map(item => `${toJson(item)}\n`).join(''),
	end: () => '',
});

/** One array, an item a line. */
export const json = (): TextFormat => ({
	page: (items, rows) => items.map((item, index) => `${rows + index === 0 ? '[\n' : ',\n'}${toJson(item)}`).join(''),
	end: rows => (rows === 0 ? '[]\n' : '\n]\n'),
});

/** Spreadsheets overlook what cannot be seen; text that begins with the sign itself is the library's to see. */
const hiddenFormula = /^[\p{Cc}\p{Cf}\s]+[=+\-@＝＋－＠]/u;

/** RFC 4180 with a header. Null is an empty field, an empty text is `""`. */
export const csv = (columns: readonly Column[], escapeFormulas: boolean): TextFormat => {
	const toRow = createToRow(columns);
	const lines = (rows: readonly (readonly unknown[])[]): string =>
		stringify(rows as unknown[][], {
			record_delimiter: 'windows',
			// The library quotes for the whole delimiter only; a lone line feed would break the row too.
			quoted_match: /[\r\n]/,
			escape_formulas: escapeFormulas,
			cast: {
				boolean: String,
				// A negative number is no formula, and stays a number.
				number: value => ({value: String(value), escape_formulas: false}),
				string: value => {
					if (value === '') return {value, quoted_empty: true};
					return escapeFormulas && hiddenFormula.test(value) ? {value: `'${value}`, escape_formulas: false} : value;
				},
			},
		});
	const header = lines([columns.map(({name}) => name)]);
	return {
		page: (items, rows) => (rows === 0 && items.length > 0 ? header : '') + lines(items.map(toRow)),
		end: rows => (rows === 0 ? header : ''),
	};
};
