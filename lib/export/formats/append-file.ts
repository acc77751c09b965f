import {notAsLeft} from '../destination-failure.ts';
import {files, type OpenFile} from '../files/files.ts';
import {piecesOf, RunningDigest} from '../files/running-digest.ts';
import {writeAll} from '../files/write-all.ts';
import type {Flushed, PartialFile} from './format.ts';

/** A partial file of bytes that are written once, each behind the last: it can be cut and gone on with where it was flushed. */
export class AppendFile {
	readonly #path: string;
	readonly #file: OpenFile;
	readonly #digest = new RunningDigest();
	#bytes = 0;

	private constructor(path: string, file: OpenFile) {
		this.#path = path;
		this.#file = file;
	}

	/** Reads what there is of it: it must be what was flushed. */
	static async open({partial, bytes, mark}: PartialFile): Promise<AppendFile> {
		if (bytes === 0) {
			// Made anew rather than emptied, so that nothing else that has this name is written into.
			await files.remove(partial);
			await (await files.create(partial)).close();
		}
		// To read as well, which what is made anew cannot.
		const file = new AppendFile(partial, await files.reopen(partial));
		try {
			await file.#digestAll(bytes, file.#digest);
			file.#bytes = bytes;
			if (bytes > 0 && file.#digest.text !== mark) throw notAsLeft('partial file', partial);
			return file;
		} catch (error) {
			await file.close();
			throw error;
		}
	}

	async #digestAll(bytes: number, digest: RunningDigest): Promise<void> {
		for await (const piece of piecesOf(this.#file, bytes)) digest.add(piece);
	}

	/** Refuses to go on with what somebody has altered meanwhile. */
	async check(): Promise<void> {
		const digest = new RunningDigest();
		await this.#digestAll(this.#bytes, digest);
		if (digest.text !== this.#digest.text) throw notAsLeft('partial file', this.#path);
	}

	get bytes(): number {
		return this.#bytes;
	}

	async append(data: Uint8Array): Promise<void> {
		this.#digest.add(data);
		await writeAll(this.#file, data, this.#bytes);
		this.#bytes += data.length;
	}

	async flush(): Promise<Flushed> {
		await this.#file.datasync();
		return {bytes: this.#bytes, mark: this.#digest.text};
	}

	/** So many bytes from there on. */
	async read(position: number, bytes: number): Promise<Buffer> {
		const data = Buffer.alloc(bytes);
		for (let filled = 0; filled < bytes; ) {
			const {bytesRead} = await this.#file.read(data, filled, bytes - filled, position + filled);
			if (bytesRead === 0) throw notAsLeft('partial file', this.#path);
			filled += bytesRead;
		}
		return data;
	}

	close(): Promise<void> {
		return this.#file.close().catch(() => {});
	}
}
