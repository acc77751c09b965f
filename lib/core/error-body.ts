import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import type {ErrorDetail} from './api-error.ts';
import {printable} from './printable.ts';

/** `{"error": "Unauthorized"}` */
const singleError = t.type({error: t.string});

/** Current families say `message` and `attribute`, older ones `detail` and `title`; what is no text there is passed over. */
const errorList = t.type({errors: t.UnknownArray});
const listedErrors = t.array(t.union([t.string, t.UnknownRecord]));

const given = (value: unknown): value is string => typeof value === 'string' && value !== '';

const longestDetail = 500;
const mostDetails = 20;
const shorten = (value: string): string => (value.length > longestDetail ? `${value.slice(0, longestDetail)}…` : value);

const detailOf = (error: t.TypeOf<typeof listedErrors>[number]): ErrorDetail => {
	if (typeof error === 'string') return {message: shorten(error === '' ? 'no message' : error)};
	const {message, detail, title, attribute, code} = error;
	return {
		message: shorten([message, detail, title, code].find(given) ?? 'no message'),
		...(given(attribute) && {attribute: shorten(attribute)}),
		...(given(code) && {code: shorten(code)}),
	};
};

/** What an error answer says, in any of SignalWire's shapes; nothing when it says something else, such as HTML. */
export const decodeErrorBody = (body: unknown): readonly ErrorDetail[] => {
	const list = errorList.decode(body);
	// Only those that are shown are looked at: there may be millions.
	const listed = E.flatMap(({errors}: t.TypeOf<typeof errorList>) => listedErrors.decode(errors.slice(0, mostDetails)))(
		list,
	);
	if (E.isRight(listed)) return listed.right.map(detailOf);
	const single = singleError.decode(body);
	return E.isRight(single) && given(single.right.error) ? [{message: shorten(single.right.error)}] : [];
};

/** `page_size: must be less than 1001; …` */
export const showDetails = (details: readonly ErrorDetail[]): string =>
	printable(
		details.map(({attribute, message}) => (attribute === undefined ? message : `${attribute}: ${message}`)).join('; '),
	);
