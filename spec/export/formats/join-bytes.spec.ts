import {describe, expect, it} from '@jest/globals';
import fc from 'fast-check';
import {createJoinLines, createJoinPieces} from '../../../lib/export/formats/join-bytes.ts';
import type {Piece} from '../../../lib/export/formats/sent-bytes.ts';

const bodies = ['{"a":1},{"b":2}, {"é":"😀"},\n{"c":[1,22,333]}', '[1,22,333]'].map(text => Buffer.from(text));

/** Of either body, in any order, overlapping, next to each other, or empty. */
const anyPiece: fc.Arbitrary<Piece> = fc
	.tuple(fc.constantFrom(...bodies), fc.nat(40), fc.nat(12))
	.map(([body, begin, length]) => {
		const from = Math.min(begin, body.length);
		return {body, from, to: Math.min(from + length, body.length)};
	});

/** One behind the other, with so many bytes between them. */
const neighbours = (gap: number): fc.Arbitrary<Piece[]> =>
	fc.array(fc.integer({min: 0, max: 4}), {maxLength: 8}).map(lengths => {
		const [body = Buffer.of()] = bodies;
		let at = 0;
		return lengths.map(length => {
			const from = at;
			at += length + gap;
			return {body, from, to: from + length};
		});
	});

const naively = (pieces: readonly Piece[], between: string): string =>
	Buffer.concat(
		pieces.flatMap(({body, from, to}, place) => [
			...(place > 0 ? [Buffer.from(between)] : []),
			body.subarray(from, to),
		]),
	).toString('latin1');

describe('pieces that are put side by side', () => {
	it.each(['\n', ',\n', ''])('are what each of them is, with %j between them, whatever stood there before', between => {
		const join = createJoinPieces(between);
		fc.assert(
			fc.property(
				fc.oneof(fc.array(anyPiece, {maxLength: 8}), neighbours(0), neighbours(1), neighbours(2)),
				fc.constantFrom('', '[\n'),
				fc.constantFrom('', '\n'),
				(pieces, before, behind) => {
					const joined = join(before, pieces, behind).toString('latin1');
					expect(joined).toBe(before + naively(pieces, between) + behind);
				},
			),
		);
	});
});

describe('lines that are put one below the other', () => {
	it('are UTF-8, with an end each', () => {
		const join = createJoinLines('\r\n');
		fc.assert(
			fc.property(fc.array(fc.string({unit: 'grapheme'})), lines => {
				expect(join(lines).toString('utf8')).toBe(lines.map(line => `${line}\r\n`).join(''));
			}),
		);
	});
});
