import {describe, expect, it} from '@jest/globals';
import fc from 'fast-check';
import {createCutter, entriesOf} from '../../lib/cli/pieces.ts';
import {fuzzing} from '../support/fuzz.ts';

describe('a page that is cut into pieces', () => {
	it('counts the entries before its next item, invalid ones among them', () => {
		const page = fc.tuple(fc.array(fc.boolean(), {maxLength: 30}), fc.nat(5));
		fc.assert(
			fc.property(page, ([entries, skip]) => {
				const places = entries.map((_, place) => skip + place);
				const items = places.filter((_, index) => entries[index]);
				const invalid = places.filter((_, index) => !entries[index]);
				for (const [index, place] of items.entries()) expect(entriesOf(index + 1, skip, invalid)).toBe(place + 1);
			}),
			fuzzing(300),
		);
	});

	it('is whole when put together, and no piece is much longer than 64 KB unless its rooms are unlike those before', () => {
		fc.assert(
			fc.property(fc.integer({min: 1, max: 200_000}), fc.integer({min: 1, max: 1000}), (length, count) => {
				const items = Array.from({length: count}, (_, index) => index);
				const cutter = createCutter();
				const pieces: (readonly number[])[] = [];
				for (let taken = 0; taken < count; taken += pieces.at(-1)?.length ?? 0) {
					const piece = cutter.next(items, taken);
					pieces.push(piece);
					cutter.measured(piece.length, piece.length * length);
				}
				expect(pieces.flat()).toEqual(items);
				for (const piece of pieces.slice(1)) {
					expect(piece.length === 1 || piece.length * length <= 65_536).toBe(true);
				}
			}),
			fuzzing(100),
		);
	});
});
