import {printable} from '../core/printable.ts';
import {isPaginationError} from '../pagination/pagination-error.ts';
import {CommandFailed, exitCodes} from './exit-codes.ts';
import {resumeHint} from './report.ts';

/** An error as the lines that the user sees, and the exit code that goes with it. */
export const explainFailure = (
	error: unknown,
	verbose: boolean,
): {readonly exitCode: number; readonly lines: readonly string[]} => {
	if (error instanceof CommandFailed) return {exitCode: error.exitCode, lines: [error.message]};
	if (!isPaginationError(error)) {
		const text = error instanceof Error ? (verbose ? (error.stack ?? error.message) : error.message) : String(error);
		return {exitCode: exitCodes.failed, lines: [`unexpected failure: ${text}`]};
	}
	const {kind, message, status, page, request, cursor, details, reasons, stack} = error;
	const exitCode =
		kind === 'invalid-input'
			? exitCodes.usage
			: kind === 'authentication'
				? exitCodes.authentication
				: exitCodes.failed;
	const lines = [cursor === undefined ? message : `${message} Go on with ${resumeHint(cursor)}`];
	if (verbose) {
		const known = JSON.stringify({kind, status, page, request, cursor, details, reasons}, undefined, 2);
		// The server's own words are among the details.
		lines.push(...[known, stack ?? ''].map(text => text.split('\n').map(printable).join('\n')));
	}
	return {exitCode, lines};
};
