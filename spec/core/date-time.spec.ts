import {describe, expect, it} from '@jest/globals';
import fc from 'fast-check';
import {isDateOrDateTime, isExactTime, parseExactTime} from '../../lib/core/date-time.ts';
import {rfc3339Text} from '../support/arbitraries.ts';

const pad = (number: number, length = 2): string => String(number).padStart(length, '0');

const isLeapYear = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

/** The calendar in another way than the implementation's: by table. */
const lengthOfMonth = (year: number, month: number): number =>
	[0, 31, isLeapYear(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month] ?? 0;

describe('an RFC 3339 date or date-time', () => {
	it.each([
		'2026-01-31',
		'2024-02-29',
		'2000-02-29',
		'0000-02-29',
		'0000-01-01',
		'9999-12-31',
		'2026-01-31T10:00:00Z',
		'2026-01-31t10:00:00z',
		'2026-01-31 10:00:00Z',
		'2026-01-31T23:59:59.999999999Z',
		'1990-12-31T23:59:60Z',
		'1990-12-31T15:59:60-08:00',
		'1937-01-01T12:00:27.87+00:20',
		'2026-01-31T10:00:00+23:59',
		'2026-01-31T10:00:00-00:00',
	])('is %s', text => {
		expect(isDateOrDateTime(text)).toBe(true);
	});

	it.each([
		'',
		'today',
		'1700000000',
		'2026',
		'2026-01',
		'2026-1-31',
		'26-01-31',
		'02026-01-31',
		'+002026-01-31',
		'2026-00-31',
		'2026-13-01',
		'2026-01-00',
		'2026-01-32',
		'2026-02-29',
		'1900-02-29',
		'2100-02-29',
		'2026-04-31',
		'2026-01-31T10:00:00',
		'2026-01-31T10:00Z',
		'2026-01-31T24:00:00Z',
		'2026-01-31T10:60:00Z',
		'2026-01-31T10:00:61Z',
		'2026-01-31T10:00:00.Z',
		'2026-01-31T10:00:00,5Z',
		'2026-01-31T10:00:00+24:00',
		'2026-01-31T10:00:00+01:60',
		'2026-01-31T10:00:00+0100',
		'2026-01-31T10:00:00+01',
		'2026-01-31T10:00:00 Z',
		'2026-01-31Z',
		' 2026-01-31',
		'2026-01-31\n',
		'2026/01/31',
		'Sat, 31 Jan 2026 10:00:00 GMT',
		'٢٠٢٦-٠١-٣١',
	])('is not %j', text => {
		expect(isDateOrDateTime(text)).toBe(false);
	});

	it('follows the calendar of every year', () => {
		fc.assert(
			fc.property(
				fc.integer({min: 0, max: 9999}),
				fc.integer({min: 0, max: 13}),
				fc.integer({min: 0, max: 32}),
				(year, month, day) => {
					const text = `${pad(year, 4)}-${pad(month)}-${pad(day)}`;
					expect(isDateOrDateTime(text)).toBe(day >= 1 && day <= lengthOfMonth(year, month));
				},
			),
		);
	});

	it('has the 29 February of leap years only', () => {
		for (let year = 0; year <= 9999; year++) {
			if (isDateOrDateTime(`${pad(year, 4)}-02-29`) !== isLeapYear(year)) throw new Error(`wrong about ${year}`);
		}
	});

	it('is whatever a Date prints, with every offset and fraction', () => {
		fc.assert(fc.property(rfc3339Text, text => expect(isDateOrDateTime(text)).toBe(true)));
	});
});

describe('a time that a Date holds', () => {
	it.each(['2026-01-31T10:00:00Z', '2024-02-29T23:59:59.999Z', '0001-01-01T00:00:00.5Z', '9999-12-31T23:59:59Z'])(
		'is %s',
		text => {
			expect(isExactTime(text)).toBe(true);
			expect(new Date(text).toISOString().slice(0, 19)).toBe(text.slice(0, 19));
			expect(parseExactTime(text)).toBe(Date.parse(text));
		},
	);

	it('is read as Date does, in any year', () => {
		const dates = fc.date({
			min: new Date('0001-01-01T00:00:00Z'),
			max: new Date('9999-12-31T23:59:59Z'),
			noInvalidDate: true,
		});
		fc.assert(
			fc.property(dates, date => {
				for (const text of [date.toISOString(), date.toISOString().replace(/\.\d{3}/, '')]) {
					expect(isExactTime(text)).toBe(true);
					expect(parseExactTime(text)).toBe(Date.parse(text));
				}
			}),
		);
	});

	it.each([
		...['2026-02-30T00:00:00Z', '2026-02-29T00:00:00Z', '2026-04-31T10:00:00Z', '2026-00-01T00:00:00Z'],
		...['2026-01-31T24:00:00Z', '2016-12-31T23:59:60Z', '2026-01-31T10:60:00Z', '0000-01-01T00:00:00Z'],
		...['2026-01-31T10:00:00z', '2026-01-31t10:00:00Z', '2026-01-31 10:00:00Z', '2026-01-31T10:00:00+00:00'],
		...['2026-01-31T10:00:00-00:00', '2026-01-31T10:00:00.0001Z', '2026-01-31T10:00:00.Z', '2026-01-31T10:00Z'],
		...['+010000-01-01T00:00:00Z', '-000001-01-01T00:00:00Z', '10000-01-01T00:00:00Z', '2026-01-31', ''],
		...['2026-01-31T10:00:00Z\n', ' 2026-01-31T10:00:00Z', '2026-01-31T10:00:00', 'Sat, 31 Jan 2026 10:00:00 GMT'],
	])('is not %j', text => expect(isExactTime(text)).toBe(false));
});
