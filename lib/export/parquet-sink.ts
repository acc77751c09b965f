import {createReadStream} from 'node:fs';
import {open} from 'node:fs/promises';
import type {Column, ColumnType} from './columns.ts';
import type {OpenSink} from './format.ts';
import {loadOptional} from './optional-package.ts';
import {type Cell, createToRow} from './rows.ts';
import {ndjson} from './text-formats.ts';
import {openTextSink} from './text-sink.ts';

/** Rows are compressed in groups of this size; one group at a time is held in memory. */
const rowGroupSize = 10_000;

const parquetTypes = {
	string: 'STRING',
	boolean: 'BOOLEAN',
	integer: 'INT64',
	number: 'DOUBLE',
	timestamp: 'TIMESTAMP',
	json: 'JSON',
} as const satisfies Record<ColumnType, string>;

const toParquet = (type: ColumnType, cell: Cell): unknown => {
	if (cell === null) return null;
	if (type === 'integer') return BigInt(cell as number);
	if (type === 'timestamp') return new Date(cell as string);
	return type === 'json' ? JSON.parse(cell as string) : cell;
};

/** Lines of a file. Not `readline`, which also splits at U+2028, and JSON has that inside its strings. */
async function* linesOf(path: string): AsyncGenerator<string> {
	let rest = '';
	for await (const chunk of createReadStream(path, 'utf8')) {
		const lines = (rest + chunk).split('\n');
		rest = lines.pop() ?? '';
		yield* lines;
	}
}

async function* rowsOf(path: string, columns: readonly Column[]): AsyncGenerator<Record<string, unknown>> {
	const toRow = createToRow(columns);
	for await (const line of linesOf(path)) {
		const row = toRow(JSON.parse(line));
		yield Object.fromEntries(columns.map(({name, type}, index) => [name, toParquet(type, row[index] ?? null)]));
	}
}

/**
 * Parquet ends in an index of the whole file, so it cannot be appended to after a crash. The partial file is therefore
 * NDJSON, which can; the Parquet file is made of it in one go when the last page is there.
 */
export const openParquetSink: OpenSink = async context => {
	const writer = await loadOptional(() => import('hyparquet-writer'), 'hyparquet-writer', 'parquet');
	const {partial, columns} = context;
	const spool = await openTextSink(ndjson)(context);
	return {
		...spool,
		finish: async () => {
			await spool.finish();
			const path = `${partial}.parquet`;
			await writer.parquetWriteRows({
				writer: writer.fileWriter(path),
				columns: columns.map(({name, type}) => ({name, type: parquetTypes[type], nullable: name !== 'id'})),
				rows: rowsOf(partial, columns),
				rowGroupSize,
			});
			const file = await open(path, 'r+');
			await file.sync();
			await file.close();
			return path;
		},
	};
};
