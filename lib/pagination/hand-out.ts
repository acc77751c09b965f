import type {Page} from '../core/page.ts';
import {abortable} from '../transport/abortable-delay.ts';
import {keepAlive} from '../transport/keep-alive.ts';
import {stopped} from './stoppable.ts';
import type {WalkSettings} from './walk-options.ts';
import type {WalkedPage} from './walk-pages.ts';

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
export async function* handOut<Item, R>(
	source: AsyncGenerator<WalkedPage<Item>, R, void>,
	onInvalidItem: WalkSettings['onInvalidItem'],
	signal: AbortSignal,
): AsyncGenerator<Page<Item>, R, void> {
	try {
		for (;;) {
			const result = await awaited(source.next());
			if (result.done) return result.value;
			const {page, invalid} = result.value;
			if (typeof onInvalidItem === 'function') {
				for (const item of invalid) await abortable(Promise.resolve(onInvalidItem(item)), signal);
			}
			yield page;
		}
	} catch (error) {
		if (error === stopped) return undefined as R;
		throw error;
	} finally {
		await source.return(undefined as R);
	}
}
