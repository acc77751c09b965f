const dateTime = /^(\d{4})-(\d{2})-(\d{2})(?:[Tt ](\d{2}):(\d{2}):(\d{2})(?:\.\d+)?(?:[Zz]|[+-](\d{2}):(\d{2})))?$/;

/** The calendar repeats every 400 years, and `Date.UTC` takes the years 0 to 99 for those of another century. */
const daysInMonth = (year: number, month: number): number => new Date(Date.UTC(year + 400, month, 0)).getUTCDate();

/** RFC 3339: `2026-01-31`, or `2026-01-31T10:00:00Z` with any offset. The calendar counts: no 30 February. */
export const isDateOrDateTime = (text: string): boolean => {
	const parts = dateTime.exec(text);
	if (parts === null) return false;
	const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, offsetHour = 0, offsetMinute = 0] = parts
		.slice(1)
		.map(part => Number(part ?? 0));
	return (
		month >= 1 &&
		month <= 12 &&
		day >= 1 &&
		day <= daysInMonth(year, month) &&
		hour <= 23 &&
		minute <= 59 &&
		second <= 60 && // a leap second
		offsetHour <= 23 &&
		offsetMinute <= 59
	);
};

const utcMilliseconds = /^(?!0000)\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,3})?Z$/;

/** A day that every month has, and a time that every day has: nearly all are so, and this is quick to tell. */
const usualTime =
	/^[1-9]\d{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,3})?Z$/;

/**
 * Whether a time is one that a Date holds without loss: in UTC, to the millisecond, on the calendar, no leap second, and
 * not in the year 0, which many readers do not have. What is on no calendar is on another day then, or on none.
 */
export const isExactTime = (text: string): boolean =>
	usualTime.test(text) || (utcMilliseconds.test(text) && new Date(text).getUTCDate() === Number(text.slice(8, 10)));

/** Two digits as a number. */
const pair = (text: string, at: number): number => (text.charCodeAt(at) - 0x30) * 10 + text.charCodeAt(at + 1) - 0x30;

/**
 * `Date.parse` for an exact time. Most are to the second, and are read by their places in a third of the time; the years 0
 * to 99 `Date.UTC` takes for those of another century.
 */
export const parseExactTime = (text: string): number =>
	text.length === 20 && !text.startsWith('00')
		? Date.UTC(
				pair(text, 0) * 100 + pair(text, 2),
				pair(text, 5) - 1,
				pair(text, 8),
				pair(text, 11),
				pair(text, 14),
				pair(text, 17),
			)
		: Date.parse(text);

/** A time as LaML writes it, in UTC: `Wed, 19 Sep 2018 20:00:00 +0000`. `toUTCString` differs in the zone alone. */
export const toRfc2822 = (time: number): string => new Date(time).toUTCString().replace('GMT', '+0000');

/** Whether a time is one that a Date holds without loss, written as LaML does; four digits are all that a year has there. */
export const isExactRfc2822 = (text: string): boolean =>
	text.length === toRfc2822(0).length && toRfc2822(Date.parse(text)) === text;

const months = 'Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec';

/** RFC 2822: `Wed, 19 Sep 2018 20:00:00 +0000`; the weekday may be left out, and GMT is the old way to say +0000. */
const rfc2822 = new RegExp(
	`^(?:(?:Sun|Mon|Tue|Wed|Thu|Fri|Sat), )?\\d{1,2} (?:${months}) \\d{4} \\d{2}:\\d{2}(?::\\d{2})? (?:[+-]\\d{4}|GMT)$`,
);

export const isRfc2822 = (text: string): boolean => rfc2822.test(text);

/** The time that an RFC 3339 or RFC 2822 text tells, in milliseconds, whatever its offset; NaN for any other text. */
export const timeOfText = (text: string): number =>
	isRfc2822(text) || isDateOrDateTime(text) ? Date.parse(text) : Number.NaN;

/** The same, to tell its day by: a leap second belongs to the day that it ends. */
export const dayTimeOfText = (text: string): number => {
	const usual = text.replace(/:60(?=[.Zz+-])/, ':59');
	return timeOfText(isDateOrDateTime(usual) ? usual.toUpperCase() : usual);
};

/** The time of a Date, of any realm; undefined for everything else, also for what only claims to be one. */
export const timeOf = (value: unknown): number | undefined => {
	try {
		return Date.prototype.getTime.call(value);
	} catch {
		return undefined;
	}
};
