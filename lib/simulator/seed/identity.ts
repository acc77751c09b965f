import {hashOf, mix, unmix} from './hash.ts';
import {lazyTable} from './lazy-table.ts';

/** UUIDs (version 4 in form) derived from numbers: no two numbers below 2^32 share one, and the way back is as short. */
export interface Identity {
	readonly of: (number: number) => string;
	/** The number whose UUID this is, or undefined for a UUID that none has. */
	readonly numberOf: (id: string) => number | undefined;
}

const tableMask = 4095;

const hexadecimal = (value: number, digits: number): string =>
	(value >>> 0).toString(16).padStart(8, '0').slice(-digits);

const twoDigits = lazyTable(index => hexadecimal(index, 2));
const threeDigits = lazyTable(index => hexadecimal(index, 3));
const sixDigits = lazyTable(index => hexadecimal(index, 3) + hexadecimal(hashOf(index, 2), 3));

/** The groups between the first and the last, and half of the last. */
const middle = lazyTable(index => {
	const hash = hashOf(index, 1);
	const second = hexadecimal(index * 16 + (hash & 15), 4);
	const variant = '89ab'[index & 3];
	return `-${second}-4${hexadecimal(hash >>> 4, 3)}-${variant}${hexadecimal(hash >>> 16, 3)}-${hexadecimal(hash >>> 7, 6)}`;
});

export const createIdentity = (seed: number, purpose: number): Identity => {
	const before = hashOf(seed, purpose, 1);
	const between = hashOf(seed, purpose, 2);
	const after = hashOf(seed, purpose, 3);

	const of = (number: number): string => {
		// The first eight digits alone make it unique: `mix` never maps two numbers to one.
		const head = mix(mix(number ^ before) + between);
		const rest = mix(head ^ after);
		return (
			threeDigits(head >>> 20) +
			threeDigits((head >>> 8) & tableMask) +
			twoDigits(head & 255) +
			middle(rest & tableMask) +
			sixDigits((rest >>> 12) & tableMask)
		);
	};

	const numberOf = (id: string): number | undefined => {
		const number = (unmix(unmix(Number.parseInt(id.slice(0, 8), 16)) - between) ^ before) >>> 0;
		return of(number) === id ? number : undefined;
	};

	return {of, numberOf};
};
