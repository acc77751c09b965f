import {describe, expect, it} from '@jest/globals';
import fc from 'fast-check';
import {createHashKey, type HashKey, hashText} from '../../lib/seen/keyed-hash.ts';
import {anyCodeUnit} from '../support/arbitraries.ts';

const hashOf = (key: HashKey, text: string): Uint32Array => {
	const hash = new Uint32Array(3);
	hashText(key, text, hash);
	return hash;
};

const bitsIn = (word: number): number => word.toString(2).replaceAll('0', '').length;

const differingBits = (one: Uint32Array, other: Uint32Array): number =>
	one.reduce((sum, word, at) => sum + bitsIn((word ^ (other[at] as number)) >>> 0), 0);

const anyWord = fc.integer({min: 0, max: 2 ** 32 - 1});
const anyKey: fc.Arbitrary<HashKey> = fc.tuple(anyWord, anyWord, anyWord, anyWord);
const anyText = fc.string({unit: anyCodeUnit, maxLength: 40});

// Of 96 bits, 48 differ on average, and fewer than 16 once in 10^11 pairs.
const fewestBits = 16;

describe('the hash of a text', () => {
	it('is another one for a text that differs in one bit, and for one that is longer by nothing but zeros', () => {
		fc.assert(
			fc.property(anyKey, anyText, fc.nat(39), fc.nat(15), (key, text, place, bit) => {
				const at = place % Math.max(1, text.length);
				const changed = String.fromCharCode(text.charCodeAt(at) ^ (1 << bit));
				const neighbours = [`${text.slice(0, at)}${changed}${text.slice(at + 1)}`, `${text}\0`, `${text}\0\0`];
				for (const neighbour of neighbours) {
					expect(differingBits(hashOf(key, text), hashOf(key, neighbour))).toBeGreaterThan(fewestBits);
				}
			}),
		);
	});

	it('is another one under a key that differs in one bit', () => {
		fc.assert(
			fc.property(anyKey, anyText, fc.nat(3), fc.nat(31), (key, text, word, bit) => {
				const other = key.map((value, at) => (at === word ? (value ^ (1 << bit)) >>> 0 : value)) as unknown as HashKey;
				expect(differingBits(hashOf(key, text), hashOf(other, text))).toBeGreaterThan(fewestBits);
			}),
		);
	});

	it('is another one under each key that is made', () => {
		expect(differingBits(hashOf(createHashKey(), '/a'), hashOf(createHashKey(), '/a'))).toBeGreaterThan(fewestBits);
	});

	it('takes texts that were chosen to share a place under one key apart under another', () => {
		const placeUnder = (key: HashKey) => (text: string) => (hashOf(key, text)[0] as number) & 0xff;
		const chosen = Array.from({length: 50_000}, (_, page) => `/api/video/rooms?page_number=${page}`).filter(
			text => placeUnder([1, 2, 3, 4])(text) === 0,
		);
		expect(chosen.length).toBeGreaterThan(100);
		// About 135 of 256 places by chance.
		expect(new Set(chosen.map(placeUnder([1, 2, 3, 5]))).size).toBeGreaterThan(80);
	});
});
