import {longestTimer} from '../abort/abortable-delay.ts';
import type {ApiError} from '../core/api-error.ts';
import * as option from '../core/option.ts';
import {certificateCode} from './error-codes.ts';

export const retryOptions = {
	/** Attempts after the first, 0 to 1,000. Default: 5. */
	retries: option.wholeNumber({
		range: [0, 1000],
		default: 5,
		flag: ['--retries <number>', 'attempts after the first, for each page'],
	}),
	/** Milliseconds: upper bound of the first back-off; each further one doubles. Default: 500. */
	minDelay: option.wholeNumber({range: [0, longestTimer], default: 500}),
	/** Milliseconds: upper bound of every back-off. `Retry-After` may be longer. Default: 30,000. */
	maxDelay: option.wholeNumber({range: [0, longestTimer], default: 30_000}),
	/** Milliseconds after the first attempt; no retry begins later, and a longer `Retry-After` fails at once. Default: 300,000. */
	maxElapsed: option.wholeNumber({range: [0, longestTimer], default: 300_000}),
};

/**
 * What a client may be told of it.
 *
 * @interface
 */
export type RetryOptions = option.OptionsOf<typeof retryOptions>;

/**
 * When and how a failed request is tried again. Times in milliseconds.
 *
 * @interface
 */
export type RetryPolicy = option.SettingsOf<typeof retryOptions>;

export type RetryDecision =
	| {readonly retry: true; readonly delay: number}
	| {readonly retry: false; readonly because?: string};

/** 408 and 425 say in other words "again, please". */
export const wantsItAgain = (status: number): boolean => status === 408 || status === 425;

/** 5xx says that the server failed; a certificate is as wrong the second time. */
export const isRetryable = (error: ApiError): boolean =>
	error.kind === 'network'
		? !certificateCode.test(error.code ?? '')
		: error.kind === 'timeout' ||
			error.kind === 'invalid-body' ||
			error.kind === 'rate-limited' ||
			error.kind === 'server' ||
			(error.kind === 'rejected' && wantsItAgain(error.status));

export const retryAfterOf = (error: ApiError): number | undefined =>
	error.kind === 'rate-limited' || error.kind === 'server' ? error.retryAfter : undefined;

/** Full jitter: anywhere between nothing and the exponential bound, so that clients do not come back together. */
export const backOff = (policy: RetryPolicy, attempt: number, random: number): number =>
	random * Math.min(policy.maxDelay, policy.minDelay * 2 ** (attempt - 1));

/** Where the clock and the dice stand after an attempt. */
export interface Attempted {
	/** 1 for the first attempt. */
	readonly attempt: number;
	/** Milliseconds since the first attempt was sent. */
	readonly elapsed: number;
	/** From 0 up to, but not including, 1. */
	readonly random: number;
}

/** What follows a failed attempt. */
export const decideRetry = (
	policy: RetryPolicy,
	error: ApiError,
	{attempt, elapsed, random}: Attempted,
): RetryDecision => {
	if (!isRetryable(error)) return {retry: false};
	if (attempt > policy.retries) {
		return policy.retries === 0 ? {retry: false} : {retry: false, because: `It failed ${attempt} times.`};
	}
	const asked = retryAfterOf(error) ?? 0;
	// The server's word wins; asked for no wait at all, we still back off.
	const delay = asked > 0 ? asked : backOff(policy, attempt, random);
	if (elapsed + delay <= policy.maxElapsed) return {retry: true, delay};
	const left = Math.max(0, Math.round(policy.maxElapsed - elapsed));
	return {
		retry: false,
		because:
			asked > 0
				? `The server asked to wait ${Math.round(asked)} ms, and ${left} ms are left of retry.maxElapsed.`
				: `retry.maxElapsed (${policy.maxElapsed} ms) is used up after ${attempt} attempts.`,
	};
};

/** 429, and 503 with a time, are said to the client as a whole, not to one request. */
export const asksForQuiet = (status: number, retryAfter: number | undefined): boolean =>
	status === 429 || (status === 503 && retryAfter !== undefined);

/**
 * How long the whole client pauses after a failed attempt, also when that request is given up. A pause that nobody would
 * wait for is not made: each request then hears it from the server, and fails at once.
 */
export const pauseAfter = (
	error: ApiError,
	decision: RetryDecision,
	{minDelay, maxElapsed}: RetryPolicy,
): {readonly delay: number; readonly status: number} | undefined => {
	if (error.kind !== 'rate-limited' && error.kind !== 'server') return undefined;
	const {status, retryAfter} = error;
	if (!asksForQuiet(status, retryAfter)) return undefined;
	const delay = decision.retry ? decision.delay : (retryAfter ?? minDelay);
	return delay <= maxElapsed ? {delay, status} : undefined;
};
