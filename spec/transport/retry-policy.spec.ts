import {describe, expect, it} from '@jest/globals';
import fc from 'fast-check';
import {type ApiError, aborted, invalidInput} from '../../lib/core/api-error.ts';
import {backOff, decideRetry, isRetryable, type RetryPolicy, retryAfterOf} from '../../lib/transport/retry-policy.ts';

const request = {method: 'GET', path: '/api/video/rooms', query: ''} as const;
const failure = {message: 'It failed.', request};
const network = (code?: string): ApiError => ({kind: 'network', ...failure, ...(code !== undefined && {code})});
const rejected = (status: number): ApiError => ({kind: 'rejected', ...failure, status, details: []});
const server = (status: number, retryAfter?: number): ApiError => ({
	kind: 'server',
	...failure,
	status,
	...(retryAfter !== undefined && {retryAfter}),
});
const rateLimited = (retryAfter?: number): ApiError => ({
	kind: 'rate-limited',
	...failure,
	status: 429,
	...(retryAfter !== undefined && {retryAfter}),
});

const retryable: readonly ApiError[] = [
	network(),
	network('ECONNRESET'),
	network('ECONNREFUSED'),
	network('ENOTFOUND'),
	network('UND_ERR_SOCKET'),
	{kind: 'timeout', ...failure},
	{kind: 'invalid-body', ...failure, status: 200},
	rejected(408),
	rejected(425),
	rateLimited(),
	server(500),
	server(503),
	server(599),
];

const final: readonly ApiError[] = [
	network('CERT_HAS_EXPIRED'),
	network('DEPTH_ZERO_SELF_SIGNED_CERT'),
	network('SELF_SIGNED_CERT_IN_CHAIN'),
	network('UNABLE_TO_VERIFY_LEAF_SIGNATURE'),
	network('UNABLE_TO_GET_ISSUER_CERT_LOCALLY'),
	network('ERR_TLS_CERT_ALTNAME_INVALID'),
	network('HOSTNAME_MISMATCH'),
	...[304, 400, 404, 407, 409, 410, 422, 424, 426].map(rejected),
	{kind: 'authentication', ...failure, status: 401},
	{kind: 'authentication', ...failure, status: 403},
	{kind: 'response-too-large', ...failure, status: 200},
	{kind: 'unsafe-redirect', ...failure, status: 302},
	{kind: 'invalid-page', ...failure, reasons: []},
	{kind: 'invalid-item', ...failure, reasons: []},
	{kind: 'unsafe-link', ...failure},
	{kind: 'link-loop', ...failure},
	invalidInput('wrong'),
	aborted('enough'),
];

const roomy: RetryPolicy = {retries: 1000, minDelay: 500, maxDelay: 30_000, maxElapsed: 300_000};

const milliseconds = fc.integer({min: 0, max: 2_147_483_647});
const policies: fc.Arbitrary<RetryPolicy> = fc.record({
	retries: fc.integer({min: 0, max: 1000}),
	minDelay: milliseconds,
	maxDelay: milliseconds,
	maxElapsed: milliseconds,
});
const dice = fc.double({min: 0, max: 1, maxExcluded: true, noNaN: true});
const elapsedTimes = fc.double({min: 0, max: 3e9, noNaN: true});
const attempts = fc.oneof(fc.integer({min: 1, max: 8}), fc.integer({min: 1, max: 1001}));
const askedTimes = fc.oneof(milliseconds, fc.constantFrom(0, Number.POSITIVE_INFINITY), fc.constant(undefined));
const errors = fc.oneof(
	fc.constantFrom(...retryable),
	askedTimes.map(retryAfter => rateLimited(retryAfter)),
	askedTimes.map(retryAfter => server(503, retryAfter)),
);

describe('a failed request', () => {
	it.each(retryable)('is tried again after %j', error => {
		expect(isRetryable(error)).toBe(true);
		expect(decideRetry(roomy, error, {attempt: 1, elapsed: 0, random: 0.5})).toEqual({retry: true, delay: 250});
	});

	it.each(final)('is not tried again after %j, and nothing is said of retries', error => {
		expect(isRetryable(error)).toBe(false);
		expect(decideRetry(roomy, error, {attempt: 1, elapsed: 0, random: 0.5})).toEqual({retry: false});
	});

	it('is never tried more often, nor later, than the policy allows', () => {
		fc.assert(
			fc.property(policies, errors, attempts, elapsedTimes, dice, (policy, error, attempt, elapsed, random) => {
				const decision = decideRetry(policy, error, {attempt, elapsed, random});
				if (!decision.retry) return;
				expect(attempt).toBeLessThanOrEqual(policy.retries);
				expect(decision.delay).toBeGreaterThanOrEqual(0);
				expect(elapsed + decision.delay).toBeLessThanOrEqual(policy.maxElapsed);
			}),
			{numRuns: 500},
		);
	});

	it('waits as long as the server asks, and otherwise a random part of the bound, which doubles up to maxDelay', () => {
		fc.assert(
			fc.property(policies, errors, attempts, dice, (policy, error, attempt, random) => {
				const endless = {...policy, retries: 1001, maxElapsed: Number.POSITIVE_INFINITY};
				const asked = retryAfterOf(error) ?? 0;
				const bound = Math.min(policy.maxDelay, policy.minDelay * 2 ** (attempt - 1));
				expect(decideRetry(endless, error, {attempt, elapsed: 0, random})).toEqual({
					retry: true,
					delay: asked > 0 ? asked : random * bound,
				});
			}),
			{numRuns: 500},
		);
	});

	it('is given up only when its attempts or its time are used up', () => {
		fc.assert(
			fc.property(policies, errors, attempts, elapsedTimes, dice, (policy, error, attempt, elapsed, random) => {
				const decision = decideRetry(policy, error, {attempt, elapsed, random});
				if (decision.retry || attempt > policy.retries) return;
				const longest = Math.max(retryAfterOf(error) ?? 0, policy.maxDelay);
				expect(elapsed + longest).toBeGreaterThan(policy.maxElapsed);
			}),
			{numRuns: 500},
		);
	});

	it('backs off although the server says Retry-After: 0', () => {
		expect(decideRetry(roomy, rateLimited(0), {attempt: 3, elapsed: 0, random: 0.5})).toEqual({
			retry: true,
			delay: 1000,
		});
		expect(decideRetry(roomy, server(503, 0), {attempt: 3, elapsed: 0, random: 0.5})).toEqual({
			retry: true,
			delay: 1000,
		});
	});

	it('waits longer than maxDelay when the server asks for it', () => {
		expect(decideRetry(roomy, rateLimited(60_000), {attempt: 1, elapsed: 0, random: 0.5})).toEqual({
			retry: true,
			delay: 60_000,
		});
		expect(decideRetry(roomy, rateLimited(1), {attempt: 1, elapsed: 0, random: 0.5})).toEqual({retry: true, delay: 1});
	});

	it('may begin again at the very last moment', () => {
		const policy = {...roomy, maxElapsed: 1000};
		expect(decideRetry(policy, rateLimited(400), {attempt: 1, elapsed: 600, random: 0.5})).toEqual({
			retry: true,
			delay: 400,
		});
		expect(decideRetry(policy, rateLimited(400), {attempt: 1, elapsed: 600.5, random: 0.5}).retry).toBe(false);
	});
});

describe('giving up', () => {
	it('says how often it failed', () => {
		const policy = {...roomy, retries: 2};
		expect(decideRetry(policy, server(500), {attempt: 2, elapsed: 0, random: 0.5}).retry).toBe(true);
		expect(decideRetry(policy, server(500), {attempt: 3, elapsed: 0, random: 0.5})).toEqual({
			retry: false,
			because: 'It failed 3 times.',
		});
	});

	it('says nothing when no retries were wanted', () => {
		expect(decideRetry({...roomy, retries: 0}, server(500), {attempt: 1, elapsed: 0, random: 0.5})).toEqual({
			retry: false,
		});
	});

	it('says that the server asked for more time than is left', () => {
		expect(decideRetry(roomy, rateLimited(200_000), {attempt: 2, elapsed: 100_000.4, random: 0.5})).toEqual({
			retry: false,
			because: 'The server asked to wait 200000 ms, and 200000 ms are left of retry.maxElapsed.',
		});
		expect(decideRetry(roomy, rateLimited(5), {attempt: 2, elapsed: 400_000, random: 0.5})).toMatchObject({
			because: 'The server asked to wait 5 ms, and 0 ms are left of retry.maxElapsed.',
		});
	});

	it('says that the time is used up', () => {
		expect(decideRetry(roomy, network(), {attempt: 4, elapsed: 300_001, random: 0.5})).toEqual({
			retry: false,
			because: 'retry.maxElapsed (300000 ms) is used up after 4 attempts.',
		});
	});
});

describe('the back-off', () => {
	it('lies under 500, 1,000, 2,000 … 30,000 ms with the default policy', () => {
		const bounds = [1, 2, 3, 4, 5, 6, 7, 8].map(attempt => backOff(roomy, attempt, 1));
		expect(bounds).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
		expect(backOff(roomy, 3, 0)).toBe(0);
	});
});

describe('the time that the server asked for', () => {
	it('is known of 429 and 5xx only', () => {
		expect(retryAfterOf(rateLimited(7))).toBe(7);
		expect(retryAfterOf(server(503, 7))).toBe(7);
		expect(retryAfterOf(server(500))).toBeUndefined();
		expect(retryAfterOf(rejected(408))).toBeUndefined();
	});
});
