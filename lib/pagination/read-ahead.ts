/**
 * Bounded look-ahead: while the consumer is busy with one value, up to `depth` further ones are being made. They come
 * in order; an error comes in its place, after the values before it. Nothing starts before the first `next()`.
 * @param onWaiting told when the consumer begins to wait: none is there for it
 */
export async function* readAhead<T, R>(
	source: AsyncGenerator<T, R, void>,
	depth: number,
	onWaiting: () => void = () => {},
): AsyncGenerator<T, R, void> {
	const ahead: Array<{readonly pulled: Promise<IteratorResult<T, R>>; isThere: boolean}> = [];
	const pull = () => {
		const next = {pulled: source.next(), isThere: false};
		const settled = () => {
			next.isThere = true;
		};
		// It is awaited later or, when the consumer has gone, never: either way it must not count as unhandled.
		next.pulled.then(settled, settled);
		ahead.push(next);
	};
	try {
		for (;;) {
			if (ahead.length === 0) pull();
			const next = ahead.shift() as (typeof ahead)[number];
			if (!next.isThere) onWaiting();
			const result = await next.pulled;
			if (result.done) return result.value;
			while (ahead.length < depth) pull();
			yield result.value;
		}
	} finally {
		await source.return(undefined as R);
	}
}
