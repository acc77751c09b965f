import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import {linksCodec, type PageStyle, type PagingParameters} from './page.ts';
import {peekBefore} from './page-head.ts';

const paging: PagingParameters = {number: 'page_number', size: 'page_size', token: 'page_token', needsToken: true};

/**
 * `{links: {next, …}, data: […]}`, as most lists of SignalWire answer.
 *
 * @param items the field that holds the entries; default: `data`
 */
export const linked = (items = 'data'): PageStyle => {
	const codec = t.type({links: linksCodec, [items]: t.UnknownArray}, 'page');
	const read = (body: unknown) =>
		E.map((page: t.TypeOf<typeof codec>) => ({links: page.links, data: page[items] as readonly unknown[]}))(
			// Three lists are documented as an array of one envelope.
			codec.decode(Array.isArray(body) && body.length === 1 ? body[0] : body),
		);
	const write: PageStyle['write'] = page => ({links: page.links, [items]: page.items});
	return Object.assign(read, {peek: peekBefore(items, read), paging, write, entries: items});
};
