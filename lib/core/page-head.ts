import * as E from 'fp-ts/lib/Either.js';
import type * as t from 'io-ts';
import type {PageBody, PageStyle} from './page.ts';

/**
 * Reads what stands before a body's entries as a page that has none. Where it is no such beginning, as when the entries come
 * first, or are named in a text or in an object before them, nothing is read: what is cut there is no JSON, or no page.
 *
 * @param items the field that holds the entries
 */
export const peekBefore = (
	items: string,
	read: (body: unknown) => t.Validation<PageBody>,
): NonNullable<PageStyle['peek']> => {
	const key = JSON.stringify(items);
	return head => {
		const end = head.indexOf(key);
		if (end < 0) return undefined;
		const page = read(JSON.parse(`${head.slice(0, end)}${key}:[]}`));
		return E.isRight(page) ? page.right.links : undefined;
	};
};
