import {describe, expect, it} from '@jest/globals';
import fc from 'fast-check';
import type {Cell} from '../../../lib/export/formats/rows.ts';
import {arrayOf} from '../../../lib/export/postgres/binary-arrays.ts';

/** The values of an array of one dimension, each as its bytes; null for NULL. */
const valuesOf = (array: Buffer): readonly (Buffer | null)[] => {
	const values: (Buffer | null)[] = [];
	for (let at = 20; at < array.length; ) {
		const length = array.readInt32BE(at);
		at += 4;
		values.push(length < 0 ? null : array.subarray(at, at + length));
		at += Math.max(0, length);
	}
	return values;
};

const written = (type: string, cells: readonly Cell[]): readonly (Buffer | null)[] => {
	const rows = cells.map(cell => ({cells: ['before', cell], key: undefined, kept: []}));
	const array = arrayOf(type, rows, 1) as Buffer;
	expect([array.readInt32BE(0), array.readInt32BE(12)]).toEqual([1, cells.length]);
	return valuesOf(array);
};

/** Postgres counts microseconds, from 2000 on. */
const microseconds = (text: string): bigint => (BigInt(Date.parse(text)) - BigInt(Date.UTC(2000, 0, 1))) * 1000n;

const orNull = <Value>(values: fc.Arbitrary<Value>) => fc.array(fc.option(values));

/** All but nulls, changed. */
const each = <From, To>(values: readonly (From | null)[], change: (value: From) => To): readonly (To | null)[] =>
	values.map(value => (value === null ? null : change(value)));

describe('an array for Postgres', () => {
	it('holds any whole number that JavaScript holds', () => {
		fc.assert(
			fc.property(orNull(fc.maxSafeInteger()), numbers => {
				const values = each(written('bigint', numbers), bytes => Number(bytes.readBigInt64BE()));
				expect(values).toEqual(numbers);
			}),
			{examples: [[[0, -1, 2 ** 32, -(2 ** 32), 2 ** 32 - 1, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER]]]},
		);
	});

	it('holds any time to the microsecond', () => {
		const times = fc
			.date({min: new Date('0001-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59Z'), noInvalidDate: true})
			.map(date => date.toISOString());
		fc.assert(
			fc.property(orNull(times), texts => {
				const values = each(written('timestamp with time zone', texts), bytes => bytes.readBigInt64BE());
				expect(values).toEqual(each(texts, microseconds));
			}),
			{examples: [[['0001-01-01T00:00:00.000Z', '1999-12-31T23:59:59.999Z', '9999-12-31T23:59:59.999Z']]]},
		);
	});

	it('holds texts of any length and script, and JSON with its version in front', () => {
		const texts = fc.string({unit: 'grapheme', maxLength: 100, size: 'max'}).map(text => text.toWellFormed());
		fc.assert(
			fc.property(orNull(texts), given => {
				expect(each(written('text', given), String)).toEqual(given);
				expect(each(written('jsonb', given), String)).toEqual(each(given, text => `\u0001${text}`));
			}),
			{examples: [[['a'.repeat(64), 'a'.repeat(65), `${'a'.repeat(63)}é`, `${'a'.repeat(64)}é`, 'é', '']]]},
		);
	});
});
