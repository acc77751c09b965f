import {deserialize, serialize} from 'node:v8';
import type {RowGroup} from 'hyparquet';
import {notAsLeft} from '../destination-failure.ts';
import {AppendFile} from './append-file.ts';
import type {Flushed, PartialFile} from './format.ts';
import type {WrittenGroup} from './parquet-encoder.ts';
import type {Cell} from './rows.ts';

/** Lengths in front of each entry: of the row group, and of what is told of it or of the rows that no group holds yet. */
const headSize = 16;

/** A row group, and where it stands. */
interface KeptGroup extends WrittenGroup {
	readonly at: number;
}

/**
 * The partial file of a Parquet file: row groups as they will be in it, and rows for which there is no group yet. A group
 * holds all rows in front of it since the group before.
 */
export class ParquetLog {
	readonly #file: AppendFile;
	readonly #groups: KeptGroup[] = [];
	/** Rows behind the last group. */
	readonly left: Cell[][] = [];

	private constructor(file: AppendFile) {
		this.#file = file;
	}

	static async open(partial: PartialFile): Promise<ParquetLog> {
		const log = new ParquetLog(await AppendFile.open(partial));
		try {
			await log.#read();
			return log;
		} catch (cause) {
			await log.close();
			// What it holds is what was written: another version of Node.js may write it otherwise.
			throw Object.assign(notAsLeft('partial file', partial.partial), {cause});
		}
	}

	async #read(): Promise<void> {
		for (let at = 0; at < this.#file.bytes; ) {
			const head = await this.#file.read(at, headSize);
			const [bytes, rest] = [head.readDoubleLE(0), head.readDoubleLE(8)];
			const groupAt = at + headSize;
			at = groupAt + bytes + rest;
			const told = deserialize(await this.#file.read(groupAt + bytes, rest));
			if (bytes === 0) this.left.push(...(told as Cell[][]));
			else {
				this.#groups.push({at: groupAt, bytes, facts: told as RowGroup});
				this.left.length = 0;
			}
		}
	}

	get groups(): readonly KeptGroup[] {
		return this.#groups;
	}

	async #append(group: Uint8Array, told: unknown): Promise<void> {
		const head = Buffer.alloc(headSize);
		const rest = serialize(told);
		head.writeDoubleLE(group.length, 0);
		head.writeDoubleLE(rest.length, 8);
		await this.#file.append(Buffer.concat([head, group, rest]));
	}

	async addGroup(data: Uint8Array, facts: RowGroup): Promise<void> {
		this.#groups.push({at: this.#file.bytes + headSize, bytes: data.length, facts});
		await this.#append(data, facts);
	}

	async addRows(rows: readonly Cell[][]): Promise<void> {
		if (rows.length > 0) await this.#append(new Uint8Array(), rows);
	}

	/** Refuses to go on with what somebody has altered meanwhile. */
	check(): Promise<void> {
		return this.#file.check();
	}

	flush(): Promise<Flushed> {
		return this.#file.flush();
	}

	/** The groups as they stand, in pieces. */
	async *pieces(): AsyncGenerator<Buffer> {
		const pieceSize = 2 ** 20;
		for (const {at, bytes} of this.#groups) {
			for (let done = 0; done < bytes; done += pieceSize) {
				yield await this.#file.read(at + done, Math.min(pieceSize, bytes - done));
			}
		}
	}

	close(): Promise<void> {
		return this.#file.close();
	}
}
