import type {SchemaElement} from 'hyparquet';
import {parseExactTime} from '../../core/date-time.ts';
import type {Column} from './columns.ts';
import type {ColumnType} from './fields.ts';
import type {Cell} from './rows.ts';

/** How a kind of column is written. */
interface Kind {
	/** What the library is told while it writes values: what asks for the fewest conversions. */
	readonly written: Omit<SchemaElement, 'name'>;
	/** What readers are told beyond it. */
	readonly told?: Omit<SchemaElement, 'name'>;
	/** A cell, never null, as the library takes it. Default: as it is. */
	readonly toValue?: (cell: Cell) => unknown;
	/** Whether readers may skip groups by the least and the greatest value. Of JSON these mean nothing, and are long. */
	readonly statistics?: false;
}

const time: Kind = {
	written: {type: 'INT64'},
	told: {converted_type: 'TIMESTAMP_MILLIS'},
	toValue: cell => BigInt(parseExactTime(cell as string)),
};

const kinds: Readonly<Record<ColumnType, Kind>> = {
	string: {written: {type: 'BYTE_ARRAY', converted_type: 'UTF8'}},
	boolean: {written: {type: 'BOOLEAN'}},
	integer: {written: {type: 'INT64'}, toValue: cell => BigInt(cell as number)},
	number: {written: {type: 'DOUBLE'}},
	timestamp: time,
	rfc2822: time,
	// Written as text: as JSON, the library would copy each value, and lose fields called `__proto__`. Older readers know
	// the converted type alone.
	json: {
		written: {type: 'BYTE_ARRAY', converted_type: 'UTF8'},
		told: {converted_type: 'JSON', logical_type: {type: 'JSON'}},
		statistics: false,
	},
};

/** The schema for as long as values are written. */
export const writtenSchema = (columns: readonly Column[]): SchemaElement[] => [
	{name: 'root', num_children: columns.length},
	...columns.map(({name, type}): SchemaElement => ({name, ...kinds[type].written, repetition_type: 'OPTIONAL'})),
];

/** Makes it the one that readers are told. */
export const tellSchema = (schema: readonly SchemaElement[], columns: readonly Column[]): void => {
	for (const [index, {type}] of columns.entries()) Object.assign(schema[index + 1] as SchemaElement, kinds[type].told);
};

/** Rows as the library takes them. */
export const columnDataOf = (columns: readonly Column[], rows: readonly (readonly Cell[])[]) =>
	columns.map(({name, type}, place) => {
		const {toValue, statistics = true} = kinds[type];
		const cells = rows.map(row => row[place] ?? null);
		const data = toValue === undefined ? cells : cells.map(cell => (cell === null ? null : toValue(cell)));
		return {name, data, statistics, offsetIndex: false};
	});
