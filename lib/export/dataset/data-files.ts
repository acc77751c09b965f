import {join} from 'node:path';
import {files, type OpenFile} from '../files/files.ts';
import {RunningDigest} from '../files/running-digest.ts';
import {writeAll} from '../files/write-all.ts';
import type {Column} from '../formats/columns.ts';
import {createParquetEncoder, type loadParquet, type ParquetEncoder} from '../formats/parquet-encoder.ts';
import {RowGroupRows} from '../formats/row-group.ts';
import type {Cell} from '../formats/rows.ts';
import type {DataFile} from './manifest.ts';

/** Rows of a file: a partition of more has several files. */
export const mostRowsOfFile = 1_000_000;

/** How files are written. */
export interface FileMaking {
	readonly library: Awaited<ReturnType<typeof loadParquet>>;
	readonly columns: readonly Column[];
	/** Rows of a file at most, counted in whole row groups. */
	readonly mostRows: number;
}

/** A Parquet file that is written. */
class OpenDataFile {
	readonly #file: OpenFile;
	readonly #encoder: ParquetEncoder;
	readonly #digest = new RunningDigest();
	#bytes = 0;
	rows = 0;

	private constructor(file: OpenFile, encoder: ParquetEncoder) {
		this.#file = file;
		this.#encoder = encoder;
	}

	static async create(path: string, {library, columns}: FileMaking): Promise<OpenDataFile> {
		const encoder = createParquetEncoder(library, columns);
		return new OpenDataFile(await files.create(path), encoder);
	}

	async #append(data: Uint8Array): Promise<void> {
		this.#digest.add(data);
		await writeAll(this.#file, data, this.#bytes);
		this.#bytes += data.length;
	}

	async write(rows: readonly (readonly Cell[])[]): Promise<void> {
		await this.#append(this.#encoder.group(rows).data);
		this.rows += rows.length;
	}

	/** Completes it, on the disk. */
	async end(): Promise<Omit<DataFile, 'name'>> {
		await this.#append(this.#encoder.end());
		await this.#file.sync();
		return {rows: this.rows, bytes: this.#bytes, sha256: this.#digest.text};
	}

	close(): Promise<void> {
		return this.#file.close();
	}
}

/** What a file is called until it is known how many there are. */
const unnamed = (folder: string, number: number): string => join(folder, `${number}.new`);

/**
 * A partition of one file always has it under one name, so that it can be replaced by a rename. Where there are several,
 * no name means another content than before: who has read a list of them finds what he looks for, or nothing.
 */
const nameOf = (number: number, {sha256}: Omit<DataFile, 'name'>, all: number): string =>
	all === 1 ? 'rows.parquet' : `rows-${String(number).padStart(5, '0')}-${sha256.slice(0, 12)}.parquet`;

/** The files of a partition, of rows that are given one after the other. One row group is held in memory. */
export class PartitionFiles {
	readonly #folder: string;
	readonly #making: FileMaking;
	readonly #group = new RowGroupRows();
	readonly #done: Array<Omit<DataFile, 'name'>> = [];
	#open: OpenDataFile | undefined;

	/** @param folder that is there, and empty */
	constructor(folder: string, making: FileMaking) {
		this.#folder = folder;
		this.#making = making;
	}

	async add(row: Cell[]): Promise<void> {
		if (this.#group.add(row)) await this.#writeGroup();
	}

	async #writeGroup(): Promise<void> {
		this.#open ??= await OpenDataFile.create(unnamed(this.#folder, this.#done.length), this.#making);
		await this.#open.write(this.#group.take());
		if (this.#open.rows >= this.#making.mostRows) await this.#endFile();
	}

	async #endFile(): Promise<void> {
		if (this.#open === undefined) return;
		this.#done.push(await this.#open.end());
		await this.close();
	}

	/** All rows are there. */
	async end(): Promise<readonly DataFile[]> {
		if (this.#group.rows.length > 0) await this.#writeGroup();
		await this.#endFile();
		const named = this.#done.map((file, number) => ({name: nameOf(number, file, this.#done.length), ...file}));
		for (const [number, {name}] of named.entries()) {
			await files.move(unnamed(this.#folder, number), join(this.#folder, name));
		}
		return named;
	}

	async close(): Promise<void> {
		const open = this.#open;
		this.#open = undefined;
		await open?.close();
	}
}
