import * as E from 'fp-ts/lib/Either.js';
import {pipe} from 'fp-ts/lib/function.js';
import {invalidInput} from '../core/api-error.ts';
import {showValue} from '../core/decode-reasons.ts';
import {callSiteOf} from './call-site.ts';
import {
	type CombinedSummary,
	type CombinedWalk,
	checkIterable,
	combine,
	isAsyncIterable,
	mapped,
	sourceOf,
} from './combine.ts';
import {type MergeOptions, mergeOptions} from './merge-options.ts';
import {PaginationError} from './pagination-error.ts';
import {readOptionsOf} from './walk-options.ts';

/** An item, and the walk that it is from. */
export type MergedItem<OneWalk> =
	OneWalk extends AsyncIterable<infer Item> ? {readonly walk: OneWalk; readonly item: Item} : never;

/** What a merge did, and why it ended. */
export interface MergeSummary extends CombinedSummary {
	/** Walks that were begun. */
	readonly walks: number;
	/** Items that were given. */
	readonly items: number;
}

const notAWalk = (value: unknown) =>
	invalidInput(
		`merge() goes through walks or other async iterables, and was given ${showValue(value)} in the place of one: it takes ` +
			'an array of them, or another iterable.',
	);

/**
 * The items of many walks as one, lazily, each walk in its turn: none gives two items while another's waits. Any async
 * iterable will do as a walk. Nothing is requested before the first `next()`; at most `concurrency` walks are read at once,
 * each from its beginning to its end, and `walks` is read only as far as that needs.
 *
 * `break`, `return()`, `throw()`, the signal and an error of one walk close all that are read, and wait until they are
 * closed. (What is no walk of this library may close only when its pending `next()` has settled.) An error is thrown
 * behind the items that had come before it; one of `walks` itself, when all that it had given are at their ends.
 * `walk.cursor` counts as taken what the merge has given, and nothing else.
 *
 * @throws what a walk throws, from `next()`; a `PaginationError` where the input cannot be used. An abort rejects with the
 * signal's reason.
 * @example
 * const walks = [paginateRooms(signalwire, {}, {maxItems: 3}), paginate(signalwire, roomSessions, {}, {maxItems: 3})];
 * for await (const {walk, item} of merge(walks)) {
 * 	console.log(`${walks.indexOf(walk)}: ${item.name}`);
 * }
 */
export const merge = <OneWalk extends AsyncIterable<unknown>>(
	walks: Iterable<OneWalk> | AsyncIterable<OneWalk>,
	options: MergeOptions = {},
): CombinedWalk<MergedItem<OneWalk>, MergeSummary> => {
	const place = {callSite: callSiteOf(merge)};
	const counts = {walks: 0, items: 0};
	const begin = (walk: OneWalk) => {
		if (!isAsyncIterable(walk)) throw new PaginationError(notAWalk(walk), place);
		counts.walks++;
		return sourceOf(walk, item => {
			counts.items++;
			return {walk, item} as MergedItem<OneWalk>;
		});
	};
	const checked = pipe(
		checkIterable(walks, 'What is merged'),
		// What is at hand is looked at before any of it is begun.
		E.map(some => (Array.isArray(some) ? some : []).filter(walk => !isAsyncIterable(walk))),
		E.flatMap(([...strangers]) =>
			strangers.length > 0 ? E.left(notAWalk(strangers[0])) : readOptionsOf(mergeOptions, options),
		),
	);
	return combine(
		checked,
		place,
		() => counts,
		() => mapped(walks, begin),
	);
};
