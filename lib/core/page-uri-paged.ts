import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import {type PageBody, type PageStyle, type PagingParameters, textOrNull} from './page.ts';
import {peekBefore} from './page-head.ts';

const paging: PagingParameters = {number: 'Page', size: 'PageSize', token: 'PageToken', needsToken: false};

const uris = {uri: textOrNull, first_page_uri: textOrNull, next_page_uri: textOrNull, previous_page_uri: textOrNull};

/** `null` is said on the last page, so what says nothing of a next page is no page of such a list. */
const saysWhatIsNext = (body: unknown): boolean => typeof body !== 'object' || body === null || 'next_page_uri' in body;

/**
 * `{uri, first_page_uri, next_page_uri, previous_page_uri, …, calls: […]}`, as the lists below `/api/laml` answer, with a
 * field of its own for the entries of each list. The next page is an address, or a path alone.
 *
 * @param items the field that holds the entries, such as `calls`
 */
export const uriPaged = (items: string): PageStyle => {
	const codec = t.intersection([t.type({[items]: t.UnknownArray}), t.partial(uris)], 'page');
	const read = (body: unknown): t.Validation<PageBody> => {
		if (!saysWhatIsNext(body)) return t.failure(body, [], 'next_page_uri: expected string | null, got nothing');
		return E.map(({uri, first_page_uri, next_page_uri, previous_page_uri, [items]: data}: t.TypeOf<typeof codec>) => ({
			links: {self: uri, first: first_page_uri, next: next_page_uri, prev: previous_page_uri},
			data: data as readonly unknown[],
		}))(codec.decode(body));
	};
	const write: PageStyle['write'] = ({items: entries, links: {self, first, next, prev}, number, size}) => ({
		uri: self,
		first_page_uri: first,
		next_page_uri: next ?? null,
		previous_page_uri: prev ?? null,
		page: number,
		page_size: size,
		[items]: entries,
	});
	return Object.assign(read, {peek: peekBefore(items, read), paging, write, entries: items});
};
