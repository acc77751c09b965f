import {describe, expect, it} from '@jest/globals';
import fc from 'fast-check';
import {
	booleanParameter,
	dateParameter,
	integerParameter,
	type Parameter,
	tokenParameter,
} from '../../lib/core/parameter.ts';
import {leftOf, rightOf} from '../support/either.ts';

const encoded = <A>(parameter: Parameter<A>, value: unknown): string =>
	parameter.encode(rightOf(parameter.decode(value)));

const refusal = <A>(parameter: Parameter<A>, value: unknown): string | undefined =>
	leftOf(parameter.decode(value))[0]?.message;

describe('a boolean parameter', () => {
	it('is true or false', () => {
		expect(encoded(booleanParameter(), true)).toBe('true');
		expect(encoded(booleanParameter(), false)).toBe('false');
	});

	it.each([
		['true', '"true"'],
		[1, '1'],
		[0, '0'],
		[null, 'null'],
		[{}, 'an object'],
	])('is not %j', (value, shown) => {
		expect(refusal(booleanParameter(), value)).toBe(`must be true or false, got ${shown}`);
	});
});

describe('an integer parameter', () => {
	const parameter = integerParameter(1, 1000);

	it('accepts the whole numbers of its range and no others', () => {
		fc.assert(
			fc.property(
				fc.oneof(fc.integer({min: -5, max: 1005}), fc.double(), fc.constantFrom(0, 1, 1000, 1001)),
				number => {
					const inRange = Math.floor(number) === number && number >= 1 && number <= 1000;
					expect(parameter.is(number)).toBe(inRange);
					expect(parameter.decode(number)._tag).toBe(inRange ? 'Right' : 'Left');
				},
			),
		);
	});

	it('is sent in decimal digits', () => {
		fc.assert(
			fc.property(fc.integer({min: 1, max: 1000}), number => {
				expect(encoded(parameter, number)).toMatch(/^[1-9]\d*$/);
				expect(Number(encoded(parameter, number))).toBe(number);
			}),
		);
		expect(encoded(integerParameter(0, 5), -0)).toBe('0');
	});

	it.each([
		['5', '"5"'],
		[2.5, '2.5'],
		[Number.NaN, 'NaN'],
		[Number.POSITIVE_INFINITY, 'Infinity'],
		[5n, '5n'],
		[[5], 'an array of 1'],
		[null, 'null'],
		[new Date('2026-01-31T00:00:00Z'), 'the Date 2026-01-31T00:00:00.000Z'],
	])('refuses %p', (value, shown) => {
		expect(refusal(parameter, value)).toBe(`must be a whole number from 1 to 1000, got ${shown}`);
	});
});

describe('a date parameter', () => {
	it('sends a string as it is, offset and all', () => {
		expect(encoded(dateParameter(), '2026-01-31')).toBe('2026-01-31');
		expect(encoded(dateParameter(), '2026-01-31t10:00:00.50+05:30')).toBe('2026-01-31t10:00:00.50+05:30');
	});

	it('sends a Date in UTC', () => {
		expect(encoded(dateParameter(), new Date('2026-01-31T10:00:00.5+05:30'))).toBe('2026-01-31T04:30:00.500Z');
	});

	it('accepts the Dates of the years 0 to 9999, which it can send, and no others', () => {
		fc.assert(
			fc.property(fc.date({noInvalidDate: false}), date => {
				expect(dateParameter().is(date)).toBe(/^\d{4}-/.test(Number.isNaN(date.getTime()) ? '' : date.toISOString()));
			}),
		);
		const [first, last] = ['0000-01-01T00:00:00.000Z', '9999-12-31T23:59:59.999Z'].map(text =>
			new Date(text).getTime(),
		);
		for (const time of [first, last]) expect(dateParameter().is(new Date(time ?? Number.NaN))).toBe(true);
		expect(dateParameter().is(new Date((first ?? 0) - 1))).toBe(false);
		expect(dateParameter().is(new Date((last ?? 0) + 1))).toBe(false);
	});

	it.each([
		['soon', '"soon"'],
		['2026-02-29', '"2026-02-29"'],
		['', '""'],
		[1_769_853_600_000, '1769853600000'],
		[new Date(Number.NaN), 'an invalid Date'],
		[new Date('+010000-01-01T00:00:00Z'), 'the Date +010000-01-01T00:00:00.000Z'],
		[null, 'null'],
	])('refuses %p', (value, shown) => {
		expect(refusal(dateParameter(), value)).toBe(
			`must be an RFC 3339 date ("2026-01-31"), date-time ("2026-01-31T10:00:00Z") or a valid Date, got ${shown}`,
		);
	});
});

describe('a token parameter', () => {
	it.each(['PAbff61159-faab-48b3-959a-3021a8f5beca', 'x', 'a+b/c==&d%', 'x'.repeat(2048)])(
		'is any token such as %.40s',
		token => {
			expect(encoded(tokenParameter(), token)).toBe(token);
		},
	);

	it.each(['', ' ', 'a b', 'a\r\nb', 'ä', '\u007f', 'x'.repeat(2049), 7, null, ['PA']])('is not %.40j', value => {
		expect(refusal(tokenParameter(), value)).toMatch(/^must be a token that an earlier page gave, got /);
	});
});
