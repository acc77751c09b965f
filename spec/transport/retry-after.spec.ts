import {execFileSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {describe, expect, it} from '@jest/globals';
import {transformSync} from 'esbuild';
import fc from 'fast-check';
import {parseRetryAfter} from '../../lib/transport/retry-after.ts';
import {anyCodeUnit} from '../support/arbitraries.ts';

const now = Date.parse('2026-01-31T10:00:00Z');

describe('Retry-After', () => {
	it.each([
		['0', 0],
		['1', 1000],
		['120', 120_000],
		[' 7\t', 7000],
		['007', 7000],
		['1.5', 1500],
		['0.0001', 1],
		['2, 2', 2000],
		['1,30 , 7.5', 30_000],
	])('may be seconds: %j', (header, milliseconds) => {
		expect(parseRetryAfter(header, now)).toBe(milliseconds);
	});

	it.each([
		['Sat, 31 Jan 2026 10:00:30 GMT', 30_000],
		['sat, 31 jan 2026 10:00:30 gmt', 30_000],
		['Saturday, 31-Jan-26 10:00:30 GMT', 30_000],
		['Sat Jan 31 10:00:30 2026', 30_000],
		['Sat, 31 Jan 2026 11:00:30 +0100', 30_000],
		['Sat, 31 Jan 2026 10:00:00 GMT', 0],
		['Sat, 31 Jan 2026 09:59:30 GMT', 0],
		['Thu, 01 Jan 1970 00:00:00 GMT', 0],
	])('may be an HTTP date: %j', (header, milliseconds) => {
		expect(parseRetryAfter(header, now)).toBe(milliseconds);
	});

	it.each([-3_600_000, -600_000, -60_000, 0, 60_000, 600_000, 31_536_000_000])(
		'is a date on the clock of the server, whose Date tells it: ours may be wrong by %i ms',
		wrong => {
			const date = 'Sat, 31 Jan 2026 10:00:00 GMT';
			expect(parseRetryAfter('Sat, 31 Jan 2026 10:00:30 GMT', now + wrong, date)).toBe(30_000);
			expect(parseRetryAfter('Sat, 31 Jan 2026 09:59:59 GMT', now + wrong, date)).toBe(0);
			expect(parseRetryAfter('Sat Jan 31 10:00:30 2026', now + wrong, ` ${date} `)).toBe(30_000);
			expect(parseRetryAfter('30', now + wrong, date)).toBe(30_000);
		},
	);

	it.each([
		null,
		'',
		'today',
		'2026-01-31T10:00:00Z',
		'Thu, 01 Jan 1970 00:00:00 GMT',
		'Fri, 31 Dec 2099 23:59:59 GMT',
	])('is a date on our clock when the Date of the answer is %j', date => {
		expect(parseRetryAfter('Sat, 31 Jan 2026 10:00:30 GMT', now, date)).toBe(30_000);
	});

	it('is a date on our clock, which is finer, when it agrees with the Date of the answer', () => {
		const header = 'Sat, 31 Jan 2026 10:00:30 GMT';
		expect(parseRetryAfter(header, now + 1700, 'Sat, 31 Jan 2026 10:00:01 GMT')).toBe(28_300);
	});

	it('is in GMT wherever the client is', () => {
		const file = new URL('../../lib/transport/retry-after.ts', import.meta.url);
		const {code} = transformSync(readFileSync(file, 'utf8'), {loader: 'ts', format: 'esm'});
		const headers = ['Sat Jan 31 10:00:30 2026', 'Sat, 31 Jan 2026 10:00:30 GMT'];
		const program = `${code}; console.log(${JSON.stringify(headers)}.map(header => parseRetryAfter(header, ${now})).join())`;
		const output = execFileSync(process.execPath, ['--input-type=module', '--eval', program], {
			env: {...process.env, TZ: 'Asia/Tokyo'},
			encoding: 'utf8',
		});
		expect(output).toBe('30000,30000\n');
	});

	it.each([
		null,
		'',
		' ',
		'-5',
		'+5',
		'1e3',
		'0x10',
		'5s',
		'.5',
		'5.',
		'soon',
		'Infinity',
		'NaN',
		'2026-02-01T00:00:00Z',
		'Mon',
		'Saturday morning',
		'Sat, 99 Jan 2026 10:00:00 GMT',
	])('is as if it were not there when it is %j', header => {
		expect(parseRetryAfter(header, now)).toBeUndefined();
	});

	it('is never negative nor NaN, whatever the header says', () => {
		const header = fc.oneof(
			fc.string({unit: anyCodeUnit}),
			fc.stringMatching(/^[-+]?\d{1,12}(\.\d{0,3})?$/),
			fc.integer({min: 300, max: 400}).map(length => '9'.repeat(length)),
			fc.tuple(fc.constantFrom('Mon', 'Tue, ', 'Sunday '), fc.string()).map(pieces => pieces.join('')),
			fc.date({noInvalidDate: true}).map(date => date.toUTCString()),
		);
		fc.assert(
			fc.property(header, fc.integer({min: 0, max: 8.64e15}), (text, at) => {
				const wait = parseRetryAfter(text, at);
				expect(wait === undefined || wait >= 0).toBe(true);
			}),
			{numRuns: 500},
		);
	});

	it('is the time until any date that a server may print', () => {
		const dates = fc.date({min: new Date(now), max: new Date('9999-12-31T23:59:59Z'), noInvalidDate: true});
		fc.assert(
			fc.property(dates, date => {
				const seconds = Math.floor(date.getTime() / 1000) * 1000;
				expect(parseRetryAfter(date.toUTCString(), now)).toBe(seconds - now);
			}),
		);
	});
});
