import type {InvalidItem} from '../../pagination/walk-options.ts';
import {files, type OpenFile} from '../files/files.ts';
import {writeAll} from '../files/write-all.ts';
import {toJson} from '../formats/to-json.ts';

/** Entries that were left out, a line of JSON each: page, index, reasons, and the entry as sent. */
export class InvalidFile {
	readonly #file: OpenFile | undefined;
	#bytes: number;

	private constructor(file: OpenFile | undefined, bytes: number) {
		this.#file = file;
		this.#bytes = bytes;
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

	/** Writes entries to the disk; resolves to the size of the file. */
	async write(items: readonly InvalidItem[]): Promise<number> {
		if (this.#file === undefined || items.length === 0) return this.#bytes;
		const lines = items.map(
			({raw, reasons, index}) => `{"index":${index},"reasons":${toJson(reasons)},"raw":${toJson(raw)}}\n`,
		);
		const data = Buffer.from(lines.join(''));
		await writeAll(this.#file, data, this.#bytes);
		await this.#file.datasync();
		this.#bytes += data.length;
		return this.#bytes;
	}

	async close(): Promise<void> {
		await this.#file?.close().catch(() => {});
	}
}
