import {linkedAbort} from '../abort/linked-abort.ts';
import {parseExactly} from '../core/exact-json.ts';
import {readingBy} from '../pagination/client.ts';
import {orThrow} from '../pagination/pagination-error.ts';
import {startOf, type WalkPlan} from '../pagination/plan-walk.ts';
import {runWalk} from '../pagination/run-walk.ts';
import type {InvalidItem, WalkSettings} from '../pagination/walk-options.ts';
import type {WalkSummary} from '../pagination/walk-pages.ts';
import type {Checkpoint} from './checkpoint.ts';
import {roomIn, rowsLeft} from './limits.ts';
import {type WaitingPage, waitingPage} from './page-group.ts';
import type {Writer} from './target.ts';
import {Writing} from './writing.ts';

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

/** What is done for each write costs what a thousand rows do, so that smaller pages wait for others; but for no longer than this, in milliseconds. */
const rowsOfWrite = 1000;
const longestWait = 250;

interface Work<Item, Kept extends Checkpoint> {
	readonly walk: WalkPlan<Item>;
	readonly writer: Writer<Kept>;
	readonly writing: Writing<Kept>;
	/** Ends when something cannot be written. */
	readonly signal: AbortSignal;
}

/** Resolves to why it ended; `maxItems` also when some of those items were no rows. */
const walkOn = async <Item, Kept extends Checkpoint>(
	{walk, writer, writing, signal}: Work<Item, Kept>,
	change: Partial<WalkSettings>,
): Promise<WalkSummary['reason']> => {
	const walked = writing.checkpoint;
	let leftOut: InvalidItem[] = [];
	let waiting: WaitingPage<Item>[] = [];
	let entries = 0;
	const take = (): readonly WaitingPage<Item>[] => {
		const pages = waiting;
		[waiting, entries] = [[], 0];
		return pages;
	};
	const isDue = (): boolean =>
		// What may be all that is wanted is looked at before another page is asked for.
		entries >= Math.min(writer.rowsPerWrite ?? rowsOfWrite, writing.wanted) || writing.isOverdue(longestWait);
	const isEnough = (): boolean => rowsLeft(writing.reached) <= 0 && writing.reached.cursor !== null;

	const {onInvalidItem: given} = walk.settings;
	const onInvalidItem: WalkSettings['onInvalidItem'] = given === 'skip' ? item => leftOut.push(item) : given;
	// Before its first page the walk itself knows how large its pages are to be.
	const resumeFrom = walked.pages === 0 ? undefined : (walked.cursor ?? undefined);
	const settings = {...walk.settings, signal, resumeFrom, ...roomIn(walked), ...change, onInvalidItem};
	const left = {...walk, client: readingBy(walk.client, writer.parse ?? parseExactly), settings};
	const pages = runWalk({...left, start: orThrow(startOf(left))});
	try {
		for await (const page of pages) {
			waiting.push(waitingPage(page, leftOut, walk.belongs));
			entries += page.items.length + leftOut.length;
			leftOut = [];
			if (isDue()) await writing.write(take(), walked);
			if (isEnough()) break;
		}
	} catch (error) {
		// What has come is kept; that it cannot be says less than what the export fails of.
		await writing
			.writeRest(take(), walked)
			.then(() => writing.keep())
			.catch(() => {});
		throw error;
	}
	await writing.writeRest(take(), walked);
	return isEnough() ? 'maxItems' : pages.summary.reason;
};

/** Walks what is left, and has pages written, the first at once, later ones in groups, and kept with the checkpoint after them. */
export const exportPages = async <Item, Kept extends Checkpoint>(
	walk: WalkPlan<Item>,
	writer: Writer<Kept>,
	start: Kept,
	onKept: (checkpoint: Kept) => unknown,
): Promise<Written<Kept>> => {
	if (start.cursor === null) return {checkpoint: start, reason: 'complete'};
	const {signal} = walk.settings;
	const failing = linkedAbort(signal);
	const writing = new Writing(start, {writer, onKept, onFailure: failing.abort, signal});
	const work = {walk, writer, writing, signal: failing.signal};
	try {
		let reason = await walkOn(work, {});
		if (reason === 'maxItems' && rowsLeft(writing.checkpoint) > 0) reason = await walkOn(work, withoutForesight);
		await writing.keep();
		signal?.throwIfAborted();
		return {checkpoint: writing.checkpoint, reason};
	} finally {
		failing.unlink();
	}
};
