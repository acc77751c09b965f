import {describe, expect, it} from '@jest/globals';
import fc from 'fast-check';
import {printable} from '../../lib/core/printable.ts';
import {anyCodeUnit} from '../support/arbitraries.ts';

const obeyed = /[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}]/u;

describe('printable text', () => {
	it('leaves letters, marks and symbols of every script alone', () => {
		for (const text of ['My Room’s Name', 'Zürich — 東京 — القاهرة', '👩‍👩‍👧', 'a\u00a0b', '"\\u0000"']) {
			expect(printable(text)).toBe(text);
		}
	});

	it('shows what a terminal would obey as an escape', () => {
		expect(printable('a\u001b[31mb\r\nc\u009b2Jd\u007f\u202ee\u2066f\u2028g\0')).toBe(
			'a\\u001b[31mb\\u000d\\u000ac\\u009b2Jd\\u007f\\u202ee\\u2066f\\u2028g\\u0000',
		);
	});

	it('holds no control character whatever went in', () => {
		fc.assert(
			fc.property(fc.string({unit: anyCodeUnit}), text => {
				expect(printable(text)).not.toMatch(obeyed);
				expect(printable(printable(text))).toBe(printable(text));
			}),
		);
	});
});
