import {validateHeaderName, validateHeaderValue} from 'node:http';
import * as E from 'fp-ts/lib/Either.js';
import * as option from '../core/option.ts';

const longest = 60;

/** Quoted, short, and with nothing in it that a terminal would obey. */
const quote = (text: string): string =>
	JSON.stringify(text.slice(0, longest)).replace(
		/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu,
		character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
	) + (text.length > longest ? '…' : '');

export const show = (value: unknown): string => {
	if (typeof value === 'string') return quote(value);
	if (Array.isArray(value)) return 'a list';
	if (typeof value === 'function') return 'a function';
	return typeof value === 'object' && value !== null ? 'an object' : String(value);
};

const tell = (value: unknown): string => `, not ${show(value)}`;

/** Options, checked and complete. Throws an Error of one sentence for the first that cannot be used. */
export const readOrThrow = <Table extends option.OptionTable>(
	table: Table,
	given: unknown,
	wording: option.Wording,
): option.SettingsOf<Table> => {
	const read = option.readOptions(table, given, {...wording, show, tell});
	if (E.isLeft(read)) throw new Error(`${read.left}.`);
	return read.right;
};

/** The fields of an object: a misspelt one would otherwise go unheard. */
export const readFields = <Table extends option.OptionTable>(
	table: Table,
	given: unknown,
	subject: string,
	nameOf = (name: string) => `${name} of ${subject}`,
): option.SettingsOf<Table> =>
	readOrThrow(table, given, {
		subject,
		unknown: (name, names) => `${name} is no field of ${subject}; there are ${names}`,
		nameOf,
	});

/** Typed, a whole number is enough. */
export const number = (
	range: readonly [number, number],
	facts: option.Facts = {},
): option.Option<number, number | undefined> => {
	const [from, to] = range;
	const isWithin = (value: unknown): boolean => typeof value === 'number' && value >= from && value <= to;
	return {
		...option.wholeNumber({...facts, range}),
		read: option.must<number>(`a number from ${from} to ${to}`, isWithin),
	};
};

/** A list whose items are checked, and read, by a function that throws what it has to say. */
export const list = <Given, Settled>(
	readItem: (item: Given) => Settled,
	facts: option.Facts & Pick<option.Option<readonly NoInfer<Given>[], unknown>, 'fromText'> = {},
) =>
	option.custom<readonly Given[], readonly Settled[]>({
		...facts,
		default: [],
		defaultText: 'none',
		read: (value, name, tell) =>
			Array.isArray(value) ? E.right(value.map(readItem)) : E.left(`${name} must be a list${tell(value)}`),
	});

const isHeader = (value: unknown): boolean => {
	if (typeof value !== 'string') return typeof value === 'number';
	try {
		validateHeaderValue('x', value);
		return true;
	} catch {
		return false;
	}
};

/** A number or a text that a header can hold: what it cannot hold would end the server instead of an answer. */
export const header = option.custom<number | string>({
	read: option.must('a number, or a text that a header can hold', isHeader),
	fromText: text =>
		/^[\x20-\x7e]+$/.test(text)
			? E.right(/^\d+$/.test(text) ? Number(text) : text)
			: E.left('It must be seconds or an HTTP date, as in "429@3;retry-after=2"'),
});

export const headers = option.custom<Readonly<Record<string, string>>>({
	read: (value, name) => {
		const given = Object.entries(value ?? {});
		for (const [field] of given) {
			try {
				validateHeaderName(field);
			} catch {
				return E.left(`${show(field)} is no name of a header, in ${name}`);
			}
		}
		readFields(Object.fromEntries(given.map(([field]) => [field, header])), Object.fromEntries(given), name);
		return E.right(value as Readonly<Record<string, string>>);
	},
});

const originOf = (value: unknown): string | undefined => {
	const url = typeof value === 'string' && URL.canParse(value) ? new URL(value) : undefined;
	return url && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/` ? url.origin : undefined;
};

/** Scheme and host, as `https://example.com:8443`. */
export const readOrigin = (value: unknown, name: string): E.Either<string, string> =>
	E.fromNullable(`${name} must be an origin such as https://example.com${tell(value)}`)(originOf(value));
