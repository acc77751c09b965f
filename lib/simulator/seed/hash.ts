/** Mixes 32 bits; every step can be undone, so distinct inputs give distinct outputs. The result is a signed integer. */
export const mix = (value: number): number => {
	let mixed = value | 0;
	mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
	mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
	return mixed ^ (mixed >>> 16);
};

/** The inverse of `mix`. */
export const unmix = (value: number): number => {
	let mixed = value ^ (value >>> 16);
	mixed = Math.imul(mixed, 0x7ed1b41d);
	mixed = mixed ^ (mixed >>> 13) ^ (mixed >>> 26);
	mixed = Math.imul(mixed, 0xa5cb9243);
	return mixed ^ (mixed >>> 16);
};

/** One 32-bit hash of several integers, in order. Each may have up to 53 bits. */
export const hashOf = (...values: number[]): number => {
	let hash = 0x9e3779b9;
	for (const value of values) {
		hash = mix(hash ^ value);
		hash = mix(hash + Math.floor(value / 2 ** 32));
	}
	return hash;
};

export const hashText = (text: string): number => {
	let hash = 0x811c9dc5;
	for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
	return mix(hash);
};

/** From 0 up to, not including, 1. */
export const fractionOf = (...values: number[]): number => (hashOf(...values) >>> 0) / 2 ** 32;

export const pick = <Item>(items: readonly Item[], hash: number): Item => items[(hash >>> 0) % items.length] as Item;
