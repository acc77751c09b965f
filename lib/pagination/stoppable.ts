import {type LinkedAbort, linkedAbort} from '../abort/linked-abort.ts';

/** The reason with which a walk's requests are aborted when its consumer stops. */
export const stopped = Symbol('stopped');

/** What the runtime's own async iterators inherit, with any helpers that it may add. */
export const asyncIteratorPrototype: object = Object.getPrototypeOf(
	Object.getPrototypeOf(Object.getPrototypeOf((async function* () {})())),
);

/**
 * Nobody can ask a walk for more that is collected: what it reads ahead is ended. Whoever waits for a page keeps it, as
 * that calls `end` in the end.
 */
const collected = new FinalizationRegistry<LinkedAbort>(({abort, unlink}) => {
	unlink();
	abort(stopped);
});

/**
 * What users get: a generator whose `return()` and `throw()` abort first and settle then. A bare `async function*`
 * would finish the `next()` that is pending before it even looks at a `return()`, so a stalled server or a long
 * back-off would hold the consumer fast.
 *
 * @param start makes the generator, at the first `next()`; it must call `end` when the generator has ended
 * @param onEnd told of the end, whichever it is, perhaps more than once
 */
export const stoppable = <T, R>(
	outer: AbortSignal | undefined,
	start: (signal: AbortSignal, end: () => void) => AsyncGenerator<T, R, void>,
	onEnd: () => void = () => {},
): AsyncGenerator<T, R, void> => {
	// Made at the first next(): a walk that is never begun leaves nothing on the caller's signal.
	let linked: LinkedAbort | undefined;
	let inner: AsyncGenerator<T, R, void> | undefined;
	let ended = false;
	let stopping: Promise<unknown> | undefined;

	const end = () => {
		ended = true;
		onEnd();
		collected.unregister(generator);
		linked?.unlink();
		linked?.abort(stopped); // What was requested ahead and is not needed any more.
	};
	const stop = (): Promise<unknown> => {
		end();
		stopping ??= Promise.resolve(inner?.return(undefined as R)).catch(() => {});
		return stopping;
	};
	const stopWith = async (error: unknown): Promise<never> => {
		await stop();
		throw error;
	};

	const generator: AsyncGenerator<T, R, void> = Object.create(asyncIteratorPrototype);
	return Object.assign(generator, {
		next: (): Promise<IteratorResult<T, R>> => {
			if (ended) return Promise.resolve({done: true, value: undefined as R});
			if (linked === undefined) {
				linked = linkedAbort(outer);
				collected.register(generator, linked, generator);
			}
			const {signal} = linked;
			// Items that are already here are not given any more once the caller's signal has said stop.
			if (signal.aborted) return stopWith(signal.reason);
			try {
				inner ??= start(signal, end);
			} catch (error) {
				return stopWith(error);
			}
			// Nothing is put around this promise: it is the one that each item costs.
			return inner.next();
		},
		return: async (value: R | PromiseLike<R>): Promise<IteratorResult<T, R>> => {
			await stop();
			return {done: true, value: await value};
		},
		throw: (error: unknown): Promise<IteratorResult<T, R>> => stopWith(error),
		[Symbol.asyncIterator]: () => generator,
		[Symbol.asyncDispose]: async () => {
			await stop();
		},
		[Symbol.toStringTag]: 'AsyncGenerator',
	});
};
