import * as E from 'fp-ts/lib/Either.js';
import {type InvalidInput, invalidInput} from './api-error.ts';
import {showName} from './decode-reasons.ts';
import {isSamePath, type ListPaths, withoutParent} from './list-path.ts';
import {hasUnsafeCharacters, longestLink, type RequestDescriptor, requestTarget} from './request-descriptor.ts';

/** A place in a walk: a request, and how many of its page's entries were already taken. */
export interface Position {
	readonly request: RequestDescriptor;
	readonly skip: number;
}

const longestCursor = longestLink + '#skip=123456789'.length;

const skipMarker = /^#skip=(0|[1-9]\d{0,8})$/;

/**
 * A position as text: path and query of the page and, when part of that page was already taken, `#skip=N`.
 * It holds no origin and no credentials, and the part after `#` is never sent.
 */
export const toCursor = ({request, skip}: Position): string =>
	skip === 0 ? requestTarget(request) : `${requestTarget(request)}#skip=${skip}`;

/** How many entries of its page were already taken. */
export const skipOf = (cursor: string): number => Number(/#skip=(\d+)$/.exec(cursor)?.[1] ?? 0);

/**
 * Reads a cursor back, for the list with this path only.
 * @param documented other paths that the list's links lead to
 */
export const fromCursor = (
	path: string,
	cursor: unknown,
	documented: readonly string[] = [],
): E.Either<InvalidInput, Position> => {
	const refuse = (reason: string) =>
		E.left(
			invalidInput(`resumeFrom ${reason}. Pass a cursor exactly as page.cursor, error.cursor or the command gave it.`),
		);
	if (typeof cursor !== 'string') {
		return refuse(`must be a cursor string, got ${cursor === null ? 'null' : typeof cursor}`);
	}
	if (cursor.length > longestCursor) return refuse(`is longer than ${longestCursor} characters`);
	if (!cursor.startsWith('/') || cursor.startsWith('//') || hasUnsafeCharacters(cursor)) {
		return refuse('is not a cursor: a cursor starts with "/" and holds no host, white space or backslash');
	}
	const url = new URL(cursor, 'http://cursor.invalid');
	const own = [path, ...documented].find(one => isSamePath(one, url.pathname));
	if (own === undefined) return refuse(`is a cursor of ${showName(url.pathname)}, not of ${path}`);
	const skip = url.hash === '' ? '0' : skipMarker.exec(url.hash)?.[1];
	if (skip === undefined) return refuse('ends in something else than #skip=N');
	return E.right({request: {method: 'GET', path: own, query: url.search.slice(1)}, skip: Number(skip)});
};

/** What a cursor leads to that is gone to only with `followWithoutParent`; undefined for any other. */
export const withheldFrom = (cursor: unknown, [own, ...documented]: ListPaths): string | undefined => {
	const read = fromCursor(own, cursor, documented);
	return E.isRight(read) ? withoutParent(own, read.right.request) : undefined;
};
