import type {RequestDescriptor} from './request-descriptor.ts';

/** One complaint of a 400 or 422 answer, whichever of SignalWire's two shapes it came in. */
export interface ErrorDetail {
	readonly message: string;
	readonly attribute?: string;
	readonly code?: string;
}

interface Failure {
	/** What happened, where, and what to do next. */
	readonly message: string;
	/** What was thrown; may hold secrets until it is cleaned. */
	readonly cause?: unknown;
}

interface Requested extends Failure {
	/** The request that failed, or whose answer cannot be used. */
	readonly request: RequestDescriptor;
}

interface Answered extends Requested {
	/** The answer's status. */
	readonly status: number;
}

// An editor shows the kinds of a union one after the other, so each is an entry of a list.

export interface InvalidInput extends Failure {
	/** - `invalid-input`: what was passed cannot be used; nothing was sent, unless it is a `fetch` whose answers are none. */
	readonly kind: 'invalid-input';
}

export interface NetworkError extends Requested {
	/** - `network`: the connection failed, or ended before the answer was whole. */
	readonly kind: 'network';
	/** The system's or the runtime's code, such as `ECONNREFUSED`. */
	readonly code?: string;
}

export interface TimeoutError extends Requested {
	/** - `timeout`: one attempt took longer than the client's `timeout`, or than a limit of the fetch that it was sent with. */
	readonly kind: 'timeout';
	/** That limit's code, such as `UND_ERR_CONNECT_TIMEOUT`. */
	readonly code?: string;
}

export interface AuthenticationError extends Answered {
	/** - `authentication`: 401 or 403, or 407 of a proxy. */
	readonly kind: 'authentication';
}

export interface RejectedError extends Answered {
	/** - `rejected`: any other answer that is neither a page nor a server's failure: 400, 404, 422 and so on. */
	readonly kind: 'rejected';
	/** What a 400 or 422 answer complained of. */
	readonly details: readonly ErrorDetail[];
}

interface Postponing {
	/** What `Retry-After` last asked for, in milliseconds. */
	readonly retryAfter?: number;
}

export interface RateLimitedError extends Answered, Postponing {
	/** - `rate-limited`: 429, after all retries. */
	readonly kind: 'rate-limited';
}

export interface ServerError extends Answered, Postponing {
	/** - `server`: 5xx, after all retries. */
	readonly kind: 'server';
}

export interface InvalidBodyError extends Answered {
	/** - `invalid-body`: a 2xx answer whose body is not whole JSON, or not compressed as it says. */
	readonly kind: 'invalid-body';
}

export interface ResponseTooLargeError extends Answered {
	/** - `response-too-large`: a 2xx answer larger than `maxResponseBytes`, or of so many values that they take far more memory. */
	readonly kind: 'response-too-large';
}

export interface UnsafeRedirectError extends Answered {
	/** - `unsafe-redirect`: to another origin, with credentials, one too many, or one that a `fetch` followed by itself. */
	readonly kind: 'unsafe-redirect';
}

interface Unexpected extends Requested {
	/** What is wrong with the page or the item, a sentence for each field. */
	readonly reasons: readonly string[];
}

export interface InvalidPageError extends Unexpected {
	/** - `invalid-page`: JSON, but not a page: the entries or the links are missing or of another type. */
	readonly kind: 'invalid-page';
}

export interface InvalidItemError extends Unexpected {
	/** - `invalid-item`: an entry of a page is not what the list holds. */
	readonly kind: 'invalid-item';
}

export interface UnsafeLinkError extends Requested {
	/** - `unsafe-link`: a next link leads off the list or the host, or holds credentials. */
	readonly kind: 'unsafe-link';
}

export interface LinkLoopError extends Requested {
	/** - `link-loop`: a next link to a page that this walk has had, or one of many in a row behind which nothing is new. */
	readonly kind: 'link-loop';
}

export interface DestinationError extends Failure {
	/** - `destination`: a file or table of an export cannot be written, is in the way, or does not belong to this export. */
	readonly kind: 'destination';
	/** The system's code, such as `ENOSPC`, or that of Postgres. */
	readonly code?: string;
}

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

/**
 * Every kind that reaches a user as a `PaginationError`.
 *
 * @useDeclaredType
 */
export type PaginationErrorKind = Exclude<ApiError, Aborted>['kind'];

export const invalidInput = (message: string): InvalidInput => ({kind: 'invalid-input', message});
export const aborted = (reason: unknown): Aborted => ({kind: 'aborted', reason});
