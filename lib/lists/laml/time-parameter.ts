import {isRfc2822, timeOf, timeOfText, toRfc2822} from '../../core/date-time.ts';
import {Parameter} from '../../core/parameter.ts';

const dateAlone = /^\d{4}-\d{2}-\d{2}$/;

/** Four digits are all that the form has for a year. */
const isYearOfFourDigits = (time: number): boolean => time >= Date.UTC(0, 0) && new Date(time).getUTCFullYear() <= 9999;

/**
 * A time as LaML takes it: whole seconds, RFC 2822. A Date and an RFC 3339 date-time are written so; a date alone, such as
 * "2026-01-31", is sent as it is and means the day.
 */
export const lamlTimeParameter = (help = ''): Parameter<string | Date, 'query'> =>
	new Parameter({
		in: 'query',
		type: 'date',
		help,
		expected:
			'a date ("2026-01-31"), an RFC 3339 date-time ("2026-01-31T10:00:00Z"), an RFC 2822 one ("Sat, 31 Jan 2026 10:00:00 +0000") or a valid Date',
		accepts: (value): value is string | Date =>
			isYearOfFourDigits(typeof value === 'string' ? timeOfText(value) : (timeOf(value) ?? Number.NaN)),
		encode: value => {
			if (typeof value !== 'string') return toRfc2822(timeOf(value) ?? Number.NaN);
			return dateAlone.test(value) || isRfc2822(value) ? value : toRfc2822(timeOfText(value));
		},
	});
