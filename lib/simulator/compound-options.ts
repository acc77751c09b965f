import * as option from '../core/option.ts';
import {header, number, readFields} from './checks.ts';
import {changeOptions} from './population/population.ts';

/** An hour; longer timers are surely mistakes, and those beyond 2^31 fire at once. */
export const longestDelay = 3_600_000;
export const largest = Number.MAX_SAFE_INTEGER;

const scheduledChangeOptions = {
	/** After this request has been answered; 0 means before the first. */
	afterRequest: option.required(option.wholeNumber({range: [0, largest]})),
	...changeOptions,
};

/**
 * A change that happens by itself during a walk.
 *
 * @interface
 */
export type ScheduledChange = option.OptionsOf<typeof scheduledChangeOptions>;

export const readChange = (change: ScheduledChange) => readFields(scheduledChangeOptions, change, 'a change');

/** Milliseconds. */
export type Latency = Readonly<Record<'min' | 'max', number>>;

export const readLatency = (latency: number | Latency, name: string): Latency => {
	const isRange = typeof latency === 'object' && latency !== null;
	const nameOf = (end: string): string => (isRange ? `${name}.${end}` : name);
	const from = (min: number) => option.required(number([min, longestDelay]));
	const range = isRange ? latency : {min: latency, max: latency};
	const {min} = readFields({min: from(0), max: option.unchecked()}, range, name, nameOf);
	return readFields({min: from(0), max: from(min)}, range, name, nameOf);
};

const rateLimitOptions = {
	/** Requests per interval, at least 1. */
	limit: option.required(option.wholeNumber({range: [1, largest]})),
	/** Milliseconds; an interval begins with the first request after the last one ended. */
	interval: option.required(number([1, longestDelay * 24])),
	/** What `Retry-After` says: seconds, or any text such as an HTTP date. Default: the seconds left, rounded up. */
	retryAfter: header,
};

/**
 * A limit on requests: in each interval the first `limit` are served, the others answered with 429.
 *
 * @interface
 */
export type RateLimit = option.OptionsOf<typeof rateLimitOptions>;

export const readRateLimit = (rateLimit: RateLimit, name: string): RateLimit =>
	readFields(rateLimitOptions, rateLimit, name, field => `${name}.${field}`);
