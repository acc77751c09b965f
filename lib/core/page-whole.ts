import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import type {PageStyle} from './page.ts';

/**
 * `{data: […]}`: a list without pages, whose one answer is all of it.
 *
 * @param items the field that holds the entries; default: `data`
 */
export const whole = (items = 'data'): PageStyle => {
	const codec = t.type({[items]: t.UnknownArray}, 'page');
	const read = (body: unknown) =>
		E.map((page: t.TypeOf<typeof codec>) => ({links: {}, data: page[items] as readonly unknown[]}))(codec.decode(body));
	const write: PageStyle['write'] = page => ({[items]: page.items});
	return Object.assign(read, {write, entries: items});
};
