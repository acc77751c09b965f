/** Rounds without a text, until every bit of the hash depends on every bit before. */
const lastRounds = 4;

/** Four random words. Who does not know them cannot find texts whose hashes have anything in common. */
export type HashKey = readonly [number, number, number, number];

export const createHashKey = (): HashKey => {
	const [k0 = 0, k1 = 0, k2 = 0, k3 = 0] = crypto.getRandomValues(new Uint32Array(4));
	return [k0, k1, k2, k3];
};

/**
 * Writes the 96-bit hash of a text into three words: the rounds of HalfSipHash, two code units in each. One function for
 * all keys, not one made for each: engines make it fast once for all walks.
 */
export const hashText = (key: HashKey, text: string, into: Uint32Array): void => {
	const {length} = text;
	let [v0, v1, v2, v3] = key;
	// The length comes last, so that no text goes on where another has ended.
	for (let at = 0; at < length + 2 * lastRounds; at += 2) {
		let word = 0;
		if (at + 1 < length) word = text.charCodeAt(at) | (text.charCodeAt(at + 1) << 16);
		else if (at < length) word = text.charCodeAt(at);
		else if (at < length + 2) word = length;
		v3 ^= word;
		v0 = (v0 + v1) | 0;
		v1 = ((v1 << 5) | (v1 >>> 27)) ^ v0;
		v0 = (v0 << 16) | (v0 >>> 16);
		v2 = (v2 + v3) | 0;
		v3 = ((v3 << 8) | (v3 >>> 24)) ^ v2;
		v0 = (v0 + v3) | 0;
		v3 = ((v3 << 7) | (v3 >>> 25)) ^ v0;
		v2 = (v2 + v1) | 0;
		v1 = ((v1 << 13) | (v1 >>> 19)) ^ v2;
		v2 = (v2 << 16) | (v2 >>> 16);
		v0 ^= word;
	}
	into[0] = v0;
	into[1] = v1;
	into[2] = v2;
};
