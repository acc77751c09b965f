import {createHash} from 'node:crypto';
import {SeenTexts} from '../../seen/seen-texts.ts';
import {notAsLeft} from '../destination-failure.ts';
import {files, type OpenFile} from '../files/files.ts';
import {piecesOf, RunningDigest} from '../files/running-digest.ts';
import {writeAll} from '../files/write-all.ts';

/** Bytes of an id's fingerprint in the file. */
export const fingerprintSize = 16;

/** Two generations are held: the last one to two million ids, in at most 64 MiB, also while a table grows. */
const generationSize = 2 ** 20;

/** Where the bytes of a UUID stand, and its hyphens. */
const uuidBytes = [0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34];
const uuidHyphens = [8, 13, 18, 23];
const uuidLength = 36;

/** The values of hexadecimal digits, by their codes; of anything else NaN, which no byte holds. */
const digitValues = new Float64Array(2 ** 7).fill(Number.NaN);
for (const [value, digit] of [...'0123456789abcdef'].entries()) digitValues[digit.charCodeAt(0)] = value;

const byteAt = (id: string, place: number): number =>
	(digitValues[id.charCodeAt(place)] ?? Number.NaN) * 16 + (digitValues[id.charCodeAt(place + 1)] ?? Number.NaN);

/** Where the bytes of one are put together, one after the other. */
const uuid = Buffer.alloc(fingerprintSize);

/** The bytes of a UUID as it is commonly written, two in a code unit; undefined for any other text. */
const bytesOfUuid = (id: string): string | undefined => {
	if (id.length !== uuidLength || uuidHyphens.some(place => id[place] !== '-')) return undefined;
	for (let at = 0; at < fingerprintSize; at++) {
		const byte = byteAt(id, uuidBytes[at] as number);
		if (Number.isNaN(byte)) return undefined;
		uuid[at] = byte;
	}
	return uuid.toString('utf16le');
};

/**
 * A UUID is its own fingerprint; of any other id it is the first half of the SHA-256 of its code units, for in UTF-8 all
 * halves of characters are one. As a text of two bytes a code unit, whatever they are.
 */
const fingerprintOf = (id: string): string =>
	bytesOfUuid(id) ??
	createHash('sha256').update(Buffer.from(id, 'utf16le')).digest().toString('utf16le', 0, fingerprintSize);

/**
 * Which items an export has written: a listing that moves while it is read shows some twice. The ids are also kept in a
 * file beside the partial one, so that a resumed export knows them too.
 */
export class SeenIds {
	readonly #file: OpenFile;
	readonly #digest = new RunningDigest();
	#older = new SeenTexts();
	#newer = new SeenTexts();
	#pending: string[] = [];
	#ids = 0;

	private constructor(file: OpenFile) {
		this.#file = file;
	}

	/** How many ids the file holds, those included that are yet to be put on the disk. */
	get count(): number {
		return this.#ids;
	}

	/**
	 * @param ids how many ids of an existing file to keep
	 * @param mark what the last flush of those ids resolved to
	 */
	static async open(path: string, ids: number, mark: string): Promise<SeenIds> {
		if (ids === 0) {
			await files.remove(path);
			return new SeenIds(await files.create(path));
		}
		const seen = new SeenIds(await files.reopen(path));
		try {
			await seen.#restore(ids);
			if (seen.#digest.text !== mark) throw notAsLeft('file of ids', path);
			return seen;
		} catch (error) {
			await seen.close();
			throw error;
		}
	}

	/** Reads the whole file, and remembers what the two generations would hold now. */
	async #restore(ids: number): Promise<void> {
		// Generations begin at multiples of their size.
		const forgotten = Math.max(0, Math.floor(ids / generationSize) - 1) * generationSize;
		for await (const piece of piecesOf(this.#file, ids * fingerprintSize)) {
			this.#digest.add(piece);
			for (let at = 0; at + fingerprintSize <= piece.length; at += fingerprintSize) {
				if (this.#ids < forgotten) this.#ids++;
				else this.#remember(piece.toString('utf16le', at, at + fingerprintSize));
			}
		}
	}

	/** True the first time that an id is shown. */
	add(id: string): boolean {
		const fingerprint = fingerprintOf(id);
		if (this.#older.has(fingerprint) || !this.#remember(fingerprint)) return false;
		this.#pending.push(fingerprint);
		return true;
	}

	/** False if the newer generation holds it. */
	#remember(fingerprint: string): boolean {
		if (!this.#newer.add(fingerprint)) return false;
		this.#ids++;
		if (this.#ids % generationSize === 0) {
			this.#older = this.#newer;
			this.#newer = new SeenTexts();
		}
		return true;
	}

	/** Puts the new ids on the disk; resolves to what the file is known by. */
	async flush(): Promise<string> {
		if (this.#pending.length === 0) return this.#digest.text;
		const data = Buffer.from(this.#pending.join(''), 'utf16le');
		const position = this.#ids * fingerprintSize - data.length;
		this.#pending = [];
		await writeAll(this.#file, data, position);
		await this.#file.datasync();
		this.#digest.add(data);
		return this.#digest.text;
	}

	async close(): Promise<void> {
		await this.#file.close().catch(() => {});
	}
}
