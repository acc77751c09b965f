/** The body was larger than the limit; what remained of it was not read. */
export class BodyTooLarge extends Error {}

/** Bytes of a body, decoded from its transfer and content encodings, up to `limit`. */
export const readBody = async (response: Response, limit: number): Promise<Uint8Array> => {
	const reader = response.body?.getReader();
	if (reader === undefined) return new Uint8Array();
	const chunks: Uint8Array[] = [];
	let size = 0;
	for (let read = await reader.read(); !read.done; read = await reader.read()) {
		size += read.value.byteLength;
		if (size > limit) {
			await reader.cancel().catch(() => {});
			throw new BodyTooLarge();
		}
		chunks.push(read.value);
	}
	return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks, size);
};

/** Strict: text that is not UTF-8 is refused rather than changed. A byte order mark is left out. */
export const decodeText = (bytes: Uint8Array): string => new TextDecoder('utf-8', {fatal: true}).decode(bytes);
