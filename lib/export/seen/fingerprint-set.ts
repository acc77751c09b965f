import {keyedHash} from './keyed-hash.ts';

/** A set of fingerprints, four words each and not all zero, in one growing table without an object for each. */
export class FingerprintSet {
	#table = new Uint32Array(4 * 1024);
	size = 0;

	/** The place of a fingerprint, or of the free slot where it belongs. */
	#find(table: Uint32Array, a: number, b: number, c: number, d: number): number {
		const mask = table.length / 4 - 1;
		for (let slot = keyedHash(a, b, c, d) & mask; ; slot = (slot + 1) & mask) {
			const at = slot * 4;
			if (table[at] === a && table[at + 1] === b && table[at + 2] === c && table[at + 3] === d) return at;
			if (table[at] === 0 && table[at + 1] === 0 && table[at + 2] === 0 && table[at + 3] === 0) return at;
		}
	}

	has(a: number, b: number, c: number, d: number): boolean {
		const at = this.#find(this.#table, a, b, c, d);
		return this.#table[at] === a && this.#table[at + 1] === b && this.#table[at + 2] === c && this.#table[at + 3] === d;
	}

	add(a: number, b: number, c: number, d: number): void {
		if (this.size * 8 >= this.#table.length) this.#grow();
		this.#table.set([a, b, c, d], this.#find(this.#table, a, b, c, d));
		this.size++;
	}

	#grow(): void {
		const old = this.#table;
		this.#table = new Uint32Array(old.length * 2);
		for (let at = 0; at < old.length; at += 4) {
			const entry = old.subarray(at, at + 4);
			const [a = 0, b = 0, c = 0, d = 0] = entry;
			if ((a | b | c | d) !== 0) this.#table.set(entry, this.#find(this.#table, a, b, c, d));
		}
	}
}
