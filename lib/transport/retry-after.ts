const day = 86_400_000;
/** A `Date` has whole seconds, and an answer travels for a while. */
const coarseness = 2000;

/** Every HTTP date starts with the name of a day; Date.parse alone would take "-5" for a year. */
const parseHttpDate = (text: string): number =>
	/^(mon|tue|wed|thu|fri|sat|sun)/i.test(text)
		? // The old asctime form names no zone, though it is in GMT like the others.
			Date.parse(/\d:\d\d \d{4}$/.test(text) ? `${text} GMT` : text)
		: Number.NaN;

/**
 * Milliseconds until a time that a server named, in milliseconds since 1970; 0 when it is past. Where our clock is not
 * what its `Date` header shows, ours may be wrong, and its own tells how far away that is. Without such a header, or where
 * the two that it named are so far apart that one must be nonsense, our clock decides.
 */
export const timeUntil = (time: number, date: string | null, now: number): number => {
	const shown = parseHttpDate(date?.trim() ?? '');
	const agrees = shown <= now && now < shown + coarseness;
	return Math.max(0, Math.abs(time - shown) <= day && !agrees ? time - shown : time - now);
};

/**
 * `Retry-After` in milliseconds: seconds or an HTTP date (RFC 9110, section 10.2.3). A date in the past is 0; anything
 * else, such as a negative number, is as if the header were not there.
 *
 * @param date the `Date` header of the same answer
 * @param now our time of day
 */
export const parseRetryAfter = (header: string | null, now: number, date: string | null = null): number | undefined => {
	const text = header?.trim() ?? '';
	// A header that is sent twice comes as one, with a comma: the longer time is meant for us too.
	if (/^\d+(\.\d+)?(\s*,\s*\d+(\.\d+)?)*$/.test(text)) {
		const seconds = Math.max(...text.split(',').map(Number));
		return Math.min(Number.MAX_SAFE_INTEGER, Math.ceil(seconds * 1000));
	}
	const time = parseHttpDate(text);
	return Number.isNaN(time) ? undefined : timeUntil(time, date, now);
};
