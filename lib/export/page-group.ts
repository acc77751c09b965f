import type {IdOf} from '../core/item-id.ts';
import type {Page} from '../core/page.ts';
import {addDifferences, type Differences} from '../pagination/differences.ts';
import {pageFacts} from '../pagination/page-facts.ts';
import type {InvalidItem} from '../pagination/walk-options.ts';
import type {Checkpoint} from './checkpoint.ts';
import {isBegun, rowsLeft} from './limits.ts';
import type {PageRows} from './target.ts';

/** A page that waits to be written, and what was left out of it. */
export interface WaitingPage<Item> {
	readonly page: Page<Item>;
	/** Its items that belong to the export. */
	readonly items: readonly Item[];
	/** How many items of the page come before that one. */
	readonly before: (item: number) => number;
	readonly leftOut: readonly InvalidItem[];
}

/** @param belongs undefined where all do */
export const waitingPage = <Item>(
	page: Page<Item>,
	leftOut: readonly InvalidItem[],
	belongs: ((item: unknown) => boolean) | undefined,
): WaitingPage<Item> => {
	if (belongs === undefined) return {page, items: page.items, before: item => item, leftOut};
	const places = page.items.flatMap((item, place) => (belongs(item) ? [place] : []));
	const items = places.map(place => page.items[place] as Item);
	return {page, items, before: item => places[item] ?? page.items.length, leftOut};
};

/** What a group of pages brings, and the checkpoint after it. */
interface Taken<Kept extends Checkpoint> extends PageRows {
	readonly checkpoint: Kept;
}

/** What is known of items: which are new, and of which the last one of a page counts. */
interface Known {
	readonly isNew: (item: unknown) => boolean;
	readonly idOf: IdOf | undefined;
}

/** Walks count their pages from 1, and an export those of all its walks, of which one began at this checkpoint. */
const withDifferences = (before: Checkpoint, {differing, differences}: Differences): Differences => {
	const earlierPages = before.pages - (isBegun(before) ? 1 : 0);
	const rows = differences.map(row => ({...row, first: {...row.first, page: row.first.page + earlierPages}}));
	const told = {differing: before.differing, differences: before.differences};
	return addDifferences(told, {differing, differences: rows});
};

/**
 * What of these pages is to be written: rows that are not there yet, and no more of them than are asked for.
 * @param from the checkpoint that they follow
 * @param walked the checkpoint that their walk began at
 */
export const takeRows = <Item, Kept extends Checkpoint>(
	pages: readonly WaitingPage<Item>[],
	from: Kept,
	walked: Kept,
	{isNew, idOf}: Known,
): Taken<Kept> => {
	const rows: unknown[] = [];
	const invalid: InvalidItem[] = [];
	let checkpoint = from;
	for (const {page, items, before, leftOut} of pages) {
		const most = rows.length + rowsLeft(checkpoint);
		const [rowsBefore, invalidBefore] = [rows.length, invalid.length];
		let own = 0;
		const places = new Map<string, number>();
		for (; own < items.length && rows.length < most; own++) {
			const item = items[own];
			const id = idOf?.(item);
			const place = id === undefined ? undefined : places.get(id);
			if (isNew(item)) {
				if (id !== undefined) places.set(id, rows.length);
				rows.push(item);
			} else if (place !== undefined) rows[place] = item;
		}
		const taken = before(own);
		const {retries, isRest, cursorAfter, entriesBefore, differencesAfter} = pageFacts(page);
		// The walk that goes on there meets the others again.
		for (const item of leftOut) if (item.index < entriesBefore(taken)) invalid.push(item);
		const added = rows.length - rowsBefore;
		checkpoint = {
			...checkpoint,
			cursor: cursorAfter(taken) ?? null,
			rows: checkpoint.rows + added,
			pages: checkpoint.pages + (isRest ? 0 : 1),
			duplicates: checkpoint.duplicates + own - added,
			invalid: checkpoint.invalid + invalid.length - invalidBefore,
			...withDifferences(walked, differencesAfter(taken)),
			retries: checkpoint.retries + retries,
		};
		// The rest of it comes before the pages behind it.
		if (taken < page.items.length) break;
	}
	return {rows, invalid, checkpoint};
};
