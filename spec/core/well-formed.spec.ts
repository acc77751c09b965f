import {describe, expect, it} from '@jest/globals';
import fc from 'fast-check';
import {asWellFormed, holdsLoneHalves, isWellFormed} from '../../lib/core/well-formed.ts';
import {anyCodeUnit} from '../support/arbitraries.ts';
import {fuzzing} from '../support/fuzz.ts';

const anyText = fc.string({unit: anyCodeUnit, maxLength: 8});
const throughUtf8 = (text: string): string => Buffer.from(text, 'utf8').toString('utf8');

describe('a text of code units', () => {
	it('is well-formed when UTF-8 gives it back', () => {
		fc.assert(
			fc.property(anyText, text => expect(isWellFormed(text)).toBe(throughUtf8(text) === text)),
			{...fuzzing(), examples: [['A\ud800'], ['\udc00A'], ['\udc00\ud800'], ['\u{1f600}'], ['\ufffd'], ['\0']]},
		);
	});

	it('is told by its JSON, in which an escape may be text', () => {
		fc.assert(
			fc.property(fc.oneof(anyText, fc.constantFrom('\\ud800', '\\\\udfff', '\\\ud800', '\ud83d\ude00')), text => {
				expect(holdsLoneHalves(JSON.stringify({[text]: text}))).toBe(!isWellFormed(text));
			}),
			fuzzing(),
		);
	});

	it('is one of its own as a key, and can be read again', () => {
		const read = (key: string): string => (key.startsWith('"') ? JSON.parse(key) : key);
		const keys = fc.oneof(anyText, anyText.map(asWellFormed), fc.constantFrom('"', '"A\\ud800"', 'A\ud800', ''));
		fc.assert(
			fc.property(keys, text => expect(read(throughUtf8(asWellFormed(text)))).toBe(text)),
			fuzzing(),
		);
	});
});
