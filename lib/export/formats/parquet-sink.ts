import {files} from '../files/files.ts';
import {writeAll} from '../files/write-all.ts';
import {besidePartial, type Sink, type SinkContext} from './format.ts';
import {createParquetEncoder, loadParquet, type ParquetEncoder} from './parquet-encoder.ts';
import {ParquetLog} from './parquet-log.ts';
import {RowGroupRows} from './row-group.ts';
import {createToRow} from './rows.ts';

/** Milliseconds: rows that a group holds by then need not be logged. What a process that is killed has written within it is listed again. */
const keepAfter = 1000;

/** The file itself, made in one go of what the log holds. */
const writeWhole = async (
	path: string,
	log: ParquetLog,
	last: Uint8Array,
	signal: AbortSignal | undefined,
): Promise<void> => {
	await files.remove(path);
	const file = await files.create(path);
	let bytes = 0;
	try {
		const append = async (data: Uint8Array) => {
			await writeAll(file, data, bytes);
			bytes += data.length;
		};
		for await (const piece of log.pieces()) {
			signal?.throwIfAborted();
			await append(piece);
		}
		await append(last);
		await file.sync();
	} finally {
		await file.close();
	}
};

/** The last group, if rows are left for one, and the end. */
const endOf = (encoder: ParquetEncoder, left: RowGroupRows): Uint8Array => {
	const rows = left.take();
	const group = rows.length > 0 ? Buffer.from(encoder.group(rows).data) : undefined;
	const end = encoder.end();
	return group === undefined ? end : Buffer.concat([group, end]);
};

/**
 * Parquet ends in an index of the whole file, so it cannot be appended to after a crash. Row groups are encoded as soon as
 * they are full, and kept in a log with what the index will say of them; the file is put together when the last page is
 * there.
 */
export const openParquetSink = async (context: SinkContext): Promise<Sink> => {
	const {partial, table, signal} = context;
	const {columns} = table;
	const library = await loadParquet();
	const log = await ParquetLog.open(context);
	const encoder = createParquetEncoder(library, columns, log.groups);
	const toRow = createToRow(columns);
	const group = new RowGroupRows();
	for (const row of log.left.splice(0)) group.add(row);
	/** Rows of the group that the log holds as such. */
	let logged = group.rows.length;
	return {
		write: async items => {
			for (const item of items) {
				if (!group.add(toRow(item))) continue;
				const {data, facts} = encoder.group(group.take());
				await log.addGroup(data, facts);
				logged = 0;
			}
		},
		keepAfter,
		flush: async () => {
			await log.addRows(group.rows.slice(logged));
			logged = group.rows.length;
			return log.flush();
		},
		finish: async () => {
			const path = besidePartial(partial, 'parquet');
			await log.check();
			await writeWhole(path, log, endOf(encoder, group), signal);
			return path;
		},
		close: () => log.close(),
	};
};
