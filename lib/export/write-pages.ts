import {abortable} from '../abort/abortable-delay.ts';
import {neverAborted} from '../abort/on-abort.ts';
import {createIdOf, type IdOf} from '../core/item-id.ts';
import type {Page} from '../core/page.ts';
import {withExactNumbers} from '../pagination/client.ts';
import {addDifferences, type Differences} from '../pagination/differences.ts';
import {pageFacts} from '../pagination/page-facts.ts';
import {orThrow} from '../pagination/pagination-error.ts';
import {startOf, type WalkPlan} from '../pagination/plan-walk.ts';
import type {WalkSettings} from '../pagination/walk-options.ts';
import type {WalkSummary} from '../pagination/walk-pages.ts';
import {walkPlan} from '../pagination/walk-plan.ts';
import {type Checkpoint, writeCheckpoint} from './checkpoint.ts';
import {takenOver} from './destination-failure.ts';
import {progressOf} from './export-progress.ts';
import type {Sink} from './formats/format.ts';
import type {InvalidFile} from './invalid-file.ts';
import {isBegun, remainder, roomIn} from './limits.ts';
import type {Run} from './run.ts';
import type {SeenIds} from './seen/seen-ids.ts';

export interface Outputs {
	readonly sink: Sink;
	readonly seen: SeenIds;
	readonly invalid: InvalidFile;
	/** Whether an item has a key by which a table can tell it from others. */
	readonly hasKey: (item: unknown) => boolean;
	readonly close: () => Promise<void>;
}

interface Written {
	readonly checkpoint: Checkpoint;
	readonly reason: WalkSummary['reason'];
}

/** What of a page is to be written: rows that are not there yet, and no more of them than are asked for. */
interface Selection {
	readonly rows: readonly unknown[];
	/** How many of the page's items that took. */
	readonly taken: number;
}

const select = (items: readonly unknown[], most: number, seen: SeenIds, idOf: IdOf): Selection => {
	const rows: unknown[] = [];
	let taken = 0;
	for (const item of items) {
		if (rows.length >= most) break;
		taken++;
		const id = idOf(item);
		if (id === undefined || seen.add(id)) rows.push(item);
	}
	return {rows, taken};
};

/** The walk that is still to be done: it requests nothing beyond the limits. */
const settingsFrom = (settings: WalkSettings, checkpoint: Checkpoint): WalkSettings => ({
	...settings,
	// Before its first page the walk itself knows how large its pages are to be.
	resumeFrom: checkpoint.pages === 0 ? undefined : (checkpoint.cursor ?? undefined),
	...roomIn(checkpoint),
});

/**
 * Rooms that the listing showed again are no rows, so the walk that was to bring the last ones ended too early. From there
 * on a page is requested only when it is needed, and the export itself knows when to end.
 */
const withoutForesight = (settings: WalkSettings): WalkSettings => ({
	...settings,
	maxItems: Number.POSITIVE_INFINITY,
	readAhead: 0,
	concurrency: 1,
});

/** What an export knew when one of its walks began. */
interface Before {
	readonly told: Differences;
	/** How many of its pages come before those of the walk. */
	readonly earlierPages: number;
}

const beforeWalk = (checkpoint: Checkpoint): Before => ({
	told: {differing: checkpoint.differing, differences: checkpoint.differences},
	earlierPages: checkpoint.pages - (isBegun(checkpoint) ? 1 : 0),
});

/** Walks count their pages from 1, and an export those of all its walks. */
const ofWholeExport = ({differing, differences}: Differences, earlierPages: number): Differences => ({
	differing,
	differences: differences.map(row => ({...row, first: {...row.first, page: row.first.page + earlierPages}})),
});

/** Walks what is left and makes each page durable before the checkpoint says so. */
export const writePages = async <Item>(
	source: WalkPlan<Item>,
	{plan, paths, lock}: Run,
	{sink, seen, invalid, hasKey}: Outputs,
	start: Checkpoint,
): Promise<Written> => {
	const begun = performance.now();
	const idOf = createIdOf(source.list.key);
	const isLeftOut = plan.invalidFile !== undefined || plan.onInvalidItem === 'skip';
	const onInvalidItem: WalkSettings['onInvalidItem'] = isLeftOut ? invalid.hold : plan.onInvalidItem;
	let checkpoint = start;

	const write = async (page: Page<Item>, {told, earlierPages}: Before): Promise<void> => {
		if (!(await lock.isHeld())) throw takenOver(plan.destination);
		const {rows, taken} = select(page.items, remainder(checkpoint.maxItems, checkpoint.rows), seen, idOf);
		if (rows.length > 0) await sink.write(rows);
		const seenMark = await seen.flush();
		const {retries, cursorAfter, entriesBefore, differencesAfter} = pageFacts(page);
		const invalidBytes = await invalid.flush(entriesBefore(taken));
		checkpoint = {
			...checkpoint,
			cursor: cursorAfter(taken) ?? null,
			...(await sink.flush()),
			rows: checkpoint.rows + rows.length,
			ids: seen.count,
			seenMark,
			invalidBytes,
			pages: checkpoint.pages + (isBegun(checkpoint) ? 0 : 1),
			duplicates: checkpoint.duplicates + taken - rows.length,
			invalid: start.invalid + invalid.count,
			withoutKey: checkpoint.withoutKey + rows.filter(row => !hasKey(row)).length,
			...addDifferences(told, ofWholeExport(differencesAfter(taken), earlierPages)),
			retries: checkpoint.retries + retries,
			elapsed: start.elapsed + Math.round(performance.now() - begun),
		};
		await writeCheckpoint(paths.checkpoint, checkpoint);
		await abortable(
			Promise.resolve(plan.onProgress(progressOf(checkpoint, start.rows))),
			plan.walk.signal ?? neverAborted,
		);
	};

	const isFull = () => remainder(checkpoint.maxItems, checkpoint.rows) <= 0;

	/** Resolves to why it ended; `maxItems` also when some of those items were no rows. */
	const walk = async (settings: WalkSettings): Promise<WalkSummary['reason']> => {
		const before = beforeWalk(checkpoint);
		const asked = {...source, client: withExactNumbers(source.client), settings: {...settings, onInvalidItem}};
		const generator = walkPlan({...asked, start: orThrow(startOf(asked))});
		try {
			for (let result = await generator.next(); ; result = await generator.next()) {
				if (result.done) return result.value.reason;
				await write(result.value, before);
				if (isFull() && checkpoint.cursor !== null) return 'maxItems';
			}
		} finally {
			await generator.return(undefined as never);
		}
	};

	if (start.cursor === null) return {checkpoint, reason: 'complete'};
	let reason = await walk(settingsFrom(source.settings, checkpoint));
	if (reason === 'maxItems' && !isFull()) {
		reason = await walk(withoutForesight(settingsFrom(source.settings, checkpoint)));
	}
	return {checkpoint, reason};
};
