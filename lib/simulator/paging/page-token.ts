import {hashOf, hashText} from '../seed/hash.ts';

/**
 * Tokens hold all they mean, so the server remembers none: a number (a snapshot's version, or a place in the listing)
 * and a check that ties it to the seed and to the listing it was given out for.
 */
export interface PageTokens {
	/** `content` is a whole number from 0 to 2^48 - 1. */
	readonly write: (listing: string, content: number) => string;
	/** Undefined for a token that was not written for that listing. */
	readonly read: (listing: string, token: string) => number | undefined;
}

const pattern = /^PA([0-9a-f]{8})-([0-9a-f]{4})-4[0-9a-f]{3}-8[0-9a-f]{3}-([0-9a-f]{4})([0-9a-f]{8})$/;

const hexadecimal = (value: number, digits: number): string =>
	(value >>> 0).toString(16).padStart(8, '0').slice(-digits);

export const createPageTokens = (seed: number): PageTokens => {
	const write = (listing: string, content: number): string => {
		const high = Math.floor(content / 2 ** 32);
		const check = hashOf(seed, hashText(listing), content, 21);
		const second = hashOf(check, 22);
		// The content is disguised, so that nobody is tempted to count tokens up.
		const mask = hashOf(seed, check, second & 0xffff, 23);
		return [
			`PA${hexadecimal(check, 8)}`,
			hexadecimal(second, 4),
			`4${hexadecimal(second >>> 16, 3)}`,
			`8${hexadecimal(mask >>> 16, 3)}`,
			hexadecimal(high ^ (mask >>> 4), 4) + hexadecimal(content ^ mask, 8),
		].join('-');
	};

	const read = (listing: string, token: string): number | undefined => {
		const [, check = '', second = '', high = '', low = ''] = pattern.exec(token) ?? [];
		const mask = hashOf(seed, Number.parseInt(check, 16) | 0, Number.parseInt(second, 16), 23);
		const upper = (Number.parseInt(high, 16) ^ (mask >>> 4)) & 0xffff;
		const content = upper * 2 ** 32 + ((Number.parseInt(low, 16) ^ mask) >>> 0);
		return write(listing, content) === token ? content : undefined;
	};

	return {write, read};
};
