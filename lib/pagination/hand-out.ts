import {abortable, longestTimer} from '../abort/abortable-delay.ts';
import {keepAlive} from '../abort/keep-alive.ts';
import type {Page} from '../core/page.ts';
import {stopped} from './stoppable.ts';
import type {WalkProgress} from './walk.ts';
import type {WalkSettings} from './walk-options.ts';
import type {WalkedPage, WalkSummary} from './walk-pages.ts';

export interface HandingOut {
	readonly onInvalidItem: WalkSettings['onInvalidItem'];
	/** When no further page is given, on a clock that nobody moves. */
	readonly deadline: number;
	readonly progress: WalkProgress;
	/** The walk's own, which ends when its consumer stops. */
	readonly signal: AbortSignal;
	/** Ends whatever is on its way. */
	readonly end: () => void;
}

/** A page that the consumer waits for: what is only read ahead does not keep the process alive. */
const awaited = async <T>(page: Promise<T>): Promise<T> => {
	const release = keepAlive();
	try {
		return await page;
	} finally {
		release();
	}
};

/** Undefined where the time is over before the page is there. */
const inTime = async <T>(page: Promise<T>, milliseconds: number): Promise<T | undefined> => {
	if (milliseconds > longestTimer) return page;
	let timer: ReturnType<typeof setTimeout> | undefined;
	const late = new Promise<undefined>(resolve => {
		timer = setTimeout(() => resolve(undefined), milliseconds);
	});
	try {
		return await Promise.race([page, late]);
	} finally {
		clearTimeout(timer);
	}
};

/**
 * Pages as the consumer takes them. Only now is it told of the entries that were left out: a page that was fetched ahead
 * and never taken is fetched again by the walk that goes on, and its entries would be told of twice.
 */
export async function* handOut<Item>(
	source: AsyncGenerator<WalkedPage<Item>, WalkSummary['reason'], void>,
	{onInvalidItem, deadline, progress, signal, end}: HandingOut,
): AsyncGenerator<Page<Item>, WalkSummary, void> {
	// The first page is given whenever it comes.
	let left = Number.POSITIVE_INFINITY;
	try {
		do {
			const result = await awaited(inTime(source.next(), left));
			if (result === undefined) break;
			if (result.done) {
				progress.end(result.value);
				return progress.summary;
			}
			const {page, invalid} = result.value;
			if (typeof onInvalidItem === 'function') {
				for (const item of invalid) await abortable(Promise.resolve(onInvalidItem(item)), signal);
			}
			progress.handOut(page);
			yield page;
			left = progress.cursor === undefined ? Number.POSITIVE_INFINITY : deadline - performance.now();
		} while (left > 0);
		progress.end('maxDuration');
		return progress.summary;
	} catch (error) {
		if (error === stopped) return progress.summary;
		progress.end(signal.aborted && error === signal.reason ? 'aborted' : 'failed');
		throw error;
	} finally {
		end();
		await source.return(undefined as never);
	}
}
