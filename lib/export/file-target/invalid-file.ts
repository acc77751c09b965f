import type {InvalidItem} from '../../pagination/walk-options.ts';
import {files, type OpenFile} from '../files/files.ts';
import {writeAll} from '../files/write-all.ts';
import {toJson} from '../formats/to-json.ts';

/** Entries that were left out, a line of JSON each: page, index, reasons, and the entry as sent. */
export class InvalidFile {
	readonly #file: OpenFile | undefined;
	#bytes: number;
	#flushed: number;

	private constructor(file: OpenFile | undefined, bytes: number) {
		this.#file = file;
		this.#bytes = bytes;
		this.#flushed = bytes;
	}

	/**
	 * @param path undefined for nowhere
	 * @param bytes how much of an existing file belongs to pages that are written
	 */
	static async open(path: string | undefined, bytes: number): Promise<InvalidFile> {
		if (path === undefined) return new InvalidFile(undefined, bytes);
		if (bytes === 0) {
			await files.remove(path);
			return new InvalidFile(await files.create(path), bytes);
		}
		const file = await files.reopen(path);
		await file.truncate(bytes);
		return new InvalidFile(file, bytes);
	}

	/** Adds entries. They are in the file, but not necessarily on the disk, when it resolves. */
	async write(items: readonly InvalidItem[]): Promise<void> {
		if (this.#file === undefined || items.length === 0) return;
		const lines = items.map(
			({raw, reasons, index}) => `{"index":${index},"reasons":${toJson(reasons)},"raw":${toJson(raw)}}\n`,
		);
		const data = Buffer.from(lines.join(''));
		await writeAll(this.#file, data, this.#bytes);
		this.#bytes += data.length;
	}

	/** Puts what was written on the disk; resolves to the size of the file. */
	async flush(): Promise<number> {
		if (this.#bytes > this.#flushed) await this.#file?.datasync();
		this.#flushed = this.#bytes;
		return this.#bytes;
	}

	async close(): Promise<void> {
		await this.#file?.close().catch(() => {});
	}
}
