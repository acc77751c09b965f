import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import {linksCodec, type PageStyle} from './page.ts';

/**
 * `{links: {next, …}, data: […]}`, as most lists of SignalWire answer.
 *
 * @param items the field that holds the entries; default: `data`
 */
export const linked = (items = 'data'): PageStyle => {
	const codec = t.type({links: linksCodec, [items]: t.UnknownArray}, 'page');
	return body =>
		E.map((page: t.TypeOf<typeof codec>) => ({links: page.links, data: page[items] as readonly unknown[]}))(
			codec.decode(body),
		);
};
