/** A limit on requests: in each interval the first `limit` are served, the others answered with 429. */
export interface RateLimit {
	/** Requests per interval, at least 1. */
	readonly limit: number;
	/** Milliseconds; an interval begins with the first request after the last one ended. */
	readonly interval: number;
	/** What `Retry-After` says: seconds, or any text such as an HTTP date. Default: the seconds left, rounded up. */
	readonly retryAfter?: number | string;
}

export interface RateVerdict {
	readonly allowed: boolean;
	/** `X-RateLimit-…` headers, and `Retry-After` when not allowed. */
	readonly headers: Readonly<Record<string, string>>;
}

/** `now` tells the time in milliseconds. */
export const createRateLimiter = ({limit, interval, retryAfter}: RateLimit, now: () => number): (() => RateVerdict) => {
	let intervalEnd = Number.NEGATIVE_INFINITY;
	let taken = 0;
	return () => {
		const time = now();
		if (time >= intervalEnd) {
			intervalEnd = time + interval;
			taken = 0;
		}
		taken++;
		const allowed = taken <= limit;
		const secondsLeft = Math.ceil((intervalEnd - time) / 1000);
		const headers = {
			'x-ratelimit-limit': String(limit),
			'x-ratelimit-remaining': String(Math.max(0, limit - taken)),
			'x-ratelimit-reset': String(secondsLeft),
		};
		return {allowed, headers: allowed ? headers : {...headers, 'retry-after': String(retryAfter ?? secondsLeft)}};
	};
};
