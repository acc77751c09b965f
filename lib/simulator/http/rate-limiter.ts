import type {RateLimit} from '../compound-options.ts';

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
