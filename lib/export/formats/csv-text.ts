import type {Column} from './columns.ts';
import type {TextFormat} from './format.ts';
import {harmlessJson, harmlessText} from './formulas.ts';
import {createJoinLines} from './join-bytes.ts';
import {type Cell, createToRow} from './rows.ts';

export interface CsvOptions {
	readonly escapeFormulas: boolean;
	readonly bom: boolean;
}

/** RFC 4180 has commas, quotes and line ends quoted; programs that split at semicolons and tabs as well need those quoted. */
const needsQuotes = /[",;\t\r\n]/;

/** By an expression: texts are put together in as many steps as there are quotes otherwise. */
const quoted = (text: string): string => `"${text.includes('"') ? text.replace(/"/g, '""') : text}"`;
const asField = (text: string): string => (needsQuotes.test(text) ? quoted(text) : text);

/** Of what is not null, which is an empty field. */
type ToField = (cell: Exclude<Cell, null>) => string;

const toPlainField: ToField = cell => (typeof cell === 'string' ? asField(cell) : String(cell));
/** An empty text is `""`. */
const toTextField: ToField = cell => (cell === '' ? '""' : toPlainField(cell));

/**
 * Most texts begin with a digit or a letter, Latin, Greek, Cyrillic, Chinese or Japanese, and have nothing in them that
 * begins a cell: in those no formula is seen.
 */
const harmless = /^[0-9A-Za-z\u00c0-\u058f\u3041-\u9fff][^;\t\r\n]*$/;
const toHarmlessField: ToField = cell => {
	const text = cell as string;
	if (text === '') return '""';
	return asField(harmless.test(text) ? text : harmlessText(text));
};
const toHarmlessJsonField: ToField = cell => asField(harmlessJson(cell as string));

const toFieldOf = ({type}: Pick<Column, 'type'>, escapeFormulas: boolean): ToField => {
	// Times are texts that no spreadsheet takes for a formula; those of one kind have a comma.
	if (type === 'timestamp') return String;
	if (type === 'json') return escapeFormulas ? toHarmlessJsonField : toPlainField;
	if (type === 'string') return escapeFormulas ? toHarmlessField : toTextField;
	return toPlainField;
};

const lineEnd = '\r\n';

/** RFC 4180 with a header. */
export const csvText = (columns: readonly Column[], {escapeFormulas, bom}: CsvOptions): TextFormat => {
	const toRow = createToRow(columns);
	const toFields = columns.map(column => toFieldOf(column, escapeFormulas));
	const toName = toFieldOf({type: 'string'}, escapeFormulas);
	const header = `${bom ? '\ufeff' : ''}${columns.map(({name}) => toName(name)).join(',')}`;
	const join = createJoinLines(lineEnd);
	const lineOf = (item: unknown): string =>
		toRow(item)
			.map((cell, place) => (cell === null ? '' : (toFields[place] as ToField)(cell)))
			.join(',');
	return {
		page: (items, rows) => join([...(rows === 0 && items.length > 0 ? [header] : []), ...items.map(lineOf)]),
		end: rows => (rows === 0 ? header + lineEnd : ''),
	};
};
