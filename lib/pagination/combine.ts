import * as E from 'fp-ts/lib/Either.js';
import {type InvalidInput, invalidInput} from '../core/api-error.ts';
import {showValue} from '../core/decode-reasons.ts';
import {type ItemSource, interleave, type Source} from './interleave.ts';
import type {MergeSettings} from './merge-options.ts';
import {type ErrorPlace, orThrow} from './pagination-error.ts';
import {stoppable} from './stoppable.ts';
import {keepBackOf} from './walk.ts';
import type {WalkSummary} from './walk-pages.ts';

export type AnyIterable<T> = Iterable<T> | AsyncIterable<T>;

export interface CombinedSummary {
	/** `complete`; or in `summary`, where it was not read to its end: `stopped`, `aborted`, `failed`, or still `running`. */
	readonly reason: Exclude<WalkSummary['reason'], `max${string}`>;
}

/** Many walks as one: an async generator that also tells what it has done. */
export interface CombinedWalk<T, Summary> extends AsyncGenerator<T, Summary, void> {
	/** What was done so far: at any time, and after any end. */
	readonly summary: Summary;
}

const has = (value: unknown, method: symbol): boolean =>
	typeof value === 'object' && value !== null && typeof Reflect.get(value, method) === 'function';

export const isAsyncIterable = (value: unknown): value is AsyncIterable<unknown> => has(value, Symbol.asyncIterator);

/** Refuses what cannot be gone through. */
export const checkIterable = <T>(value: AnyIterable<T>, name: string): E.Either<InvalidInput, AnyIterable<T>> =>
	isAsyncIterable(value) || has(value, Symbol.iterator)
		? E.right(value)
		: E.left(
				invalidInput(`${name} must be an array or another iterable, got ${showValue(value)}. Nothing was requested.`),
			);

/** `for await` refuses this too; without it, such an iterator would seem to give `undefined` for ever. */
const resultOf = <T>(result: T): T => {
	if (Object(result) === result) return result;
	throw new TypeError(
		`next() of an iterable must give an object with done and value, or a promise of one, and gave ${showValue(result)}. ` +
			'Correct the iterator.',
	);
};

/** What an iterable gives, each as something else. */
export const mapped = <T, R>(iterable: AnyIterable<T>, map: (value: T) => R): Source<R> => {
	const iterator = Symbol.asyncIterator in iterable ? iterable[Symbol.asyncIterator]() : iterable[Symbol.iterator]();
	return {
		next: async () => {
			const {done, value} = resultOf(await iterator.next());
			return done ? {done, value} : {done: false, value: map(value)};
		},
		return: async () => iterator.return?.(),
	};
};

/** A walk as one of many. What it gave last does not count as taken while it waits for the consumer. */
export const sourceOf = <Item, Given>(
	walk: AsyncIterable<Item>,
	give: (item: Item) => Given,
): ItemSource<Item, Given> => {
	const iterator = walk[Symbol.asyncIterator]();
	const keepBack = keepBackOf(walk);
	return {
		next: async () => {
			const result = resultOf(await iterator.next());
			keepBack?.(!result.done);
			return result;
		},
		return: async () => iterator.return?.(),
		give: item => {
			keepBack?.(false);
			return give(item);
		},
	};
};

/** Many sources as one generator; where the input was refused, one that fails at its first `next()`. */
export const combine = <Settings extends MergeSettings, Item, Given, Counts>(
	checked: E.Either<InvalidInput, Settings>,
	place: Pick<ErrorPlace, 'redact' | 'callSite'>,
	counts: () => Counts,
	open: (settings: Settings) => Source<ItemSource<Item, Given>>,
): CombinedWalk<Given, Counts & CombinedSummary> => {
	const outer = E.isRight(checked) ? checked.right.signal : undefined;
	let reason: CombinedSummary['reason'] = E.isRight(checked) ? 'running' : 'failed';
	const summary = () => ({...counts(), reason});
	const endWith = (why: CombinedSummary['reason']) => {
		if (reason === 'running') reason = outer?.aborted ? 'aborted' : why;
	};
	const start = (signal: AbortSignal, end: () => void) => {
		const settings = orThrow(checked, place);
		const ended = (why: CombinedSummary['reason']) => {
			endWith(why);
			end();
		};
		return interleave(open(settings), {concurrency: settings.concurrency, signal, end: ended, summary});
	};
	const generator = stoppable(outer, start, () => endWith('stopped'));
	return Object.defineProperty(generator, 'summary', {get: summary}) as CombinedWalk<Given, Counts & CombinedSummary>;
};
