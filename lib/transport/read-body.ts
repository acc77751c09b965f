import {onAbort} from '../abort/on-abort.ts';
import {bytesOf, openBody} from './body-reader.ts';
import {decodeChunks, decodeHead} from './decode-chunks.ts';
import type {FetchedResponse} from './fetch-like.ts';
import {codeOf} from './thrown.ts';

/** The body was larger than the limit; what remained of it was not read. */
export class BodyTooLarge extends Error {}

/** A body that was read to its end, or as far as it can be. */
export interface ReadBody {
	/** Undefined when the bytes are no text: a changed one would be worse than none. Without a byte order mark. */
	readonly text: string | undefined;
	/** The bytes that the text was made of, in pieces. */
	readonly chunks?: readonly Uint8Array[];
	/** Why there is no text. */
	readonly flaw?: string;
	/** Bytes after decompression. */
	readonly bytes: number;
}

/** What a runtime's decompression says to bytes that are not what the headers announce. */
const isWrongCoding = (error: unknown): boolean => /^(Z_|ERR__ERROR_|ERR_BROTLI|ZSTD_)/.test(codeOf(error) ?? '');

/** Bytes of a body that are looked at before the rest has come: there is room in them for links. */
const headLength = 2 ** 13;

/** Bytes that must have come before. Shorter bodies are there before anything that is made of their head. */
const shortestBegun = 48 * 2 ** 10;

/** As it is before anybody's tests replace it. Browsers have none, and need none: their requests leave in a process of their own. */
const {setImmediate: nextTurn} = globalThis as {readonly setImmediate?: (callback: () => void) => unknown};

/**
 * Lets go what was requested because of a head: undici 7, in Node 24, sends it only when the event loop comes round, and
 * the whole rest of a body may have come in one turn. The thread is then busy with that while the server idles.
 */
const letLeave = (): Promise<void> => new Promise(resolve => (nextTurn ?? queueMicrotask)(resolve));

/** Reads a body of up to `limit` bytes. */
export const readBody = async (
	response: FetchedResponse,
	limit: number,
	signal: AbortSignal,
	onHead?: (head: string) => void,
): Promise<ReadBody> => {
	const chunks: Uint8Array[] = [];
	let bytes = 0;
	let awaitsHead = onHead !== undefined;
	// Compressed, it says nothing of what it unpacks to.
	const announced = response.headers.get('content-encoding') ? 0 : Number(response.headers.get('content-length'));
	const reader = openBody(response);
	if (reader === undefined) return {text: '', bytes};
	const refuse = (): never => {
		reader.cancel();
		throw new BodyTooLarge();
	};
	if (announced > limit) return refuse();
	// Of a fetch that does not heed the signal, nobody else would end it.
	const forget = onAbort(signal, reader.cancel);
	try {
		for (let read = await reader.read(); !read.done; read = await reader.read()) {
			const chunk = bytesOf(read.value);
			bytes += chunk.byteLength;
			if (bytes > limit) return refuse();
			chunks.push(chunk);
			if (awaitsHead && bytes >= shortestBegun) {
				awaitsHead = false;
				const head = decodeHead(chunks, headLength);
				if (head !== undefined) onHead?.(head);
			}
		}
	} catch (error) {
		if (!isWrongCoding(error)) throw error;
		return {text: undefined, bytes, flaw: 'bytes that are not compressed as its headers say'};
	} finally {
		forget();
	}
	if (onHead !== undefined && !awaitsHead) await letLeave();
	const text = decodeChunks(chunks);
	return text === undefined ? {text, bytes, flaw: 'bytes that are not UTF-8'} : {text, chunks, bytes};
};

/** What an error's own words may take: longer ones are not worth the reading. */
const longestErrorBody = 2 ** 20;

/** The body of an answer whose status says enough: one that is too long is left unread, and hides nothing. */
export const readErrorBody = async (
	response: FetchedResponse,
	limit: number,
	signal: AbortSignal,
): Promise<ReadBody> => {
	try {
		return await readBody(response, Math.min(limit, longestErrorBody), signal);
	} catch (error) {
		if (!(error instanceof BodyTooLarge)) throw error;
		return {text: undefined, bytes: 0, flaw: 'more bytes than are read of an error'};
	}
};
