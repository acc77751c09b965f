// RFC 3339 allows a leap second.
const pattern =
	/^(\d{4}-\d{2}-\d{2})(?:[Tt]([01]\d|2[0-3]):([0-5]\d):([0-5]\d|60)(\.\d+)?(?:[Zz]|([+-])([01]\d|2[0-3]):([0-5]\d)))?$/;

const minute = 60_000;

/**
 * Reads an RFC 3339 date or date-time as milliseconds since 1970, a date being its midnight in UTC.
 * Undefined for anything else, days that do not exist included.
 */
export const parseDateTime = (text: string): number | undefined => {
	const match = pattern.exec(text);
	if (match === null) return undefined;
	const [, date = '', hours = 0, minutes = 0, seconds = 0, fraction = 0, sign, offsetHours = 0, offsetMinutes = 0] =
		match;
	const midnight = Date.parse(`${date}T00:00:00Z`);
	// A day that does not exist is either refused or moved into the next month.
	if (Number.isNaN(midnight) || new Date(midnight).toISOString().slice(0, 10) !== date) return undefined;
	const time = (Number(hours) * 60 + Number(minutes)) * minute + (Number(seconds) + Number(fraction)) * 1000;
	const offset = (Number(offsetHours) * 60 + Number(offsetMinutes)) * minute;
	return midnight + time + (sign === '-' ? offset : -offset);
};

const rfc2822 = /^(?:[A-Z][a-z]{2}, )?\d{1,2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}(?::\d{2})? (?:[+-]\d{4}|GMT)$/;

/** Reads RFC 2822 too, `Wed, 19 Sep 2018 20:00:00 +0000`, as LaML writes and takes times. */
export const parseTime = (text: string): number | undefined => {
	const time = parseDateTime(text) ?? (rfc2822.test(text) ? Date.parse(text) : Number.NaN);
	return Number.isNaN(time) ? undefined : time;
};
