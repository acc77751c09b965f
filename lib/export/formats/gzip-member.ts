import {promisify} from 'node:util';
import {constants, crc32, deflateRaw, inflateRawSync} from 'node:zlib';

const deflate = promisify(deflateRaw);

/** Neither name nor time, and of no system: the same file wherever and whenever it is made. */
const header = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]);
const lastBlock = Buffer.from([3, 0]);

/** Bytes that are compressed by themselves: larger pieces save 4 % of a file at most, and more is to be kept of one that is begun. */
const pieceSize = 2 ** 18;

/**
 * Ends with a whole byte, so that a file can be cut there and gone on with. Of the usual level: lower ones take less of a
 * second processor and make larger files, while a listing that comes over a network takes longer than either.
 */
const compress = (piece: Uint8Array): Promise<Buffer> => deflate(piece, {finishFlush: constants.Z_FULL_FLUSH});

/**
 * One gzip member that grows by pieces. Many readers end at the first member, some of them in silence, so a piece is no
 * member of its own. Pieces are of one size whatever was added when, so that the file is the same. What does not fill one
 * yet waits, and is a part of the mark by which a later run goes on; so is what the end of the file says of all pieces.
 */
export class GzipMember {
	#crc: number;
	/** Bytes of all pieces, before compression. */
	#size: number;
	#waiting: Buffer;

	/** @param mark of one that came so far; an empty one begins a member */
	constructor(mark: string) {
		const [crc = 0, size = 0, waiting] = mark.split(' ');
		this.#crc = Number(crc);
		this.#size = Number(size);
		this.#waiting = waiting === undefined ? Buffer.of() : inflateRawSync(Buffer.from(waiting, 'base64'));
	}

	/** All that is needed to go on. */
	async mark(): Promise<string> {
		const waiting = await deflate(this.#waiting, {level: constants.Z_BEST_SPEED});
		return `${this.#crc} ${this.#size} ${waiting.toString('base64')}`;
	}

	/** What to append for these pieces. They are compressed side by side, as far as there are processors. */
	async #append(pieces: readonly Buffer[]): Promise<readonly Buffer[]> {
		const begin = this.#size === 0 ? [header] : [];
		for (const piece of pieces) {
			this.#crc = crc32(piece, this.#crc);
			this.#size += piece.length;
		}
		return [...begin, ...(await Promise.all(pieces.map(compress)))];
	}

	/** What to append for more data: nothing where it fills no piece. */
	async add(data: Uint8Array): Promise<Buffer> {
		const all = Buffer.concat([this.#waiting, data]);
		const pieces: Buffer[] = [];
		let cut = 0;
		for (; cut + pieceSize <= all.length; cut += pieceSize) pieces.push(all.subarray(cut, cut + pieceSize));
		this.#waiting = Buffer.from(all.subarray(cut));
		return pieces.length === 0 ? Buffer.of() : Buffer.concat(await this.#append(pieces));
	}

	/** What to append at last. */
	async end(): Promise<Buffer> {
		const rest = await this.#append(this.#waiting.length === 0 ? [] : [this.#waiting]);
		const trailer = Buffer.alloc(8);
		trailer.writeUInt32LE(this.#crc, 0);
		trailer.writeUInt32LE(this.#size % 2 ** 32, 4);
		return Buffer.concat([...rest, lastBlock, trailer]);
	}
}
