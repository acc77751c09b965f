import type {Page} from '../core/page.ts';
import {asyncIteratorPrototype} from './stoppable.ts';

export interface Flattened<Item, R> {
	readonly generator: AsyncGenerator<Item, R, void>;
	/** The page at hand, and how many of its items were given; undefined before the first page. */
	readonly place: () => {readonly page: Page<Item>; readonly taken: number} | undefined;
}

/**
 * The items of pages, one by one; the next page is asked for only when the last item of this one has been taken.
 *
 * The items half of the public wrapper, written by hand because an `async function*` costs two more promises for each
 * item: here an item that is at hand costs the one that the language asks for. Several `next()` at once are answered
 * in order, each item once.
 *
 * @param signal the caller's own: items at hand are not given any more once it has said stop
 * @param leave called when a page takes the place of the one at hand, just before
 */
export const flattenPages = <Item, R>(
	pages: AsyncGenerator<Page<Item>, R, void>,
	signal: AbortSignal | undefined,
	leave: () => void,
): Flattened<Item, R> => {
	let page: Page<Item> | undefined;
	let items: readonly Item[] = [];
	let taken = 0;
	/** The last of the calls that wait for a page. */
	let waiting: Promise<unknown> | undefined;
	let stopped = false;

	const stop = () => {
		stopped = true;
	};
	const take = (): IteratorResult<Item, R> => ({done: false, value: items[taken++] as Item});
	const takeOrFetch = async (): Promise<IteratorResult<Item, R>> => {
		if (signal?.aborted) stop();
		while (stopped || taken >= items.length) {
			const result = await pages.next();
			if (result.done) return result;
			// A page that was just arriving when the consumer stopped is not given any more.
			if (stopped) continue;
			leave();
			page = result.value;
			items = page.items;
			taken = 0;
		}
		return take();
	};
	const queue = (): Promise<IteratorResult<Item, R>> => {
		const result = waiting === undefined ? takeOrFetch() : waiting.then(takeOrFetch, takeOrFetch);
		const done = () => {
			if (waiting === result) waiting = undefined;
		};
		waiting = result;
		result.then(done, done);
		return result;
	};

	const generator: AsyncGenerator<Item, R, void> = Object.create(asyncIteratorPrototype);
	Object.assign(generator, {
		next: (): Promise<IteratorResult<Item, R>> =>
			waiting === undefined && taken < items.length && !stopped && !signal?.aborted ? Promise.resolve(take()) : queue(),
		return: (value: R | PromiseLike<R>): Promise<IteratorResult<Item, R>> => {
			stop();
			return pages.return(value) as Promise<IteratorResult<Item, R>>;
		},
		throw: (error: unknown): Promise<IteratorResult<Item, R>> => {
			stop();
			return pages.throw(error) as Promise<IteratorResult<Item, R>>;
		},
		[Symbol.asyncIterator]: () => generator,
		[Symbol.asyncDispose]: async () => {
			stop();
			await pages.return(undefined as R);
		},
		[Symbol.toStringTag]: 'AsyncGenerator',
	});
	return {generator, place: () => page && {page, taken}};
};
