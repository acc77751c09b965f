import {promisify} from 'node:util';
import {constants, crc32, deflateRaw} from 'node:zlib';

const deflate = promisify(deflateRaw);

/** Neither name nor time, and of no system: the same file wherever and whenever it is made. */
const header = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]);
const lastBlock = Buffer.from([3, 0]);

/**
 * One gzip member that grows by pieces. Many readers end at the first member, some of them in silence, so a page is no
 * member of its own: it is compressed by itself and ends with a whole byte, so that the file can be cut there and gone on
 * with. The end of the file speaks of all pieces, so what it has to say is kept along.
 */
export class GzipMember {
	#crc: number;
	/** Bytes before compression, modulo 2^32. */
	#size: number;
	#begun: boolean;

	/** @param mark of one that came so far; an empty one begins a member */
	constructor(mark: string) {
		const [crc = 0, size = 0] = mark === '' ? [] : mark.split(' ').map(Number);
		this.#crc = crc;
		this.#size = size;
		this.#begun = mark !== '';
	}

	/** All that is needed to go on; empty before the first piece. */
	get mark(): string {
		return this.#begun ? `${this.#crc} ${this.#size}` : '';
	}

	#begin(): Buffer {
		if (this.#begun) return Buffer.of();
		this.#begun = true;
		return header;
	}

	/** What to append for one more piece. */
	async add(data: Buffer): Promise<Buffer> {
		this.#crc = crc32(data, this.#crc);
		this.#size = (this.#size + data.length) % 2 ** 32;
		return Buffer.concat([this.#begin(), await deflate(data, {finishFlush: constants.Z_FULL_FLUSH})]);
	}

	/** What to append at last. */
	end(): Buffer {
		const trailer = Buffer.alloc(8);
		trailer.writeUInt32LE(this.#crc, 0);
		trailer.writeUInt32LE(this.#size, 4);
		return Buffer.concat([this.#begin(), lastBlock, trailer]);
	}
}
