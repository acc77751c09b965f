import {createHash} from 'node:crypto';
import type {OpenFile} from './files.ts';

/** A multiple of what files are made of here, so that no record is split. */
const pieceSize = 2 ** 16;

/** The first so many bytes of a file, in pieces of one size but for the last; fewer bytes where the file ends before. */
export async function* piecesOf(file: OpenFile, bytes: number): AsyncGenerator<Buffer> {
	for (let position = 0; position < bytes; position += pieceSize) {
		const piece = Buffer.alloc(Math.min(pieceSize, bytes - position));
		let filled = 0;
		for (;;) {
			const {bytesRead} = await file.read(piece, filled, piece.length - filled, position + filled);
			filled += bytesRead;
			if (bytesRead === 0 || filled === piece.length) break;
		}
		yield piece.subarray(0, filled);
	}
}

/** The SHA-256 of a file that grows, by which a later run knows what was written from what was altered since. */
export class RunningDigest {
	readonly #hash = createHash('sha256');

	add(bytes: Uint8Array): void {
		this.#hash.update(bytes);
	}

	/** Of all that was added so far, in hexadecimal digits. */
	get text(): string {
		return this.#hash.copy().digest('hex');
	}
}
