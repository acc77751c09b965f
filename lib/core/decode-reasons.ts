import type * as t from 'io-ts';
import {timeOf} from './date-time.ts';
import {nearestForms} from './nearest-forms.ts';
import {printable} from './printable.ts';

const longestValue = 60;
const mostReasons = 10;

const shorten = (text: string): string => (text.length > longestValue ? `${text.slice(0, longestValue)}…` : text);

/** The name of a field in a message: short, and with nothing in it that a terminal would obey. */
export const showName = (name: string): string => shorten(printable(name.slice(0, longestValue + 1)));

const showObject = (value: object): string => {
	const time = timeOf(value);
	if (time !== undefined) return Number.isNaN(time) ? 'an invalid Date' : `the Date ${new Date(time).toISOString()}`;
	try {
		return Array.isArray(value) ? `an array of ${value.length}` : 'an object';
	} catch {
		return 'an object'; // A proxy that lets nobody look.
	}
};

/** A value in a message: its type and its beginning, never all of it. */
export const showValue = (value: unknown): string => {
	if (value === undefined) return 'nothing';
	if (typeof value === 'object' && value !== null) return showObject(value);
	if (typeof value === 'function' || typeof value === 'symbol') return `a ${typeof value}`;
	if (typeof value === 'string') return shorten(printable(JSON.stringify(value.slice(0, longestValue))));
	return shorten(typeof value === 'bigint' ? `${value}n` : String(value));
};

/** In these, a context's key is the number of a branch, not the name of a field. */
const isBranching = (entry: t.ContextEntry | undefined): boolean => {
	const tag = (entry?.type as {_tag?: string} | undefined)?._tag;
	return tag === 'IntersectionType' || tag === 'UnionType';
};

const isUnion = (entry: t.ContextEntry | undefined): boolean =>
	(entry?.type as {_tag?: string} | undefined)?._tag === 'UnionType';

const segmentsOf = (context: t.Context): readonly string[] =>
	context
		.filter((entry, index) => entry.key !== '' && !isBranching(context[index - 1]))
		.map(({key}) => (/^\d+$/.test(key) ? `[${showName(key)}]` : `.${showName(key)}`));

const pathOf = (segments: readonly string[]): string => segments.join('').replace(/^\./, '');

/** What the field as a whole should have been: not one branch of the union or the intersection that it is. */
const expectedOf = (context: t.Context): string => {
	let index = context.length - 1;
	while (isBranching(context[index - 1])) index--;
	const name = context[index]?.type.name ?? 'another value';
	return name.replace('UnknownRecord', 'object').replace('UnknownArray', 'array');
};

/** A field that is not as documented. */
export interface Mismatch {
	/** The field, such as `active_session.fps` or `tags[0]`; empty for the whole. */
	readonly field: string;
	/** What is documented, such as `string` or `number | null`; or a sentence of the schema's own. */
	readonly expected: string;
	/** What is there instead: its type and its beginning. Not there where the sentence says it all. */
	readonly got?: string;
}

const mismatchOf = ({context, value, message}: t.ValidationError, field: string): Mismatch =>
	message === undefined ? {field, expected: expectedOf(context), got: showValue(value)} : {field, expected: message};

/** io-ts errors as what they say of each field. */
export const mismatchesOf = (errors: t.Errors): readonly Mismatch[] => {
	const failures = nearestForms(errors).map(error => ({error, segments: segmentsOf(error.context)}));
	// A union whose branch was refused for something inside it says less than that: the other branches never fitted.
	const entered = new Set(
		failures.flatMap(({segments}) => segments.map((_, depth) => pathOf(segments.slice(0, depth)))),
	);
	return failures
		.map(({error, segments}) => ({error, path: pathOf(segments)}))
		.filter(({error, path}) => !(isUnion(error.context.at(-2)) && entered.has(path)))
		.map(({error, path}) => mismatchOf(error, path));
};

const sentenceOf = ({field, expected, got}: Mismatch): string =>
	`${field === '' ? '' : `${field}: `}${got === undefined ? expected : `expected ${expected}, got ${got}`}`;

/** As sentences, each once. At most ten; the last one then says how many more there are. */
export const sentencesOf = (mismatches: readonly Mismatch[]): readonly string[] => {
	const sentences = [...new Set(mismatches.map(sentenceOf))];
	return sentences.length <= mostReasons
		? sentences
		: [...sentences.slice(0, mostReasons), `and ${sentences.length - mostReasons} more`];
};

/** io-ts errors as sentences, one for each field: `active_session.fps: expected number | null, got "20"`. */
export const reasonsOf = (errors: t.Errors): readonly string[] => sentencesOf(mismatchesOf(errors));
