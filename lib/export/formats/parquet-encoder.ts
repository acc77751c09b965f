import type {RowGroup} from 'hyparquet';
import type {Column} from './columns.ts';
import {loadOptional} from './optional-package.ts';
import {columnDataOf, tellSchema, writtenSchema} from './parquet-columns.ts';
import type {Cell} from './rows.ts';

/** Loads the library. */
export const loadParquet = () =>
	loadOptional(() => import('hyparquet-writer'), 'hyparquet-writer', 'The parquet format');

type Library = Awaited<ReturnType<typeof loadParquet>>;

/** A row group that was written: how many bytes it has, and what the end of the file says of it. */
export interface WrittenGroup {
	readonly bytes: number;
	readonly facts: RowGroup;
}

/** Encodes a Parquet file piece by piece. Only what the end of the file says of the groups is held. */
export interface ParquetEncoder {
	/** A row group of these rows. The bytes are to be used before the next call; in front of the first group is a header. */
	readonly group: (rows: readonly (readonly Cell[])[]) => {readonly data: Uint8Array; readonly facts: RowGroup};
	/** What stands behind the last group. */
	readonly end: () => Uint8Array;
}

/** @param earlier groups that are in the file already, in order */
export const createParquetEncoder = (
	{ByteWriter, ParquetWriter}: Library,
	columns: readonly Column[],
	earlier: readonly WrittenGroup[] = [],
): ParquetEncoder => {
	const schema = writtenSchema(columns);
	const writer = new ByteWriter();
	const parquet = new ParquetWriter({writer, schema});
	if (earlier.length > 0) {
		writer.index = 0;
		writer.offset = earlier.reduce((sum, {bytes}) => sum + bytes, 0);
		parquet.row_groups = earlier.map(({facts}) => facts);
		parquet.num_rows = parquet.row_groups.reduce((sum, {num_rows}) => sum + num_rows, 0n);
	}
	let isTaken = false;
	/** Its offset goes on, its buffer begins anew. */
	const rewind = () => {
		if (isTaken) writer.index = 0;
		isTaken = true;
	};
	return {
		group: rows => {
			rewind();
			parquet.write({columnData: columnDataOf(columns, rows), rowGroupSize: rows.length});
			parquet.pendingIndexes = [];
			return {data: writer.getBytes(), facts: parquet.row_groups.at(-1) as RowGroup};
		},
		end: () => {
			rewind();
			tellSchema(schema, columns);
			parquet.finish();
			return writer.getBytes();
		},
	};
};
