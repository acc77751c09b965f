import * as E from 'fp-ts/lib/Either.js';
import type {ApiError, ErrorDetail, PaginationErrorKind} from '../core/api-error.ts';
import {type Position, toCursor} from '../core/cursor.ts';
import {printable} from '../core/printable.ts';
import type {RequestDescriptor} from '../core/request-descriptor.ts';
import type {Redact} from '../transport/secrets.ts';

/** Where a walk was when something went wrong. */
export interface ErrorPlace {
	/** Where resuming yields what has not been given yet. */
	readonly position?: Position;
	/** 1 for the walk's first page. */
	readonly page?: number;
	readonly redact?: Redact;
}

const cleanDetail = ({message, attribute, code}: ErrorDetail, clean: Redact): ErrorDetail => ({
	message: clean(message),
	...(attribute !== undefined && {attribute: clean(attribute)}),
	...(code !== undefined && {code: clean(code)}),
});

/** An error whose texts hold no secrets, and nothing that a terminal would obey: others have a say in them. */
export const cleanError = <Failed extends ApiError>(error: Failed, redact: Redact): Failed => {
	const clean: Redact = text => printable(redact(text));
	return {
		...error,
		...('message' in error && {message: clean(error.message)}),
		...('details' in error && {details: error.details.map(detail => cleanDetail(detail, clean))}),
		...('reasons' in error && {reasons: error.reasons.map(clean)}),
		...('code' in error && error.code !== undefined && {code: clean(error.code)}),
	};
};

/**
 * The one error of this library. `kind` says what went wrong, the message also where and what to do next; the other
 * fields are there when they were known. It never holds credentials.
 *
 * @example
 * try {
 * 	for await (const room of paginateRooms(signalwire)) save(room);
 * } catch (error) {
 * 	if (!isPaginationError(error)) throw error;
 * 	if (error.kind === 'authentication') console.error('Check the token:', error.message);
 * 	else console.error(`Resume later from ${error.cursor}:`, error.message);
 * }
 */
export class PaginationError extends Error {
	override readonly name = 'PaginationError';
	readonly kind: PaginationErrorKind;
	/** The answer's status, when there was one. */
	readonly status: number | undefined;
	readonly request: RequestDescriptor | undefined;
	/** The number of the page that failed, from 1. */
	readonly page: number | undefined;
	/** Pass it as `resumeFrom`: the walk goes on with the rooms that this one had not given. */
	readonly cursor: string | undefined;
	/** What a 400 or 422 answer complained of. */
	readonly details: readonly ErrorDetail[];
	/** What is wrong with an invalid page or item, a sentence for each field. */
	readonly reasons: readonly string[];
	/** What `Retry-After` last asked for, in milliseconds. */
	readonly retryAfter: number | undefined;
	/** The system's code for a network failure, such as `ECONNRESET`. */
	readonly code: string | undefined;

	constructor(failure: Exclude<ApiError, {kind: 'aborted'}>, {position, page, redact = text => text}: ErrorPlace = {}) {
		const error = cleanError(failure, redact);
		super(error.message);
		this.kind = error.kind;
		this.status = 'status' in error ? error.status : undefined;
		this.request = 'request' in error ? error.request : undefined;
		this.page = page;
		this.cursor = position && toCursor(position);
		this.details = 'details' in error ? error.details : [];
		this.reasons = 'reasons' in error ? error.reasons : [];
		this.retryAfter = 'retryAfter' in error ? error.retryAfter : undefined;
		this.code = 'code' in error ? error.code : undefined;
	}
}

/** Tells a `PaginationError` from others, also when two copies of this package are installed. */
export const isPaginationError = (error: unknown): error is PaginationError =>
	error instanceof PaginationError || (error instanceof Error && error.name === 'PaginationError' && 'kind' in error);

/** The one place where a `Left` becomes a throw. An abort throws the signal's own reason. */
export const orThrow = <A>(result: E.Either<ApiError, A>, place?: ErrorPlace): A => {
	if (E.isRight(result)) return result.right;
	throw result.left.kind === 'aborted' ? result.left.reason : new PaginationError(result.left, place);
};
