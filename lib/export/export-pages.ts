import {abortable} from '../abort/abortable-delay.ts';
import {neverAborted} from '../abort/on-abort.ts';
import type {Page} from '../core/page.ts';
import {withExactNumbers} from '../pagination/client.ts';
import {addDifferences, type Differences} from '../pagination/differences.ts';
import {pageFacts} from '../pagination/page-facts.ts';
import {orThrow} from '../pagination/pagination-error.ts';
import {startOf, type WalkPlan} from '../pagination/plan-walk.ts';
import {runWalk} from '../pagination/run-walk.ts';
import type {InvalidItem, WalkSettings} from '../pagination/walk-options.ts';
import type {WalkSummary} from '../pagination/walk-pages.ts';
import type {Checkpoint} from './checkpoint.ts';
import {isBegun, roomIn, rowsLeft} from './limits.ts';
import type {Writer} from './target.ts';

/** Where an export has come to, and why it ended there. */
export interface Written<Kept extends Checkpoint> {
	readonly checkpoint: Kept;
	readonly reason: WalkSummary['reason'];
}

/** What of a page is to be written: rows that are not there yet, and no more of them than are asked for. */
interface Selection {
	readonly rows: readonly unknown[];
	/** How many of the page's items that took. */
	readonly taken: number;
}

const select = (items: readonly unknown[], most: number, isNew: (item: unknown) => boolean): Selection => {
	const rows: unknown[] = [];
	let taken = 0;
	for (const item of items) {
		if (rows.length >= most) break;
		taken++;
		if (isNew(item)) rows.push(item);
	}
	return {rows, taken};
};

/**
 * Items that the listing showed again are no rows, so the walk that was to bring the last ones ended too early. From there
 * on a page is requested only when it is needed, and the export itself knows when to end.
 */
const withoutForesight = {maxItems: Number.POSITIVE_INFINITY, readAhead: 0, concurrency: 1};

/** Walks count their pages from 1, and an export those of all its walks, of which one began at this checkpoint. */
const withDifferences = (before: Checkpoint, {differing, differences}: Differences): Differences => {
	const earlierPages = before.pages - (isBegun(before) ? 1 : 0);
	const rows = differences.map(row => ({...row, first: {...row.first, page: row.first.page + earlierPages}}));
	const told = {differing: before.differing, differences: before.differences};
	return addDifferences(told, {differing, differences: rows});
};

/** Walks what is left, and has each page made durable with the checkpoint after it. */
export const exportPages = async <Item, Kept extends Checkpoint>(
	walk: WalkPlan<Item>,
	writer: Writer<Kept>,
	start: Kept,
	onCommit: (checkpoint: Kept) => unknown,
): Promise<Written<Kept>> => {
	const begun = performance.now();
	let checkpoint = start;
	let leftOut: InvalidItem[] = [];

	const write = async (page: Page<Item>, before: Kept): Promise<void> => {
		const {rows, taken} = select(page.items, rowsLeft(checkpoint), await writer.lookUp(page.items));
		const {retries, cursorAfter, entriesBefore, differencesAfter} = pageFacts(page);
		// The walk that goes on there meets the others again.
		const invalid = leftOut.filter(({index}) => index < entriesBefore(taken));
		leftOut = [];
		checkpoint = await writer.commit(
			{rows, invalid},
			{
				...checkpoint,
				cursor: cursorAfter(taken) ?? null,
				rows: checkpoint.rows + rows.length,
				pages: checkpoint.pages + (isBegun(checkpoint) ? 0 : 1),
				duplicates: checkpoint.duplicates + taken - rows.length,
				invalid: checkpoint.invalid + invalid.length,
				...withDifferences(before, differencesAfter(taken)),
				retries: checkpoint.retries + retries,
				elapsed: start.elapsed + Math.round(performance.now() - begun),
			},
		);
		await abortable(Promise.resolve(onCommit(checkpoint)), walk.settings.signal ?? neverAborted);
	};

	const onInvalidItem: WalkSettings['onInvalidItem'] =
		walk.settings.onInvalidItem === 'skip' ? item => leftOut.push(item) : walk.settings.onInvalidItem;

	/** Resolves to why it ended; `maxItems` also when some of those items were no rows. */
	const walkOn = async (change: Partial<WalkSettings>): Promise<WalkSummary['reason']> => {
		const before = checkpoint;
		// Before its first page the walk itself knows how large its pages are to be.
		const resumeFrom = checkpoint.pages === 0 ? undefined : (checkpoint.cursor ?? undefined);
		const settings = {...walk.settings, resumeFrom, ...roomIn(checkpoint), ...change, onInvalidItem};
		const left = {...walk, client: withExactNumbers(walk.client), settings};
		const pages = runWalk({...left, start: orThrow(startOf(left))});
		for await (const page of pages) {
			await write(page, before);
			if (rowsLeft(checkpoint) <= 0 && checkpoint.cursor !== null) return 'maxItems';
		}
		return pages.summary.reason;
	};

	if (start.cursor === null) return {checkpoint, reason: 'complete'};
	let reason = await walkOn({});
	if (reason === 'maxItems' && rowsLeft(checkpoint) > 0) reason = await walkOn(withoutForesight);
	return {checkpoint, reason};
};
