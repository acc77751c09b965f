import type {FetchedResponse} from './fetch-like.ts';
import {timeUntil} from './retry-after.ts';

/** What a server says of its rate limit beside an answer. */
export interface Quota {
	/** Requests in each of its intervals; undefined when it does not say. */
	readonly limit: number | undefined;
	/** Requests that are left of them. */
	readonly remaining: number;
	/** Milliseconds until there are as many as at first. */
	readonly reset: number;
}

/** The same three headers under the names that are in use; the last are those of the draft of the IETF. */
const prefixes = ['x-ratelimit', 'x-rate-limit', 'ratelimit'];

/** `12`, also of `12, 100;w=60`. */
const count = (header: string | null): number | undefined => {
	const digits = /^\s*(\d{1,15})(?:\.\d+)?\s*(?:$|[,;])/.exec(header ?? '')?.[1];
	return digits === undefined ? undefined : Number(digits);
};

/** Seconds from now, or since 1970, or milliseconds since 1970: nobody waits for 30 years. */
const untilReset = (reset: number, date: string | null, now: number): number =>
	reset < 1e9 ? reset * 1000 : timeUntil(reset < 1e12 ? reset * 1000 : reset, date, now);

/** Undefined when the headers say nothing, or what makes no sense. `now` is our time of day. */
export const readQuota = (headers: FetchedResponse['headers'], now: number): Quota | undefined => {
	for (const prefix of prefixes) {
		const [limit, remaining, reset] = ['limit', 'remaining', 'reset'].map(name =>
			count(headers.get(`${prefix}-${name}`) ?? null),
		);
		if (remaining === undefined || reset === undefined) continue;
		if (limit !== undefined && (limit < 1 || remaining > limit)) continue;
		return {limit, remaining, reset: untilReset(reset, headers.get('date') ?? null, now)};
	}
	return undefined;
};

/** A quota that an answer told of. Times are milliseconds on a clock that nobody moves. */
export interface KnownQuota {
	readonly limit: number;
	readonly remaining: number;
	/** When it was told. */
	readonly at: number;
	/** When there are as many as at first. */
	readonly until: number;
}

/** Requests at once after the reset of a quota, where the server does not tell its limit. */
const carefully = 10;

/** What is known after an answer, to a request of `sentAt`, has told of its quota. */
export const quotaAfter = (
	known: KnownQuota | undefined,
	{limit = carefully, remaining, reset}: Quota,
	sentAt: number,
	now: number,
): KnownQuota => {
	// Answers overtake each other: of those to requests that were on their way together the least counts.
	if (known !== undefined && now < known.until && sentAt <= known.at && remaining >= known.remaining) return known;
	return {limit, remaining, at: now, until: now + reset};
};

/** Requests that may be unanswered at once. */
export const leftOf = (known: KnownQuota | undefined, now: number): number => {
	if (known === undefined) return Number.POSITIVE_INFINITY;
	return now < known.until ? known.remaining : known.limit;
};
