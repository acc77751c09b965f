import * as t from 'io-ts';
import {isDateOrDateTime, timeOf} from './date-time.ts';
import {showValue} from './decode-reasons.ts';
import {isWellFormed} from './well-formed.ts';
import {isWholeNumber} from './whole-number.ts';

/**
 * Where a parameter stands in a request: in its query, in its path, or in its path as the account, which is the client's own
 * unless it is given.
 *
 * @inline
 */
export type Place = 'query' | 'path' | 'account';

/**
 * What is said of a parameter once.
 *
 * @inline
 */
interface Description<A, In extends Place> {
	readonly in: In;
	readonly type: 'boolean' | 'integer' | 'date' | 'text';
	/** What it asks for, as a phrase for help. */
	readonly help: string;
	/** Values that are documented; others are sent as well. */
	readonly choices?: readonly string[];
	readonly minimum?: number;
	readonly maximum?: number;
	/** What a value must be, in the words of a message. */
	readonly expected: string;
	readonly accepts: (value: unknown) => value is A;
	readonly encode: (value: A) => string;
}

/** A parameter of a list: what callers may pass (`A`), the text that is sent, and what flags and help say of it. */
export class Parameter<A, In extends Place = Place> extends t.Type<A, string, unknown> {
	readonly described: Description<A, In>;

	constructor(described: Description<A, In>) {
		const {expected, accepts, encode} = described;
		super(
			expected,
			accepts,
			(value, context) =>
				accepts(value) ? t.success(value) : t.failure(value, context, `must be ${expected}, got ${showValue(value)}`),
			encode,
		);
		this.described = described;
	}
}

export const booleanParameter = (help = ''): Parameter<boolean, 'query'> =>
	new Parameter({
		in: 'query',
		type: 'boolean',
		help,
		expected: 'true or false',
		accepts: t.boolean.is,
		encode: String,
	});

export const integerParameter = (minimum: number, maximum: number, help = ''): Parameter<number, 'query'> =>
	new Parameter({
		in: 'query',
		type: 'integer',
		help,
		minimum,
		maximum,
		expected: `a whole number from ${minimum} to ${maximum}`,
		accepts: (value): value is number => isWholeNumber(value, minimum, maximum),
		encode: String,
	});

/** RFC 3339 has four digits for the year, and `toISOString` six for others. */
const isDateWithinRfc3339 = (value: unknown): value is Date => {
	const year = new Date(timeOf(value) ?? Number.NaN).getUTCFullYear();
	return year >= 0 && year <= 9999;
};

export const dateParameter = (help = ''): Parameter<string | Date, 'query'> =>
	new Parameter({
		in: 'query',
		type: 'date',
		help,
		expected: 'an RFC 3339 date ("2026-01-31"), date-time ("2026-01-31T10:00:00Z") or a valid Date',
		accepts: (value): value is string | Date =>
			typeof value === 'string' ? isDateOrDateTime(value) : isDateWithinRfc3339(value),
		encode: value => (typeof value === 'string' ? value : new Date(timeOf(value) ?? Number.NaN).toISOString()),
	});

/** Longer ones fit into no address. */
const longestText = 2048;

const isText = (value: unknown): value is string =>
	typeof value === 'string' && value !== '' && value.length <= longestText && isWellFormed(value);

export const textParameter = (help = ''): Parameter<string, 'query'> =>
	new Parameter({
		in: 'query',
		type: 'text',
		help,
		expected: `a text of 1 to ${longestText} characters`,
		accepts: isText,
		encode: value => value,
	});

/** A text of which some values are known: SignalWire adds values without notice, and they must get through. */
export const choiceParameter = <Known extends string>(
	choices: readonly Known[],
	help = '',
): Parameter<Known | (string & {}), 'query'> =>
	new Parameter<Known | (string & {}), 'query'>({...textParameter(help).described, choices});

export const tokenParameter = (help = ''): Parameter<string, 'query'> =>
	new Parameter({
		in: 'query',
		type: 'text',
		help,
		expected: 'a token that an earlier page gave',
		accepts: (value): value is string => typeof value === 'string' && /^[\x21-\x7e]{1,2048}$/.test(value),
		encode: value => value,
	});

/** What a URL parser takes for a step up, or for none, leaves its place in a path. All else is encoded. */
const isSegment = (text: string): boolean => text !== '' && text !== '.' && text !== '..';

const inPath = <A, In extends Place>({described}: Parameter<A, 'query'>, place: In): Parameter<A, In> =>
	new Parameter<A, In>({
		...described,
		in: place,
		expected: `${described.expected}, other than "." and ".."`,
		accepts: (value): value is A => described.accepts(value) && isSegment(described.encode(value)),
	});

/** A parameter that stands in the list's path, and is required. */
export const pathParameter = <A>(parameter: Parameter<A, 'query'>): Parameter<A, 'path'> => inPath(parameter, 'path');

/** The account in a path, as below `/api/laml`. Default: the client's project. */
export const accountParameter = (help = 'the account; your project, unless given'): Parameter<string, 'account'> =>
	inPath(textParameter(help), 'account');

export const isInPath = (codec: unknown): boolean => codec instanceof Parameter && codec.described.in !== 'query';

export const isAccount = (codec: unknown): boolean => codec instanceof Parameter && codec.described.in === 'account';
