import type {ApiError, PaginationErrorKind} from '../core/api-error.ts';
import type {RequestDescriptor} from '../core/request-descriptor.ts';

interface OfAttempt {
	readonly request: RequestDescriptor;
	/** 1 for the first attempt of a request. */
	readonly attempt: number;
}

/**
 * An attempt is being sent.
 *
 * @interface
 */
export type RequestEvent = OfAttempt & {readonly type: 'request'};

/**
 * An answer has arrived whole. `duration` in milliseconds, `bytes` of its decoded body.
 *
 * @interface
 */
export type ResponseEvent = OfAttempt & {
	readonly type: 'response';
	readonly status: number;
	readonly duration: number;
	readonly bytes: number;
};

/**
 * An attempt failed and another follows after `delay` milliseconds.
 *
 * @interface
 */
export type RetryEvent = OfAttempt & {
	readonly type: 'retry';
	readonly delay: number;
	readonly kind: PaginationErrorKind;
	readonly status?: number;
};

/**
 * The server asked everybody to wait, or told that nothing is left of its rate limit: no walk of this client sends
 * anything for `delay` milliseconds.
 *
 * @interface
 */
export type PauseEvent = OfAttempt & {readonly type: 'pause'; readonly delay: number; readonly status: number};

/**
 * The request is given up: no further attempt follows. `aborted`: nobody waits for it any more.
 *
 * @interface
 */
export type FailureEvent = OfAttempt & {
	readonly type: 'failure';
	readonly kind: PaginationErrorKind | 'aborted';
	readonly status?: number;
	/** Milliseconds for which the server asked to be left alone. */
	readonly retryAfter?: number;
};

export type TransportEvent = RequestEvent | ResponseEvent | RetryEvent | PauseEvent | FailureEvent;

const statusOf = (error: ApiError): {readonly status?: number} => ('status' in error ? {status: error.status} : {});

export const retryEvent = (of: OfAttempt, delay: number, error: ApiError): RetryEvent => ({
	type: 'retry',
	...of,
	delay,
	kind: error.kind === 'aborted' ? 'network' : error.kind,
	...statusOf(error),
});

export const failureEvent = (of: OfAttempt, error: ApiError): FailureEvent => ({
	type: 'failure',
	...of,
	kind: error.kind,
	...statusOf(error),
	...('retryAfter' in error && error.retryAfter !== undefined && {retryAfter: error.retryAfter}),
});
