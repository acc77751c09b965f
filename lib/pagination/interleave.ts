import {onAbort} from '../abort/on-abort.ts';
import {stopped} from './stoppable.ts';

/** What can be asked for one value after the other, and closed; neither throws, but it may reject. */
export interface Source<T> {
	readonly next: () => Promise<IteratorResult<T, unknown>>;
	readonly return: () => Promise<unknown>;
}

/** One of many sources. */
export interface ItemSource<Item, Given> extends Source<Item> {
	/** What the consumer is given for an item. */
	readonly give: (item: Item) => Given;
}

export interface Interleaving<Summary> {
	/** So many sources are read at once. */
	readonly concurrency: number;
	/** Aborts when the consumer stops. */
	readonly signal: AbortSignal;
	/** Called in the end; it aborts the signal, so that what is open is closed. */
	readonly end: (reason: 'complete' | 'failed') => void;
	readonly summary: () => Summary;
}

/**
 * The items of many sources, each in its turn: one item of a source is asked for at a time, and what has come waits in a
 * queue, so that none is given two while another's waits. A source is asked again, and another one begun, only when the
 * consumer asks. An error comes in its place, behind the items that had come before it; one of what gives the sources,
 * behind all items of those that it had given. In the end all are closed at once.
 */
export async function* interleave<Item, Given, Summary>(
	sources: Source<ItemSource<Item, Given>>,
	{concurrency, signal, end, summary}: Interleaving<Summary>,
): AsyncGenerator<Given, Summary, void> {
	type Turn = {readonly source: ItemSource<Item, Given>; readonly item: Item} | undefined;
	const reading = new Set<ItemSource<Item, Given>>();
	const arrivals: Array<() => Turn> = [];
	let [hasMore, isAsked, wake] = [true, false, () => {}];
	/** Of what gives the sources: it stays asked, and so is never asked again. */
	let failure: {readonly error: unknown} | undefined;
	let closing: Promise<unknown> | undefined;

	const arrival = () =>
		new Promise<void>(resolve => {
			wake = resolve;
		});
	const arrive = (take: () => Turn) => {
		arrivals.push(take);
		wake();
	};
	const ask = <T>(
		source: Source<T>,
		take: (result: IteratorResult<T, unknown>) => Turn,
		fail: (error: unknown) => undefined,
	) => {
		source.next().then(
			result => arrive(() => take(result)),
			error => arrive(() => fail(error)),
		);
	};
	const failNow = (error: unknown): never => {
		throw error;
	};
	const failLater = (error: unknown): undefined => {
		failure = {error};
	};
	const read = (source: ItemSource<Item, Given>) =>
		ask(source, ({done, value}) => (done ? void reading.delete(source) : {source, item: value}), failNow);
	const begin = ({done, value}: IteratorResult<ItemSource<Item, Given>, unknown>): undefined => {
		[hasMore, isAsked] = [!done, false];
		if (done) return;
		reading.add(value);
		read(value);
	};
	const close = () => {
		closing ??= Promise.allSettled([...reading, ...(hasMore ? [sources] : [])].map(source => source.return()));
		wake();
		return closing;
	};
	onAbort(signal, close);

	let reason: 'complete' | 'failed' = 'failed';
	try {
		while ((hasMore && failure === undefined) || reading.size > 0) {
			if (hasMore && !isAsked && reading.size < concurrency) {
				isAsked = true;
				ask(sources, begin, failLater);
			}
			if (arrivals.length === 0) await arrival();
			signal.throwIfAborted();
			const turn = arrivals.shift()?.();
			if (turn === undefined) continue;
			yield turn.source.give(turn.item);
			read(turn.source);
		}
		if (failure !== undefined) throw failure.error;
		reason = 'complete';
	} catch (error) {
		if (error !== stopped) throw error;
	} finally {
		end(reason);
		await close();
	}
	return summary();
}
