import type {SchemaElement} from 'hyparquet';
import {syncFile} from '../files/durable.ts';
import {files} from '../files/files.ts';
import type {Column} from './columns.ts';
import type {ColumnType} from './fields.ts';
import {besidePartial, type Sink, type SinkContext} from './format.ts';
import {loadOptional} from './optional-package.ts';
import {type Cell, createToRow} from './rows.ts';
import {itemsIn, openSpool} from './spool.ts';

/** Rows are compressed in groups of this size; one group at a time is held in memory. */
const rowGroupSize = 10_000;

const parquetTypes: Readonly<Record<ColumnType, Omit<SchemaElement, 'name'>>> = {
	string: {type: 'BYTE_ARRAY', converted_type: 'UTF8'},
	boolean: {type: 'BOOLEAN'},
	integer: {type: 'INT64'},
	number: {type: 'DOUBLE'},
	timestamp: {type: 'INT64', converted_type: 'TIMESTAMP_MILLIS'},
	rfc2822: {type: 'INT64', converted_type: 'TIMESTAMP_MILLIS'},
	json: {type: 'BYTE_ARRAY', logical_type: {type: 'JSON'}},
};

const schemaOf = (columns: readonly Column[]): SchemaElement[] => [
	{name: 'root', num_children: columns.length},
	...columns.map(({name, type}): SchemaElement => ({name, ...parquetTypes[type], repetition_type: 'OPTIONAL'})),
];

/**
 * Columns become JSON for older readers too, which know only the converted type. This comes after the rows: with it, the
 * library would copy each value, and lose fields called `__proto__`; JSON is given as bytes instead.
 */
const markJson = (schema: readonly SchemaElement[]): void => {
	for (const element of schema) if (element.logical_type?.type === 'JSON') element.converted_type = 'JSON';
};

const toParquet = (type: ColumnType, cell: Cell): unknown => {
	if (cell === null) return null;
	if (type === 'integer') return BigInt(cell as number);
	if (type === 'timestamp' || type === 'rfc2822') return new Date(cell as string);
	return type === 'json' ? Buffer.from(cell as string, 'utf8') : cell;
};

/** Rows in groups, so that only one group is held. */
async function* groupsOf(path: string, columns: readonly Column[]): AsyncGenerator<Cell[][]> {
	const toRow = createToRow(columns);
	let group: Cell[][] = [];
	for await (const items of itemsIn(path)) {
		for (const item of items) {
			group.push(toRow(item));
			if (group.length < rowGroupSize) continue;
			yield group;
			group = [];
		}
	}
	if (group.length > 0) yield group;
}

/**
 * Parquet ends in an index of the whole file, so it cannot be appended to after a crash. The partial file is therefore
 * NDJSON, which can; the Parquet file is made of it in one go when the last page is there.
 */
export const openParquetSink = async (context: SinkContext): Promise<Sink> => {
	const writer = await loadOptional(() => import('hyparquet-writer'), 'hyparquet-writer', 'The parquet format');
	const {
		partial,
		table: {columns},
		signal,
	} = context;
	const spool = await openSpool(context);
	return {
		...spool,
		finish: async () => {
			await spool.finish();
			const path = besidePartial(partial, 'parquet');
			await files.remove(path);
			// The library would make it by its own rights, and writes into one that is there.
			await (await files.create(path)).close();
			const schema = schemaOf(columns);
			const parquet = new writer.ParquetWriter({writer: writer.fileWriter(path), schema});
			for await (const group of groupsOf(partial, columns)) {
				signal?.throwIfAborted();
				const columnData = columns.map(({name, type}, index) => ({
					name,
					data: group.map(row => toParquet(type, row[index] ?? null)),
				}));
				await parquet.write({columnData, rowGroupSize});
			}
			markJson(schema);
			await parquet.finish();
			await syncFile(path);
			return path;
		},
	};
};
