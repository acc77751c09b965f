import * as t from 'io-ts';
import {isDateOrDateTime, timeOf} from './date-time.ts';
import {showValue} from './decode-reasons.ts';
import {isWholeNumber} from './whole-number.ts';

/** A query parameter: what callers may pass (`A`), and the text that is sent. */
export type QueryParameter<A> = t.Type<A, string, unknown>;

const parameter = <A>(
	expected: string,
	is: (value: unknown) => value is A,
	encode: (value: A) => string,
): QueryParameter<A> =>
	new t.Type(
		expected,
		is,
		(value, context) =>
			is(value) ? t.success(value) : t.failure(value, context, `must be ${expected}, got ${showValue(value)}`),
		encode,
	);

export const booleanParameter: QueryParameter<boolean> = parameter('true or false', t.boolean.is, String);

export const integerParameter = (minimum: number, maximum: number): QueryParameter<number> =>
	parameter(
		`a whole number from ${minimum} to ${maximum}`,
		(value): value is number => isWholeNumber(value, minimum, maximum),
		String,
	);

/** RFC 3339 has four digits for the year, and `toISOString` six for others. */
const isDateWithinRfc3339 = (value: unknown): value is Date => {
	const year = new Date(timeOf(value) ?? Number.NaN).getUTCFullYear();
	return year >= 0 && year <= 9999;
};

export const dateParameter: QueryParameter<string | Date> = parameter(
	'an RFC 3339 date ("2026-01-31"), date-time ("2026-01-31T10:00:00Z") or a valid Date',
	(value): value is string | Date => (typeof value === 'string' ? isDateOrDateTime(value) : isDateWithinRfc3339(value)),
	value => (typeof value === 'string' ? value : new Date(timeOf(value) ?? Number.NaN).toISOString()),
);

export const tokenParameter: QueryParameter<string> = parameter(
	'a token that an earlier page gave',
	(value): value is string => typeof value === 'string' && /^[\x21-\x7e]{1,2048}$/.test(value),
	value => value,
);
