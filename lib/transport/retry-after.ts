/**
 * `Retry-After` in milliseconds from `now`: seconds or an HTTP date (RFC 9110, section 10.2.3). A date in the past is
 * 0; anything else, such as a negative number, is as if the header were not there.
 */
export const parseRetryAfter = (header: string | null, now: number): number | undefined => {
	const text = header?.trim() ?? '';
	// A header that is sent twice comes as one, with a comma: the longer time is meant for us too.
	if (/^\d+(\.\d+)?(\s*,\s*\d+(\.\d+)?)*$/.test(text)) {
		const seconds = Math.max(...text.split(',').map(Number));
		return Math.min(Number.MAX_SAFE_INTEGER, Math.ceil(seconds * 1000));
	}
	// Every HTTP date starts with the name of a day; Date.parse alone would take "-5" for a year.
	if (!/^(mon|tue|wed|thu|fri|sat|sun)/i.test(text)) return undefined;
	// The old asctime form names no zone, though it is in GMT like the others.
	const date = Date.parse(/\d:\d\d \d{4}$/.test(text) ? `${text} GMT` : text);
	return Number.isNaN(date) ? undefined : Math.max(0, date - now);
};
