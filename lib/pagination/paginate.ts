import type {List} from '../core/list.ts';
import type {Page} from '../core/page.ts';
import {callSiteOf} from './call-site.ts';
import {type Client, redactOf} from './client.ts';
import {planWalk} from './plan-walk.ts';
import {runPlanned} from './run-walk.ts';
import type {Walk} from './walk.ts';
import {itemsOf} from './walk-items.ts';
import type {WalkOptions} from './walk-options.ts';

/** A query can be left out where nothing in it is required. */
export type WalkArguments<Query> =
	Record<never, never> extends Query ? [query?: Query, options?: WalkOptions] : [query: Query, options?: WalkOptions];

/**
 * Every page of a listing, lazily: `items`, the server's `links`, the `request`, and the `cursor` after it. See
 * `paginate`, which differs only in giving single items.
 *
 * @example
 * for await (const page of paginatePages(signalwire, rooms, {page_size: 1000})) {
 * 	await bulkInsert(page.items);
 * 	await remember(page.cursor);
 * }
 */
export const paginatePages = <Query, Item>(
	client: Client,
	list: List<Query, Item>,
	...[query, options = {}]: WalkArguments<NoInfer<Query>>
): Walk<Page<Item>> => {
	// Read now, so that later changes to the objects change nothing; refused at the first next(), as generators do.
	const callSite = callSiteOf(paginatePages);
	const planned = planWalk({client, list, query: query === undefined ? {} : query, options, callSite});
	return runPlanned(planned, {redact: redactOf(client), callSite});
};

/**
 * Every item of a listing, lazily, in the server's order. Nothing is requested before the first `next()`. An item that
 * differs from the documentation may lack what its type promises, unless `onInvalidItem` is `'throw'` or `'skip'`.
 *
 * Holds at most `1 + readAhead` pages, and `concurrency` more where that is above 1. The return value is a
 * `WalkSummary`; `walk.cursor` and `walk.summary` tell at any time, and after any end, where a later walk goes on and what
 * was done. `break`, `return()`, `throw()` and the signal end every request and every wait at once.
 *
 * @throws {PaginationError} from `next()`; bad input is refused there too, before any request. An abort rejects with the
 * signal's reason.
 * @example
 * for await (const room of paginate(signalwire, rooms, {page_size: 1000}, {maxItems: 10})) {
 * 	console.log(room.name);
 * }
 */
export const paginate = <Query, Item>(
	client: Client,
	list: List<Query, Item>,
	...[query, options]: WalkArguments<NoInfer<Query>>
): Walk<Item> => itemsOf(paginatePages(client, list, ...([query, options] as WalkArguments<Query>)), options?.signal);
