import type {RequestDescriptor} from './request-descriptor.ts';

/** One complaint of a 400 or 422 answer, whichever of SignalWire's two shapes it came in. */
export interface ErrorDetail {
	readonly message: string;
	readonly attribute?: string;
	readonly code?: string;
}

interface Failure<Kind extends string> {
	readonly kind: Kind;
	/** What happened, where, and what to do next. */
	readonly message: string;
	/** What was thrown; may hold secrets until it is cleaned. */
	readonly cause?: unknown;
}

interface Answered {
	readonly request: RequestDescriptor;
	readonly status: number;
}

/** What the caller passed cannot be used; nothing was sent, unless it is a `fetch` whose answers are none. */
export type InvalidInput = Failure<'invalid-input'>;

/** The connection failed, or ended before the answer was whole. */
export type NetworkError = Failure<'network'> & {
	readonly request: RequestDescriptor;
	/** The system's or the runtime's code, such as `ECONNREFUSED`. */
	readonly code?: string;
};

/** One attempt took longer than the client's `timeout`, or than a limit of the fetch that it was sent with. */
export type TimeoutError = Failure<'timeout'> & {
	readonly request: RequestDescriptor;
	/** That limit's code, such as `UND_ERR_CONNECT_TIMEOUT`. */
	readonly code?: string;
};

/** 401 or 403, or 407 of a proxy. */
export type AuthenticationError = Failure<'authentication'> & Answered;

/** Any other answer that is neither a page nor a server's failure: 400, 404, 422 and so on. */
export type RejectedError = Failure<'rejected'> & Answered & {readonly details: readonly ErrorDetail[]};

/** 429. */
export type RateLimitedError = Failure<'rate-limited'> &
	Answered & {
		/** What `Retry-After` asked for, in milliseconds. */
		readonly retryAfter?: number;
	};

/** 5xx. */
export type ServerError = Failure<'server'> & Answered & {readonly retryAfter?: number};

/** A 2xx answer whose body is not whole JSON, or not compressed as it says. */
export type InvalidBodyError = Failure<'invalid-body'> & Answered;

/** A 2xx answer larger than the client's `maxResponseBytes`, or of so many JSON values that they take far more memory. */
export type ResponseTooLargeError = Failure<'response-too-large'> & Answered;

/** A redirect to another origin, one that holds credentials, one too many, or one that a `fetch` followed by itself. */
export type UnsafeRedirectError = Failure<'unsafe-redirect'> & Answered;

/** JSON, but not a page: `data` or `links` missing or of another type. */
export type InvalidPageError = Failure<'invalid-page'> & {
	readonly request: RequestDescriptor;
	readonly reasons: readonly string[];
};

/** A page with an entry that is not what the endpoint lists. */
export type InvalidItemError = Failure<'invalid-item'> & {
	readonly request: RequestDescriptor;
	readonly reasons: readonly string[];
};

/** A next link that leads off the endpoint or the host, or holds credentials. */
export type UnsafeLinkError = Failure<'unsafe-link'> & {readonly request: RequestDescriptor};

/** A next link to a page that this walk has already had, or one of many in a row behind which nothing is new. */
export type LinkLoopError = Failure<'link-loop'> & {readonly request: RequestDescriptor};

/** A file of an export cannot be written, is in the way, or does not belong to this export. */
export type DestinationError = Failure<'destination'> & {
	/** The system's code, such as `ENOSPC`. */
	readonly code?: string;
};

/** The caller's signal, or the end of the walk, stopped a request. Never becomes a `PaginationError`. */
export interface Aborted {
	readonly kind: 'aborted';
	readonly reason: unknown;
}

/** All that can go wrong between a query and a page. */
export type ApiError =
	| InvalidInput
	| NetworkError
	| TimeoutError
	| AuthenticationError
	| RejectedError
	| RateLimitedError
	| ServerError
	| InvalidBodyError
	| ResponseTooLargeError
	| UnsafeRedirectError
	| InvalidPageError
	| InvalidItemError
	| UnsafeLinkError
	| LinkLoopError
	| DestinationError
	| Aborted;

/** Every kind that reaches a user as a `PaginationError`. */
export type PaginationErrorKind = Exclude<ApiError, Aborted>['kind'];

export const invalidInput = (message: string): InvalidInput => ({kind: 'invalid-input', message});
export const aborted = (reason: unknown): Aborted => ({kind: 'aborted', reason});
