import * as E from 'fp-ts/lib/Either.js';
import type {
	ApiError,
	ErrorDetail,
	InvalidItemError,
	NetworkError,
	PaginationErrorKind,
	RateLimitedError,
	RejectedError,
} from '../core/api-error.ts';
import {type Position, toCursor} from '../core/cursor.ts';
import {printable} from '../core/printable.ts';
import type {Redact} from '../redact/secrets.ts';
import {type CallSite, withCallSite} from './call-site.ts';
import {cleanCause} from './clean-cause.ts';

/** Where a walk was when something went wrong. */
export interface ErrorPlace {
	/** Where resuming yields what has not been given yet. */
	readonly position?: Position;
	/** 1 for the walk's first page. */
	readonly page?: number;
	readonly redact?: Redact;
	/** Where the walk was asked for. */
	readonly callSite?: CallSite;
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
		...('cause' in error && {cause: cleanCause(error.cause, redact)}),
		...('code' in error && error.code !== undefined && {code: clean(error.code)}),
	};
};

type Described = Exclude<ApiError, {kind: 'aborted'}>;

/** What every kind may have; the fields of its own kind an error has for certain. */
export interface PaginationErrorFields
	extends Error,
		Partial<Pick<RejectedError, 'request' | 'status' | 'details'>>,
		Partial<Pick<InvalidItemError, 'reasons'>>,
		Pick<RateLimitedError, 'retryAfter'>,
		Pick<NetworkError, 'code'> {
	/** Tells it from other errors, also from where two copies of this package are installed. */
	readonly name: 'PaginationError';
	/** The number of the page that failed, from 1. */
	readonly page?: number;
	/** Pass it as `resumeFrom`: the walk goes on with the items that this one had not given. */
	readonly cursor?: string;
	/** What made it happen, as another error: its name, message, code and stack, without secrets. */
	readonly cause?: unknown;
}

type OfKind<Kind extends PaginationErrorKind> = PaginationErrorFields &
	Omit<Extract<ApiError, {kind: Kind}>, 'message' | 'cause'>;

/**
 * The one error of this library, told apart by `kind`: it says what went wrong, the message also where and what to do
 * next. It may have {@link PaginationErrorFields}, and has those that its kind has in {@link ApiError}; fields that are not
 * known are not there. Its stack ends in the caller's own frames. It never holds credentials.
 *
 * @example
 * try {
 * 	for await (const room of paginateRooms(signalwire)) save(room);
 * } catch (error) {
 * 	if (!isPaginationError(error)) throw error;
 * 	if (error.kind === 'authentication') console.error('Check the token:', error.status, error.message);
 * 	else console.error(`Resume later from ${error.cursor}:`, error.message);
 * }
 */
export type PaginationError = {[Kind in PaginationErrorKind]: OfKind<Kind>}[PaginationErrorKind];

const Failure = class PaginationError extends Error {
	constructor(failure: Described, {position, page, redact = text => text, callSite}: ErrorPlace = {}) {
		const {message, cause, ...fields} = cleanError(failure, redact);
		super(message, cause === undefined ? undefined : {cause});
		const stack = withCallSite(this.stack, callSite);
		Object.defineProperty(this, 'stack', {value: stack, configurable: true, writable: true});
		Object.assign(this, fields, {...(page !== undefined && {page}), ...(position && {cursor: toCursor(position)})});
	}
};
Object.defineProperty(Failure.prototype, 'name', {value: 'PaginationError', configurable: true, writable: true});

/** For `instanceof`; `isPaginationError` also knows those of another copy of this package. */
export const PaginationError = Failure as unknown as {
	/** @internal */
	new (error: Described, place?: ErrorPlace): PaginationError;
	readonly prototype: PaginationError;
};

/** Tells a `PaginationError` from others, also when two copies of this package are installed. */
export const isPaginationError = (error: unknown): error is PaginationError =>
	error instanceof PaginationError || (error instanceof Error && error.name === 'PaginationError' && 'kind' in error);

/** The one place where a `Left` becomes a throw. An abort throws the signal's own reason. */
export const orThrow = <A>(result: E.Either<ApiError, A>, place?: ErrorPlace): A => {
	if (E.isRight(result)) return result.right;
	throw result.left.kind === 'aborted' ? result.left.reason : new PaginationError(result.left, place);
};
