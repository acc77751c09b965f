/**
 * Bounded look-ahead: while the consumer is busy with one value, up to `depth` further ones are being made. They come
 * in order; an error comes in its place, after the values before it. Nothing starts before the first `next()`.
 */
export async function* readAhead<T, R>(source: AsyncGenerator<T, R, void>, depth: number): AsyncGenerator<T, R, void> {
	const ahead: Array<Promise<IteratorResult<T, R>>> = [];
	const pull = () => {
		const pulled = source.next();
		// It is awaited later or, when the consumer has gone, never: either way it must not count as unhandled.
		pulled.catch(() => {});
		ahead.push(pulled);
	};
	try {
		for (;;) {
			if (ahead.length === 0) pull();
			const result = await (ahead.shift() as Promise<IteratorResult<T, R>>);
			if (result.done) return result.value;
			while (ahead.length < depth) pull();
			yield result.value;
		}
	} finally {
		await source.return(undefined as R);
	}
}
