import {printable} from '../core/printable.ts';
import {DestinationFailure} from './destination-failure.ts';
import type {SinkContext} from './format.ts';

/** Told by its name, for the package is loaded only when it is needed. */
export const isSqliteError = (error: unknown): error is {readonly message: string} =>
	typeof error === 'object' && error !== null && Reflect.get(error, 'name') === 'SQLite3Error';

/** Texts of SQLite's own, where the library gives no codes: of the disk, the memory and locks, not of what a file holds. */
const surroundings =
	/^(disk I\/O error|database or disk is full|unable to open database file|Could not open the database|attempt to write a readonly database|database (table )?is locked|out of memory)/;

/** Whether an error of SQLite speaks of what is in the file. */
export const isContentError = (error: unknown): error is {readonly message: string} =>
	isSqliteError(error) && !surroundings.test(error.message);

/**
 * Where the database is a copy of one that was there, it is that one that is in the way: to go on would only repeat the
 * failure. Any other failure is as it was.
 */
export const refreshFailure = (error: unknown, {refresh, name}: SinkContext): unknown => {
	if (refresh === undefined || !isContentError(error)) return error;
	const problem = /not a database|malformed/.test(error.message)
		? 'is no SQLite database, or a damaged one'
		: `has a table ${name} that does not fit`;
	return new DestinationFailure(
		`${refresh} ${problem} (SQLite: ${printable(error.message)}): move it away, or replace it with overwrite (--overwrite).`,
	);
};
