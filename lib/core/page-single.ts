import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import type {PageStyle} from './page.ts';

/** An answer that is no list but its one item itself. */
export const single = (): PageStyle => {
	const read = (body: unknown) => E.map((item: object) => ({links: {}, data: [item]}))(t.UnknownRecord.decode(body));
	const write: PageStyle['write'] = ({items: [item = {}]}) => item as object;
	return Object.assign(read, {most: 1, write});
};
