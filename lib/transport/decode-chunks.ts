/** Of a larger body nothing is kept. */
const largestKept = 2 ** 22;

/** Where chunks are put side by side, body after body: new memory costs more than the copying. */
let bench = new Uint8Array(0);

const benchOf = (bytes: number): Uint8Array => {
	if (bytes <= bench.byteLength) return bench;
	const larger = new Uint8Array(bytes);
	if (bytes <= largestKept) bench = larger;
	return larger;
};

/** All in one, until the next call. */
export const joinChunks = (chunks: readonly Uint8Array[]): Uint8Array => {
	const length = chunks.reduce((sum, chunk) => sum + chunk.byteLength, 0);
	const joined = benchOf(length);
	let end = 0;
	for (const chunk of chunks) {
		joined.set(chunk, end);
		end += chunk.byteLength;
	}
	return joined.subarray(0, end);
};

/** Undefined for what is no UTF-8. */
const decode = (bytes: Uint8Array, isWhole: boolean): string | undefined => {
	const decoder = new TextDecoder('utf-8', {fatal: true});
	try {
		// As a stream also what is whole: Node 20 takes a third longer for it otherwise.
		const text = decoder.decode(bytes, {stream: true});
		return isWhole ? text + decoder.decode() : text;
	} catch {
		return undefined;
	}
};

/**
 * The text of a body, undefined where its bytes are no UTF-8. It is made of all chunks at once: a text that is added to
 * chunk by chunk would be put together anew by who reads it.
 */
export const decodeChunks = (chunks: readonly Uint8Array[]): string | undefined => decode(joinChunks(chunks), true);

/** The first characters of a body, from so many bytes; one that is cut there is left out. */
export const decodeHead = (chunks: readonly Uint8Array[], bytes: number): string | undefined =>
	decode(joinChunks(chunks).subarray(0, bytes), false);
