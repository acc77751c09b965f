import type {FetchedResponse} from './fetch-like.ts';
import {FetchMisused} from './fetch-misused.ts';

/** A body, whatever it is made of. */
export interface BodyReader {
	readonly read: () => Promise<{readonly done?: boolean | undefined; readonly value?: unknown}>;
	/** Ends it; what it then complains of is nobody's business. */
	readonly cancel: () => void;
}

/** What bodies have that can be read, each with its own. */
type Body = Partial<ReadableStream<unknown>> &
	Partial<AsyncIterable<unknown>> &
	Partial<NodeJS.ReadableStream> & {
		readonly destroy?: () => unknown;
	};

const ignore = () => {};
const quietly = async (end: () => unknown): Promise<void> => {
	try {
		await end();
	} catch {
		// Bodies of others may throw, or reject, when they are ended.
	}
};

const ofIterable = (body: Body, iterator: AsyncIterator<unknown>): BodyReader => {
	// A Node stream whose error nobody hears would end the process, also when it comes after the end.
	if (typeof body.on === 'function') body.on('error', ignore);
	return {
		read: () => iterator.next(),
		// An iterator would first give what it was asked for, which may never come.
		cancel: () => void quietly(() => (typeof body.destroy === 'function' ? body.destroy() : iterator.return?.())),
	};
};

/** For what has no body to read bit by bit: React Native, and mocks. */
const ofText = (text: () => PromiseLike<unknown>): BodyReader => {
	let done = false;
	const read = async () => {
		if (done) return {done};
		done = true;
		return {value: await text()};
	};
	return {read, cancel: ignore};
};

/** Opens a response's body; undefined when it has none. */
export const openBody = (response: FetchedResponse): BodyReader | undefined => {
	const {bodyUsed, text} = response as {readonly bodyUsed?: unknown; readonly text?: () => PromiseLike<unknown>};
	const body = response.body as Body | null | undefined;
	if (bodyUsed === true || body?.locked === true) {
		throw new FetchMisused('gave a Response whose body was read already: it must be a new one each time');
	}
	if (body === null || body === undefined) {
		if (typeof text === 'function') return ofText(text.bind(response));
		if (body === null) return undefined;
		throw new FetchMisused('gave a Response with neither a body nor text()');
	}
	if (typeof body.getReader === 'function') {
		const reader = body.getReader();
		return {read: () => reader.read(), cancel: () => void quietly(() => reader.cancel())};
	}
	const iterate = body[Symbol.asyncIterator];
	if (typeof iterate === 'function') return ofIterable(body, iterate.call(body));
	throw new FetchMisused('gave a Response with a body that cannot be read: it must be a stream of bytes');
};

/** Ends a body that nobody reads, so that its connection is free. */
export const discardBody = (response: FetchedResponse): void => {
	try {
		openBody(response)?.cancel();
	} catch {
		// It is being read, or no body.
	}
};

const encoder = new TextEncoder();

/** A chunk as bytes; Node streams may have been told to give text. */
export const bytesOf = (chunk: unknown): Uint8Array => {
	if (typeof chunk === 'string') return encoder.encode(chunk);
	if (ArrayBuffer.isView(chunk)) return new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength);
	throw new FetchMisused('gave a Response with a body of something else than bytes');
};
