import {describe, expect, it} from '@jest/globals';
import {leftOf, quotaAfter, readQuota} from '../../lib/transport/quota.ts';

const date = 'Sat, 31 Jan 2026 10:00:00 GMT';
const now = Date.parse(date);
const epoch = now / 1000;

const read = (headers: Readonly<Record<string, string>>, at = now) => readQuota(new Headers(headers), at);

describe('the headers of a rate limit', () => {
	it.each(['X-RateLimit', 'x-rate-limit', 'RateLimit'])('may be called %s-…', prefix => {
		const headers = {[`${prefix}-Limit`]: '100', [`${prefix}-Remaining`]: '7', [`${prefix}-Reset`]: '30'};
		expect(read(headers)).toEqual({limit: 100, remaining: 7, reset: 30_000});
	});

	const quotaOf = (limit: string | undefined, remaining: string, reset: string, more = {}) =>
		read({
			...(limit !== undefined && {'x-ratelimit-limit': limit}),
			'x-ratelimit-remaining': remaining,
			'x-ratelimit-reset': reset,
			...more,
		});

	it('need not tell the limit, and may tell a policy beside it', () => {
		expect(quotaOf(undefined, '0', '1')).toEqual({limit: undefined, remaining: 0, reset: 1000});
		expect(quotaOf('100, 100;w=60', '7', '2')).toEqual({limit: 100, remaining: 7, reset: 2000});
	});

	it.each([
		['seconds', String(epoch + 30)],
		['parts of seconds', `${epoch + 30}.5`],
		['milliseconds', String(now + 30_000)],
	])('may tell the reset in %s since 1970, on the clock of the server', (_what, reset) => {
		expect(quotaOf('9', '0', reset)?.reset).toBe(30_000);
		for (const wrong of [-600_000, 600_000]) {
			expect(read({'ratelimit-remaining': '0', 'ratelimit-reset': reset, date}, now + wrong)?.reset).toBe(30_000);
		}
	});

	it('tell no wait when the reset is past', () => {
		expect(quotaOf('9', '0', String(epoch - 5), {date})?.reset).toBe(0);
	});

	it.each([
		['nothing', {}],
		['no reset', {'x-ratelimit-remaining': '0'}],
		['nothing of what remains', {'x-ratelimit-limit': '5', 'x-ratelimit-reset': '1'}],
		['less than nothing', {'x-ratelimit-remaining': '-1', 'x-ratelimit-reset': '1'}],
		['a reset that is a word', {'x-ratelimit-remaining': '0', 'x-ratelimit-reset': 'soon'}],
		['more than the limit', {'x-ratelimit-limit': '5', 'x-ratelimit-remaining': '6', 'x-ratelimit-reset': '1'}],
		['a limit of nothing', {'x-ratelimit-limit': '0', 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1'}],
		['numbers without end', {'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '9'.repeat(400)}],
	])('mean nothing when they say %s', (_what, headers) => {
		expect(read(headers as Record<string, string>)).toBeUndefined();
	});
});

describe('a quota that was told', () => {
	const told = {limit: 20, remaining: 5, reset: 1000};
	const known = quotaAfter(undefined, told, 0, 100);

	it('leaves what remains until its reset, and its limit from then on', () => {
		expect([0, 1099, 1100].map(now => leftOf(known, now))).toEqual([5, 5, 20]);
		expect(leftOf(quotaAfter(undefined, {...told, limit: undefined}, 0, 100), 1100)).toBe(10);
		expect(leftOf(undefined, 0)).toBe(Number.POSITIVE_INFINITY);
	});

	it('gives way to a later one, and to one told together with it only where less is left', () => {
		const remainingAfter = (remaining: number, sentAt: number, now = 200): number =>
			quotaAfter(known, {...told, remaining}, sentAt, now).remaining;
		expect(remainingAfter(6, 100)).toBe(5);
		expect(remainingAfter(4, 100)).toBe(4);
		expect(remainingAfter(6, 101)).toBe(6);
		expect(remainingAfter(6, 100, 1100)).toBe(6);
	});
});
