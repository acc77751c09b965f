import type {InvalidItem} from '../pagination/walk-options.ts';
import {files, type OpenFile} from './files/files.ts';
import {writeAll} from './files/write-all.ts';
import {toJson} from './formats/to-json.ts';

/** Entries that were left out, a line of JSON each: page, index, reasons, and the entry as sent. */
export class InvalidFile {
	readonly #file: OpenFile | undefined;
	#held: InvalidItem[] = [];
	#bytes: number;
	/** How many entries were left out by this run and belong to pages that are written. */
	count = 0;

	private constructor(file: OpenFile | undefined, bytes: number) {
		this.#file = file;
		this.#bytes = bytes;
	}

	/**
	 * @param path undefined counts only
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

	/** Takes note of an entry of the page at hand. */
	readonly hold = (item: InvalidItem): void => {
		this.#held.push(item);
	};

	/**
	 * Writes the noted entries before this place of the page to the disk; resolves to the size of the file. The walk that
	 * goes on at that place meets the others again.
	 */
	async flush(end: number): Promise<number> {
		const due = this.#held.filter(({index}) => index < end);
		this.#held = [];
		this.count += due.length;
		if (this.#file === undefined || due.length === 0) return this.#bytes;
		const lines = due.map(
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
