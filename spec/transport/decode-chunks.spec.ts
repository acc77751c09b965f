import {describe, expect, it} from '@jest/globals';
import fc from 'fast-check';
import {decodeChunks} from '../../lib/transport/decode-chunks.ts';
import {fuzzing} from '../support/fuzz.ts';

const strict = (bytes: Uint8Array): string | undefined => {
	try {
		return new TextDecoder('utf-8', {fatal: true}).decode(bytes);
	} catch {
		return undefined;
	}
};

describe('the text of chunks', () => {
	it('is what a decoder makes of all their bytes, whatever they are and wherever they are cut', () => {
		const ascii = fc.string({unit: 'grapheme-ascii', maxLength: 40});
		const end = fc.oneof(fc.constantFrom('', 'é', '\u007f', '\u0080', '😀', '\ufeff'), ascii);
		const bytes = fc.oneof(
			fc.tuple(ascii, end, end).map(parts => Buffer.from(parts.join(''))),
			fc.uint8Array({maxLength: 40}),
		);
		fc.assert(
			fc.property(bytes, fc.nat(40), (whole, cut) => {
				expect(decodeChunks([whole.subarray(0, cut), whole.subarray(cut)])).toBe(strict(whole));
			}),
			fuzzing(),
		);
	});
});
