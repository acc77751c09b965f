/** Rounds without a text, until every bit of the hash depends on every bit before. */
const lastRounds = 4;

/** Writes the 96-bit hash of a text into three words. */
export type HashText = (text: string, into: Uint32Array) => void;

/**
 * Hashes texts by the rounds of HalfSipHash, two code units in each. Who does not know the key, four random words, cannot
 * find texts whose hashes have anything in common.
 */
export const createKeyedHash =
	([k0 = 0, k1 = 0, k2 = 0, k3 = 0]: Iterable<number> = crypto.getRandomValues(new Uint32Array(4))): HashText =>
	(text, into) => {
		const {length} = text;
		let [v0, v1, v2, v3] = [k0, k1, k2, k3];
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
