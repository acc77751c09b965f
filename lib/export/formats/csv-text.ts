import {stringify} from 'csv-stringify/sync';
import type {Column} from './columns.ts';
import type {ColumnType} from './fields.ts';
import type {TextFormat} from './format.ts';
import {harmlessJson, harmlessText} from './formulas.ts';
import {createToRow} from './rows.ts';

export interface CsvOptions {
	readonly escapeFormulas: boolean;
	readonly bom: boolean;
}

/** RFC 4180 with a header. Null is an empty field, an empty text is `""`. */
export const csvText = (columns: readonly Column[], {escapeFormulas, bom}: CsvOptions): TextFormat => {
	const toRow = createToRow(columns);
	const escaped = (text: string, type: ColumnType): string => {
		if (!escapeFormulas) return text;
		return type === 'json' ? harmlessJson(text) : harmlessText(text);
	};
	const lines = (rows: readonly (readonly unknown[])[], types: readonly ColumnType[]): string =>
		stringify(rows as unknown[][], {
			record_delimiter: 'windows',
			// The library quotes for the whole delimiter only; a lone line feed would break the row too, and programs that
			// split at semicolons and tabs as well need them quoted.
			quoted_match: /[\r\n;\t]/,
			cast: {
				boolean: String,
				number: String,
				string: (value, {index}) =>
					value === '' ? {value, quoted_empty: true} : escaped(value, types[index] ?? 'string'),
			},
		});
	const types = columns.map(({type}) => type);
	const header = (bom ? '\ufeff' : '') + lines([columns.map(({name}) => name)], []);
	return {
		page: (items, rows) => (rows === 0 && items.length > 0 ? header : '') + lines(items.map(toRow), types),
		end: rows => (rows === 0 ? header : ''),
	};
};
