import {describe, expect, it} from '@jest/globals';
import fc from 'fast-check';
import {createCutter} from '../../lib/cli/pieces.ts';
import {fuzzing} from '../support/fuzz.ts';

describe('a page that is cut into pieces', () => {
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
				for (const piece of pieces.slice(1)) expect(piece.length === 1 || piece.length * length <= 65_536).toBe(true);
			}),
			fuzzing(40),
		);
	});
});
