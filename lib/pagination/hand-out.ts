import {abortable} from '../abort/abortable-delay.ts';
import {keepAlive} from '../abort/keep-alive.ts';
import type {Page} from '../core/page.ts';
import {stopped} from './stoppable.ts';
import type {WalkProgress} from './walk.ts';
import type {WalkSettings} from './walk-options.ts';
import type {WalkedPage, WalkSummary} from './walk-pages.ts';

export interface HandingOut {
	readonly onInvalidItem: WalkSettings['onInvalidItem'];
	/** Milliseconds after which no further page is given. */
	readonly maxDuration: number;
	readonly progress: WalkProgress;
	/** The walk's own, which ends when its consumer stops. */
	readonly signal: AbortSignal;
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

/**
 * Pages as the consumer takes them. Only now is it told of the entries that were left out: a page that was fetched ahead
 * and never taken is fetched again by the walk that goes on, and its entries would be told of twice.
 */
export async function* handOut<Item>(
	source: AsyncGenerator<WalkedPage<Item>, WalkSummary['reason'], void>,
	{onInvalidItem, maxDuration, progress, signal}: HandingOut,
): AsyncGenerator<Page<Item>, WalkSummary, void> {
	const deadline = performance.now() + maxDuration;
	try {
		do {
			const result = await awaited(source.next());
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
		} while (progress.cursor === undefined || performance.now() < deadline);
		progress.end('maxDuration');
		return progress.summary;
	} catch (error) {
		if (error === stopped) return progress.summary;
		progress.end(signal.aborted && error === signal.reason ? 'aborted' : 'failed');
		throw error;
	} finally {
		await source.return(undefined as never);
	}
}
