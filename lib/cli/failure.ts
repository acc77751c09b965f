import {printable} from '../core/printable.ts';
import {isPaginationError} from '../pagination/pagination-error.ts';
import {CommandFailed, exitCodes} from './exit-codes.ts';

/** A failure that a run with other flags goes on after. */
export class Resumable extends Error {
	readonly flags: string;
	constructor(cause: unknown, flags: string) {
		super('The run can be gone on with.', {cause});
		this.flags = flags;
	}
}

/** The words of others, which may have several lines. */
const printableLines = (text: string): string => text.split('\n').map(printable).join('\n');

const adviceOf = (flags: string | undefined): string => {
	if (flags === undefined) return '';
	// Behind a quoted cursor a full stop would be copied with it.
	return ` Go on with ${flags}${flags.endsWith("'") ? '' : '.'}`;
};

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
	const lines = [message + adviceOf(failure instanceof Resumable ? failure.flags : undefined)];
	if (verbose) {
		const known = JSON.stringify({kind, status, page, request, cursor, details, reasons}, undefined, 2);
		// The server's own words are among the details.
		lines.push(...[known, stack ?? ''].map(printableLines));
	}
	return {exitCode, lines};
};
