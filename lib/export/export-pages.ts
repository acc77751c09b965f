import {abortable} from '../abort/abortable-delay.ts';
import {type LinkedAbort, linkedAbort} from '../abort/linked-abort.ts';
import {neverAborted} from '../abort/on-abort.ts';
import {withExactNumbers} from '../pagination/client.ts';
import {orThrow} from '../pagination/pagination-error.ts';
import {startOf, type WalkPlan} from '../pagination/plan-walk.ts';
import {runWalk} from '../pagination/run-walk.ts';
import type {InvalidItem, WalkSettings} from '../pagination/walk-options.ts';
import type {WalkSummary} from '../pagination/walk-pages.ts';
import type {Checkpoint} from './checkpoint.ts';
import {roomIn, rowsLeft} from './limits.ts';
import {takeRows, type WaitingPage} from './page-group.ts';
import type {PageRows, Writer} from './target.ts';

/** Where an export has come to, and why it ended there. */
export interface Written<Kept extends Checkpoint> {
	readonly checkpoint: Kept;
	readonly reason: WalkSummary['reason'];
}

/**
 * Items that the listing showed again are no rows, so the walk that was to bring the last ones ended too early. From there
 * on a page is requested only when it is needed, and the export itself knows when to end.
 */
const withoutForesight = {maxItems: Number.POSITIVE_INFINITY, readAhead: 0, concurrency: 1};

/** A commit costs what a thousand rows do, so that smaller pages wait for others; but for no longer than this, in milliseconds. */
const rowsOfCommit = 1000;
const longestWait = 250;

interface Work<Item, Kept extends Checkpoint> {
	readonly walk: WalkPlan<Item>;
	readonly writer: Writer<Kept>;
	readonly onCommit: (checkpoint: Kept) => unknown;
	/** Ends when a commit fails. */
	readonly failing: LinkedAbort;
}

const exportFrom = async <Item, Kept extends Checkpoint>(
	start: Kept,
	{walk, writer, onCommit, failing: {signal, abort}}: Work<Item, Kept>,
): Promise<Written<Kept>> => {
	const begun = performance.now();
	let checkpoint = start;
	let committed = Number.NEGATIVE_INFINITY;
	let leftOut: InvalidItem[] = [];
	let waiting: WaitingPage<Item>[] = [];
	let entries = 0;
	let committing: Promise<unknown> = Promise.resolve();

	const isDue = (): boolean =>
		// What may be all that is wanted is looked at before another page is asked for.
		entries >= Math.min(writer.rowsPerCommit ?? rowsOfCommit, rowsLeft(checkpoint)) ||
		performance.now() - committed >= longestWait;

	const commitRows = async (brought: PageRows, reached: Kept): Promise<void> => {
		const elapsed = start.elapsed + Math.round(performance.now() - begun);
		checkpoint = await writer.commit(brought, {...reached, elapsed});
		committed = performance.now();
		await abortable(Promise.resolve(onCommit(checkpoint)), walk.settings.signal ?? neverAborted);
	};

	/** Of several commits only one is under way. What is wanted next depends on it where there is a limit. */
	const commit = async (walked: Kept): Promise<void> => {
		const pages = waiting;
		if (pages.length > 0) {
			[waiting, entries, committed] = [[], 0, performance.now()];
			const isNew = await writer.lookUp(pages.map(({page}) => page.items));
			await committing;
			const {checkpoint: reached, ...brought} = takeRows(pages, checkpoint, walked, {isNew, idOf: writer.idOf});
			committing = commitRows(brought, reached);
			committing.catch(abort); // Whoever waits for a page hears of it.
		}
		if (writer.commitsAside !== true || checkpoint.maxItems !== null) await committing;
	};

	const onInvalidItem: WalkSettings['onInvalidItem'] =
		walk.settings.onInvalidItem === 'skip' ? item => leftOut.push(item) : walk.settings.onInvalidItem;

	/** Resolves to why it ended; `maxItems` also when some of those items were no rows. */
	const walkOn = async (change: Partial<WalkSettings>): Promise<WalkSummary['reason']> => {
		const walked = checkpoint;
		// Before its first page the walk itself knows how large its pages are to be.
		const resumeFrom = checkpoint.pages === 0 ? undefined : (checkpoint.cursor ?? undefined);
		const settings = {...walk.settings, signal, resumeFrom, ...roomIn(checkpoint), ...change, onInvalidItem};
		const left = {...walk, client: withExactNumbers(walk.client), settings};
		const pages = runWalk({...left, start: orThrow(startOf(left))});
		try {
			for await (const page of pages) {
				waiting.push({page, leftOut});
				entries += page.items.length + leftOut.length;
				leftOut = [];
				if (isDue()) await commit(walked);
				if (rowsLeft(checkpoint) <= 0 && checkpoint.cursor !== null) return 'maxItems';
			}
		} catch (error) {
			// What has come is kept; that it cannot be says less than what the export fails of.
			await commit(walked)
				.then(() => committing)
				.catch(() => {});
			throw error;
		}
		await commit(walked).then(() => committing);
		return pages.summary.reason;
	};

	let reason = await walkOn({});
	if (reason === 'maxItems' && rowsLeft(checkpoint) > 0) reason = await walkOn(withoutForesight);
	return {checkpoint, reason};
};

/** Walks what is left, and has pages made durable with the checkpoint after them: the first at once, later ones in groups. */
export const exportPages = async <Item, Kept extends Checkpoint>(
	walk: WalkPlan<Item>,
	writer: Writer<Kept>,
	start: Kept,
	onCommit: (checkpoint: Kept) => unknown,
): Promise<Written<Kept>> => {
	if (start.cursor === null) return {checkpoint: start, reason: 'complete'};
	const failing = linkedAbort(walk.settings.signal);
	try {
		return await exportFrom(start, {walk, writer, onCommit, failing});
	} finally {
		failing.unlink();
	}
};
