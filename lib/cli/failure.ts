import {printable} from '../core/printable.ts';
import {isPaginationError, type PaginationError} from '../pagination/pagination-error.ts';
import {wantsItAgain} from '../transport/retry-policy.ts';
import type {Continuation} from './continuation.ts';
import {CommandFailed, exitCodes} from './exit-codes.ts';

/** A failure after which another run goes on, or begins anew. */
class Resumable extends Error {
	/** A sentence. */
	readonly advice: string;
	constructor(cause: unknown, advice: string) {
		super('Another run can follow.', {cause});
		this.advice = advice;
	}
}

/** What will be refused as often as it is asked for. */
const isFinal = ({kind, status}: PaginationError): boolean =>
	kind === 'rejected' && status !== undefined && !wantsItAgain(status);

/** How to go on after an error of a walk, for the flags that would; its first request may be where an earlier run ended. */
export const withAdvice = (error: PaginationError, {flags, anew}: Continuation, isResumed: boolean): unknown => {
	// What is said of a cursor is for programs, unless there is one here.
	if (flags === undefined) {
		const isPassing = !isFinal(error) && error.kind !== 'authentication';
		return isPassing ? new Resumable(error, 'There is nothing to go on from: start again.') : error;
	}
	if (isFinal(error) && isResumed && error.page === 1) {
		return new Resumable(error, `The server does not know that place any more: start again ${anew}.`);
	}
	// Behind a quoted cursor a full stop would be copied with it.
	if (!isFinal(error)) return new Resumable(error, `Go on with ${flags}${/['"]$/.test(flags) ? '' : '.'}`);
	return new Resumable(error, `Go on with ${flags}; where that is refused too, start again ${anew}.`);
};

/** The words of others, which may have several lines. */
const printableLines = (text: string): string => text.split('\n').map(printable).join('\n');

/** An error as the lines that the user sees, and the exit code that goes with it. */
export const explainFailure = (
	failure: unknown,
	verbose: boolean,
): {readonly exitCode: number; readonly lines: readonly string[]} => {
	const error = failure instanceof Resumable ? failure.cause : failure;
	if (error instanceof CommandFailed) return {exitCode: error.exitCode, lines: [error.message]};
	if (!isPaginationError(error)) {
		const text = error instanceof Error ? (verbose ? (error.stack ?? error.message) : error.message) : String(error);
		return {exitCode: exitCodes.failed, lines: [`unexpected failure: ${printableLines(text)}`]};
	}
	const {kind, message, status, page, request, cursor, details, reasons, stack} = error;
	const exitCode =
		kind === 'invalid-input'
			? exitCodes.usage
			: kind === 'authentication'
				? exitCodes.authentication
				: exitCodes.failed;
	const lines = [failure instanceof Resumable ? `${message} ${failure.advice}` : message];
	if (verbose) {
		const known = JSON.stringify({kind, status, page, request, cursor, details, reasons}, undefined, 2);
		// The server's own words are among the details.
		lines.push(...[known, stack ?? ''].map(printableLines));
	}
	return {exitCode, lines};
};
