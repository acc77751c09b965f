import * as E from 'fp-ts/lib/Either.js';
import {type InvalidInput, invalidInput} from './api-error.ts';

/**
 * One request as plain data: what to ask, not how or where.
 *
 * `path` is the endpoint's path without the base address's prefix; `query` is the encoded query without its `?`,
 * kept as text because a link's parameters belong to the server: they are moved, never rewritten.
 */
export interface RequestDescriptor {
	readonly method: 'GET';
	readonly path: string;
	readonly query: string;
}

/** A place in a walk: a request, and how many of its page's entries were already taken. */
export interface Position {
	readonly request: RequestDescriptor;
	readonly skip: number;
}

/** Query parameters in the order in which they are sent. */
export type QueryParameters = ReadonlyArray<readonly [name: string, value: string]>;

/** Longer links and cursors are refused: no server accepts them, and they would only carry an attack. */
export const longestLink = 8192;
const longestCursor = longestLink + '#skip=123456789'.length;

export const describeRequest = (path: string, parameters: QueryParameters): RequestDescriptor => ({
	method: 'GET',
	path,
	query: new URLSearchParams(parameters.map(([name, value]): [string, string] => [name, value])).toString(),
});

export const requestTarget = ({path, query}: RequestDescriptor): string => (query === '' ? path : `${path}?${query}`);

/** Bytes that are not UTF-8 stay as they are: decoding would make different ones the same. */
const canonicalText = (encoded: string): string => {
	try {
		return encodeURIComponent(decodeURIComponent(encoded.replaceAll('+', ' ')));
	} catch {
		return encoded;
	}
};

/**
 * The same for two requests that differ only in the order or the encoding of their parameters.
 * Compares requests; it is never sent.
 */
export const canonicalRequest = ({path, query}: RequestDescriptor): string => {
	const parameters = query
		.split('&')
		.filter(parameter => parameter !== '')
		.map(parameter => {
			const [name = '', ...value] = parameter.split('=');
			return {name: canonicalText(name), value: canonicalText(value.join('='))};
		})
		.sort((a, b) => (a.name < b.name ? -1 : Number(a.name > b.name)));
	return `${path}?${parameters.map(({name, value}) => `${name}=${value}`).join('&')}`;
};

/** True for text that a URL parser would silently change: control characters, white space, backslashes. */
export const hasUnsafeCharacters = (link: string): boolean => /[\p{Cc}\s\\]/u.test(link);

const skipMarker = /^#skip=(0|[1-9]\d{0,8})$/;

/**
 * A position as text: path and query of the page and, when part of that page was already taken, `#skip=N`.
 * It holds no origin and no credentials, and the part after `#` is never sent.
 */
export const toCursor = ({request, skip}: Position): string =>
	skip === 0 ? requestTarget(request) : `${requestTarget(request)}#skip=${skip}`;

/** Reads a cursor back, for the endpoint with this path only. */
export const fromCursor = (path: string, cursor: unknown): E.Either<InvalidInput, Position> => {
	const refuse = (reason: string) =>
		E.left(
			invalidInput(`resumeFrom ${reason}. Pass a cursor exactly as page.cursor, error.cursor or the command gave it.`),
		);
	if (typeof cursor !== 'string')
		return refuse(`must be a cursor string, got ${cursor === null ? 'null' : typeof cursor}`);
	if (cursor.length > longestCursor) return refuse(`is longer than ${longestCursor} characters`);
	if (!cursor.startsWith('/') || cursor.startsWith('//') || hasUnsafeCharacters(cursor)) {
		return refuse('is not a cursor: a cursor starts with "/" and holds no host, white space or backslash');
	}
	const url = new URL(cursor, 'http://cursor.invalid');
	if (url.pathname !== path) return refuse(`is a cursor of ${url.pathname}, not of ${path}`);
	const skip = url.hash === '' ? '0' : skipMarker.exec(url.hash)?.[1];
	if (skip === undefined) return refuse('ends in something else than #skip=N');
	return E.right({request: {method: 'GET', path, query: url.search.slice(1)}, skip: Number(skip)});
};
