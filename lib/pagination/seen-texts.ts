/** Taken out once: in a vm context, as of test runners, each look at a global costs more than the multiplication. */
const {imul} = Math;
const multiplierLow = 0x9e3779b1;
const multiplierHigh = 0x85ebca77;
const startCapacity = 64;

/** Two independent 32-bit hashes of a text. */
const hash = (text: string): readonly [low: number, high: number] => {
	let low = 0x811c9dc5;
	let high = 0xc2b2ae3d;
	for (let index = 0; index < text.length; index++) {
		const code = text.charCodeAt(index);
		low = imul(low ^ code, multiplierLow);
		high = imul(high ^ code, multiplierHigh);
		low ^= low >>> 15;
		high ^= high >>> 13;
	}
	// 0, 0 marks a free place in the table.
	return [low >>> 0, (high | 1) >>> 0];
};

/**
 * The texts that a walk has met, such as its links, as 63-bit fingerprints in one table: 16 to 32 bytes each, so a walk
 * of a million pages holds at most 32 MB. Two different ones of a million look the same with a chance of about 1 in 10
 * million.
 */
export class SeenTexts {
	#table = new Uint32Array(startCapacity * 2);
	#size = 0;

	/** Notes a text; false if it was there already. */
	add(text: string): boolean {
		if (this.#size * 2 >= this.#table.length / 2) this.#grow();
		const [low, high] = hash(text);
		const added = insert(this.#table, low, high);
		if (added) this.#size++;
		return added;
	}

	#grow(): void {
		const old = this.#table;
		this.#table = new Uint32Array(old.length * 2);
		for (let place = 0; place < old.length; place += 2) {
			const high = old[place + 1] ?? 0;
			if (high !== 0) insert(this.#table, old[place] ?? 0, high);
		}
	}
}

const insert = (table: Uint32Array, low: number, high: number): boolean => {
	const mask = table.length / 2 - 1;
	for (let slot = low & mask; ; slot = (slot + 1) & mask) {
		const place = slot * 2;
		if (table[place + 1] === 0) {
			table[place] = low;
			table[place + 1] = high;
			return true;
		}
		if (table[place] === low && table[place + 1] === high) return false;
	}
};
