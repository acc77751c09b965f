import {randomBytes} from 'node:crypto';

/**
 * Multilinear hashing of eight halves of words to sixteen bits, by random factors: whichever two fingerprints differ,
 * they collide by chance only, so that a server that chooses its ids cannot choose them to collide.
 */
const createHalf = (): ((a: number, b: number, c: number, d: number) => number) => {
	const [k = 0, k1 = 0, k2 = 0, k3 = 0, k4 = 0, k5 = 0, k6 = 0, k7 = 0, k8 = 0] = new Uint32Array(
		new Uint8Array(randomBytes(36)).buffer,
	);
	return (a, b, c, d) =>
		(k +
			Math.imul(k1, a & 0xffff) +
			Math.imul(k2, a >>> 16) +
			Math.imul(k3, b & 0xffff) +
			Math.imul(k4, b >>> 16) +
			Math.imul(k5, c & 0xffff) +
			Math.imul(k6, c >>> 16) +
			Math.imul(k7, d & 0xffff) +
			Math.imul(k8, d >>> 16)) >>>
		16;
};

const high = createHalf();
const low = createHalf();

/** A hash of four words, 32 bits wide, and another one in each process. */
export const keyedHash = (a: number, b: number, c: number, d: number): number =>
	(high(a, b, c, d) << 16) | low(a, b, c, d);
