import type {Page} from '../core/page.ts';
import {type Differences, noDifferences} from './differences.ts';
import {pageFacts} from './page-facts.ts';
import type {WalkSummary} from './walk-pages.ts';

/** Where a walk is and what it has done. What was handed out counts as taken, what was only fetched does not. */
export interface WalkView {
	/**
	 * Where a later walk goes on (`resumeFrom`), at any time and after any end: completion, `break`, an abort, an error, a
	 * limit. Undefined when nothing is left, and where the input was refused.
	 */
	readonly cursor: string | undefined;
	/**
	 * The same, but for what was handed out last, which it gives once more: for a consumer that failed on it. Leaving a loop
	 * by `break` and by an exception look alike from here.
	 */
	readonly cursorBefore: string | undefined;
	/** What was done so far. */
	readonly summary: WalkSummary;
}

/**
 * A walk over a listing: an async generator that also tells where it is.
 *
 * @example
 * const walk = paginateRooms(signalwire);
 * try {
 * 	for await (const room of walk) await save(room);
 * } finally {
 * 	console.log(walk.summary.items, 'rooms; go on from', walk.cursor);
 * }
 */
export interface Walk<T> extends AsyncGenerator<T, WalkSummary, void>, WalkView {}

/** A generator with what it tells. */
export const withView = <T>(generator: AsyncGenerator<T, WalkSummary, void>, view: WalkView): Walk<T> =>
	Object.defineProperties(generator, {
		cursor: {get: () => view.cursor},
		cursorBefore: {get: () => view.cursorBefore},
		summary: {get: () => view.summary},
	}) as Walk<T>;

/** Follows the pages of a walk as they are handed out. */
export interface WalkProgress extends WalkView {
	readonly handOut: (page: Page<unknown>) => void;
	/** Only the first one counts. */
	readonly end: (reason: WalkSummary['reason']) => void;
}

export const createWalkProgress = (start: string | undefined): WalkProgress => {
	let [pages, items, skipped, retries] = [0, 0, 0, 0];
	let [cursor, cursorBefore] = [start, start];
	let reason: WalkSummary['reason'] = 'running';
	let told: Differences = noDifferences;
	return {
		get cursor() {
			return cursor;
		},
		get cursorBefore() {
			return cursorBefore;
		},
		get summary() {
			return {pages, items, skipped, ...told, retries, reason, cursor};
		},
		handOut: page => {
			const facts = pageFacts(page);
			pages++;
			items += page.items.length;
			skipped += facts.skipped;
			retries += facts.retries;
			told = facts.differencesAfter(page.items.length);
			cursor = page.cursor;
			cursorBefore = facts.cursorAfter(0);
		},
		end: why => {
			if (reason === 'running') reason = why;
		},
	};
};
