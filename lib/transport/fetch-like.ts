/** What a `fetch` is called with, beside the address. */
export interface FetchInit {
	readonly method: string;
	/** Credentials among them. */
	readonly headers: Readonly<Record<string, string>>;
	/** Aborted when nobody wants the answer any more. */
	readonly signal: AbortSignal;
	readonly redirect: 'manual';
}

/** What is needed of a `Response`, whichever package it is of. */
export interface FetchedResponse {
	readonly status: number;
	readonly headers: {get(name: string): string | null};
	/** A web stream, a Node stream or another async iterable of bytes; where there is none, `text()` is called. */
	readonly body?: object | null | undefined;
}

/** A `fetch` as far as it is used here: that of the runtime, npm's undici and node-fetch are such. */
export type FetchLike = (url: string, init: FetchInit) => PromiseLike<FetchedResponse>;
