import * as E from 'fp-ts/lib/Either.js';
import {pipe} from 'fp-ts/lib/function.js';
import {checkList} from '../core/check-list.ts';
import type {List} from '../core/list.ts';
import {callSiteOf} from './call-site.ts';
import {type Client, internalsOf, redactOf} from './client.ts';
import {type CombinedSummary, type CombinedWalk, checkIterable, combine, mapped, sourceOf} from './combine.ts';
import {addDifferences, noDifferences} from './differences.ts';
import {type ChildSettings, type EachOptions, eachOptions} from './merge-options.ts';
import {isPaginationError, type PaginationError} from './pagination-error.ts';
import {planWalk, refuseUnsubscribed} from './plan-walk.ts';
import {runPlanned} from './run-walk.ts';
import type {Walk} from './walk.ts';
import {itemsOf} from './walk-items.ts';
import {readOptionsOf} from './walk-options.ts';
import type {WalkSummary} from './walk-pages.ts';

/** A child, and whose it is. */
export interface EachItem<Parent, Item> {
	readonly parent: Parent;
	readonly item: Item;
}

/** What was done for all parents together, and why it ended. */
export interface EachSummary extends Omit<WalkSummary, 'reason' | 'cursor'>, CombinedSummary {
	/** Parents whose children were asked for. */
	readonly parents: number;
	/** Those of them that were taken to have none, since there was a 404 in the place of their first page. */
	readonly missing: number;
}

type Counts = Omit<EachSummary, 'reason'>;

const nothing: Counts = {parents: 0, missing: 0, pages: 0, items: 0, skipped: 0, retries: 0, ...noDifferences};

const add = (sum: Counts, {summary}: Walk<unknown>): Counts => ({
	...sum,
	...addDifferences(sum, summary),
	pages: sum.pages + summary.pages,
	items: sum.items + summary.items,
	skipped: sum.skipped + summary.skipped,
	retries: sum.retries + summary.retries,
});

const isMissing = (error: unknown): error is PaginationError =>
	isPaginationError(error) && error.status === 404 && error.page === 1;

/**
 * The children of each parent, lazily, as `{parent, item}`: `child` is listed once a parent, with the query that
 * `options.query` makes of it. `parents` is a walk, an array or another iterable, read only as far as the walks of children
 * need: at most `concurrency` at once, each from its beginning to its end, given in turns as `merge` does. Memory holds
 * what these have fetched, however many parents there are. A parent that has vanished (404) has no children; see `onMissing`.
 *
 * `break`, `return()`, `throw()`, the signal and an error close the walks of children and that of the parents, and wait
 * until they are closed. An error of the parents' walk is thrown when the children of all parents before it have been
 * given. The return value, and `summary` at any time, tell what was done for all parents together.
 *
 * The `cursor` of the parents' walk counts a parent as taken once it was read, and some of its children may not be given
 * yet. To be able to go on later, give it the `items` of one page of parents at a time, and go on from the `cursorBefore`
 * of their pages' walk: children of that page's parents come once more, and none is missing.
 *
 * @throws {PaginationError} from `next()`; bad input is refused there too, before any request. An abort rejects with the
 * signal's reason.
 * @example
 * const sessions = paginate(signalwire, roomSessions, {}, {maxItems: 3});
 * const members = paginateEach(signalwire, sessions, roomSessionMembers, {
 * 	query: session => ({room_session_id: session.id}),
 * 	concurrency: 2,
 * });
 * for await (const {parent, item} of members) {
 * 	console.log(parent.name, item.name);
 * }
 */
export const paginateEach = <Parent, Query, Item>(
	client: Client,
	parents: Iterable<Parent> | AsyncIterable<Parent>,
	child: List<Query, Item>,
	options: EachOptions<NoInfer<Parent>, NoInfer<Query>>,
): CombinedWalk<EachItem<Parent, Item>, EachSummary> => {
	const place = {redact: redactOf(client), callSite: callSiteOf(paginateEach)};
	const checked = pipe(
		E.Do,
		E.bind('internals', () => internalsOf(client)),
		E.tap(() => checkIterable(parents, 'The parents')),
		E.bind('list', () => checkList(child)),
		E.tap(({list, internals}) => refuseUnsubscribed(list, internals)),
		E.flatMap(() => readOptionsOf(eachOptions<Parent, Query>(), options)),
	);
	const running = new Set<Walk<Item>>();
	let ended = nothing;
	const end = (walk: Walk<Item>, missing = 0) => {
		running.delete(walk);
		ended = {...add(ended, walk), missing: ended.missing + missing};
	};
	const begin = (parent: Parent, {query, onMissing, ...options}: ChildSettings<Parent, Query>) => {
		const planned = planWalk({client, list: child, query: query(parent), options, callSite: place.callSite});
		const walk = itemsOf(runPlanned(planned, place), undefined);
		const source = sourceOf(walk, (item: Item) => ({parent, item}));
		running.add(walk);
		ended = {...ended, parents: ended.parents + 1};
		const next = async () => {
			try {
				const result = await source.next();
				if (result.done) end(walk);
				return result;
			} catch (error) {
				if (onMissing === 'throw' || !isMissing(error)) throw error;
				if (onMissing !== 'skip') await onMissing(parent, error);
				end(walk, 1);
				return {done: true, value: undefined} as const;
			}
		};
		return {...source, next};
	};
	const counts = () => [...running].reduce(add, ended);
	return combine(checked, place, counts, ({concurrency, signal, ...settings}) =>
		mapped(parents, parent => begin(parent, settings)),
	);
};
