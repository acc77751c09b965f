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

/** Nowhere but in Node and its kin. */
const {Buffer: NodeBuffer} = globalThis as {readonly Buffer?: typeof Buffer};

/**
 * Whether joined bytes are all ASCII, as in most answers in English, and of servers that escape all else. Four at a time,
 * and by index: `for of` over them takes six times as long.
 */
const isAscii = ({buffer, byteLength}: Uint8Array): boolean => {
	const words = new Uint32Array(buffer, 0, byteLength >> 2);
	for (let place = 0; place < words.length; place++) if (((words[place] as number) & 0x80808080) !== 0) return false;
	return new Uint8Array(buffer, words.byteLength, byteLength % 4).every(byte => byte < 0x80);
};

/** Undefined for what is no UTF-8. */
const decode = (bytes: Uint8Array, isWhole: boolean): string | undefined => {
	// Bytes that are characters are only copied, and JSON.parse is faster with them.
	if (NodeBuffer && isAscii(bytes)) return NodeBuffer.from(bytes.buffer, 0, bytes.byteLength).toString('latin1');
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
