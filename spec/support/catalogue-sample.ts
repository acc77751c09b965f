import * as t from 'io-ts';
import {type AnyList, keyOf, pageStyleOf} from '../../lib/core/list.ts';
import {placeholdersIn} from '../../lib/core/list-path.ts';
import {catalogue} from '../../lib/lists/catalogue.ts';

/** What sets lists apart: how they are paged, told apart, nested, and whether their items are of several forms. */
const formOf = (list: AnyList): string =>
	JSON.stringify([
		pageStyleOf(list).paging?.size,
		keyOf(list),
		placeholdersIn(list.path).length,
		list.item instanceof t.UnionType,
		list.pageSize !== undefined,
	]);

const all = Object.values(catalogue).flat();

/** One list of each form; `CATALOGUE=all` takes them all. */
export const sampledLists: readonly AnyList[] =
	process.env.CATALOGUE === 'all' ? all : [...new Map(all.map(list => [formOf(list), list])).values()];
