/** The body was larger than the limit; what remained of it was not read. */
export class BodyTooLarge extends Error {}

/** A body that was read to its end. */
export interface ReadBody {
	/** Undefined when the bytes are not UTF-8: a changed text would be worse than none. Without a byte order mark. */
	readonly text: string | undefined;
	/** Bytes after decompression. */
	readonly bytes: number;
}

/** The text so far with one more chunk, or with the last one when there is no chunk. */
const decodeNext = (
	decoder: InstanceType<typeof TextDecoder>,
	text: string,
	chunk?: Uint8Array,
): string | undefined => {
	try {
		return text + decoder.decode(chunk, {stream: chunk !== undefined});
	} catch {
		return undefined;
	}
};

/**
 * Reads a body of up to `limit` bytes. Each chunk is decoded when it comes, while the network is at work on the next
 * one: what is left to do after the last chunk is what a consumer waits for.
 */
export const readBody = async (response: Response, limit: number): Promise<ReadBody> => {
	const decoder = new TextDecoder('utf-8', {fatal: true});
	let text: string | undefined = '';
	let bytes = 0;
	const reader = response.body?.getReader();
	if (reader === undefined) return {text, bytes};
	for (let read = await reader.read(); !read.done; read = await reader.read()) {
		bytes += read.value.byteLength;
		if (bytes > limit) {
			await reader.cancel().catch(() => {});
			throw new BodyTooLarge();
		}
		if (text !== undefined) text = decodeNext(decoder, text, read.value);
	}
	if (text !== undefined) text = decodeNext(decoder, text);
	return {text, bytes};
};
