import {describe, expect, it} from '@jest/globals';
import fc from 'fast-check';
import {parseRetryAfter} from '../../lib/transport/retry-after.ts';
import {anyCodeUnit} from '../support/arbitraries.ts';
import {fuzzing} from '../support/fuzz.ts';

const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const longDays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const two = (number: number): string => String(number).padStart(2, '0');
const clock = (date: Date): string =>
	`${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}`;
const month = (date: Date): string => months[date.getUTCMonth()] ?? '';

/** The three forms of RFC 9110, section 5.6.7, written by hand. */
const forms: ReadonlyArray<readonly [name: string, write: (date: Date) => string]> = [
	[
		'IMF-fixdate',
		date =>
			`${days[date.getUTCDay()]}, ${two(date.getUTCDate())} ${month(date)} ${date.getUTCFullYear()} ${clock(date)} GMT`,
	],
	[
		'RFC 850',
		date =>
			`${longDays[date.getUTCDay()]}, ${two(date.getUTCDate())}-${month(date)}-${two(date.getUTCFullYear() % 100)} ${clock(date)} GMT`,
	],
	[
		'asctime',
		date =>
			`${days[date.getUTCDay()]} ${month(date)} ${String(date.getUTCDate()).padStart(2, ' ')} ${clock(date)} ${date.getUTCFullYear()}`,
	],
];

/** Two digits of a year stand for 1950 to 2049. */
const date = fc
	.integer({min: Date.UTC(1970, 0) / 1000, max: Date.UTC(2049, 11, 31) / 1000})
	.map(seconds => new Date(seconds * 1000));
const moment = fc.integer({min: 0, max: 8.64e15});

const spoil = (text: string, at: number, character: string, removed: number): string =>
	text.slice(0, at) + character + text.slice(at + removed);

const nearMiss = fc
	.tuple(
		fc.constantFrom(...forms),
		date,
		fc.nat(30),
		fc.oneof(anyCodeUnit, fc.constantFrom('', '-', '9', ':', ' ')),
		fc.nat(3),
	)
	.map(([[, write], moment, at, character, removed]) => spoil(write(moment), at, character, removed));

const header = fc.oneof(
	fc.constant(null),
	fc.string({unit: anyCodeUnit}),
	nearMiss,
	fc.stringMatching(/^ ?[-+]?\d{0,400}\.?\d{0,400}$/),
	fc.integer({min: 1, max: 400}).map(length => '9'.repeat(length)),
	fc.double().map(String),
	fc.bigInt().map(String),
);

describe('Retry-After', () => {
	it.each(forms)('is understood as %s', (_name, write) => {
		fc.assert(
			fc.property(date, moment, (when, now) => {
				expect(parseRetryAfter(write(when), now)).toBe(Math.max(0, when.getTime() - now));
			}),
			fuzzing(),
		);
	});

	it('is a time that one can wait, or nothing, whatever it says', () => {
		fc.assert(
			fc.property(header, moment, (text, now) => {
				const wait = parseRetryAfter(text, now);
				if (wait === undefined) return;
				expect(Number.isSafeInteger(wait)).toBe(true);
				expect(wait).toBeGreaterThanOrEqual(0);
			}),
			{
				...fuzzing(),
				examples: [
					['9'.repeat(400), 0],
					['0.0000001', 0],
					['Sat, 01 Jan 275760 00:00:00 GMT', 0],
					['Mon -271821', 8.64e15],
				],
			},
		);
	});
});
