import {deserialize, serialize} from 'node:v8';
import {notAsLeft} from '../../destination-failure.ts';
import {AppendFile} from '../append-file.ts';
import type {Flushed, PartialFile} from '../format.ts';
import type {SqliteRow} from './sqlite-rows.ts';

/** The length in front of the rows of each write. */
const headSize = 8;

/** The partial file of a database: its rows as the engine keeps values, which takes it a quarter of what JSON does. */
export class RowLog {
	readonly #path: string;
	readonly #file: AppendFile;

	private constructor(path: string, file: AppendFile) {
		this.#path = path;
		this.#file = file;
	}

	static async open(partial: PartialFile): Promise<RowLog> {
		return new RowLog(partial.partial, await AppendFile.open(partial));
	}

	async add(rows: readonly SqliteRow[]): Promise<void> {
		const data = serialize(rows);
		const head = Buffer.alloc(headSize);
		head.writeDoubleLE(data.length);
		await this.#file.append(Buffer.concat([head, data]));
	}

	/** All rows, as they were added. Refuses what somebody has altered meanwhile. */
	async *rows(): AsyncGenerator<readonly SqliteRow[]> {
		await this.#file.check();
		for (let at = 0; at < this.#file.bytes; ) {
			const length = (await this.#file.read(at, headSize)).readDoubleLE();
			const data = await this.#file.read(at + headSize, length);
			at += headSize + length;
			yield this.#rowsOf(data);
		}
	}

	#rowsOf(data: Buffer): readonly SqliteRow[] {
		try {
			return deserialize(data);
		} catch (cause) {
			// It is what was written: another version of Node.js may write it otherwise.
			throw Object.assign(notAsLeft('partial file', this.#path), {cause});
		}
	}

	flush(): Promise<Flushed> {
		return this.#file.flush();
	}

	close(): Promise<void> {
		return this.#file.close();
	}
}
