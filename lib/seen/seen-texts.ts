import {createHashKey, hashText} from './keyed-hash.ts';

/** Words of a fingerprint. The last is never 0, which marks a free place in the table. */
const words = 3;
const last = words - 1;
const startCapacity = 64;

/** The place of a fingerprint, or the free one where it belongs. */
const placeOf = (table: Uint32Array, a: number, b: number, c: number): number => {
	const capacity = table.length / words;
	for (let slot = a & (capacity - 1); ; slot = (slot + 1) & (capacity - 1)) {
		const place = slot * words;
		if (table[place + last] === 0) return place;
		if (table[place] === a && table[place + 1] === b && table[place + last] === c) return place;
	}
};

/**
 * The texts that were met, such as a walk's links or an export's ids, as 95-bit fingerprints in one table: 16 to 32 bytes
 * each, so a walk of a million pages holds at most 32 MB. Any two of two million look the same with a chance of 1 in
 * 10^16. The hash has a random key: a server that chooses its texts cannot choose them to share a place in the table.
 */
export class SeenTexts {
	readonly #key = createHashKey();
	readonly #hash = new Uint32Array(words);
	#table = new Uint32Array(startCapacity * words);
	#size = 0;

	/** Notes a text; false if it was there already. */
	add(text: string): boolean {
		// At most three quarters full.
		if (this.#size * words * 4 >= this.#table.length * 3) this.#grow();
		const place = this.#find(text);
		if (this.#table[place + last] !== 0) return false;
		this.#table.set(this.#hash, place);
		this.#size++;
		return true;
	}

	has(text: string): boolean {
		return this.#size > 0 && this.#table[this.#find(text) + last] !== 0;
	}

	#find(text: string): number {
		const hash = this.#hash;
		hashText(this.#key, text, hash);
		hash[last] = (hash[last] as number) | 1;
		return placeOf(this.#table, hash[0] as number, hash[1] as number, hash[last]);
	}

	#grow(): void {
		const old = this.#table;
		this.#table = new Uint32Array(old.length * 2);
		for (let at = 0; at < old.length; at += words) {
			const [a = 0, b = 0, c = 0] = [old[at], old[at + 1], old[at + last]];
			if (c === 0) continue;
			const place = placeOf(this.#table, a, b, c);
			this.#table[place] = a;
			this.#table[place + 1] = b;
			this.#table[place + last] = c;
		}
	}
}
