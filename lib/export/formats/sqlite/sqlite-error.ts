import {printable} from '../../../core/printable.ts';
import {DestinationFailure} from '../../destination-failure.ts';
import type {SqliteContext} from './sqlite-context.ts';

/** Told by its name or code, for the libraries are loaded only when they are needed. */
export const isSqliteError = (error: unknown): error is {readonly message: string} =>
	Reflect.get(Object(error), 'name') === 'SQLite3Error' || Reflect.get(Object(error), 'code') === 'ERR_SQLITE_ERROR';

/** Texts of SQLite's own, where the library gives no codes: of the disk, the memory and locks, not of what a file holds. */
const surroundings =
	/^(disk I\/O error|database or disk is full|unable to open database file|Could not open the database|attempt to write a readonly database|database (table )?is locked|out of memory)/;

/** Whether an error of SQLite speaks of what is in the file, or of what is to be in it. */
const isContentError = (error: unknown): error is {readonly message: string} =>
	isSqliteError(error) && !surroundings.test(error.message);

const unfit = (problem: string): DestinationFailure =>
	new DestinationFailure(`${problem}: move it away, or replace it with overwrite (--overwrite).`);

/** An error of the content as one that names what is in the way, for to go on would only repeat it; any other as it is. */
export const contentFailure = (error: unknown, {refresh, table, options}: SqliteContext): unknown => {
	if (!isContentError(error)) return error;
	const name = options.table ?? table.name;
	const reason = `(SQLite: ${printable(error.message)})`;
	if (refresh === undefined) {
		return new DestinationFailure(`SQLite cannot hold ${name} ${reason}: choose another format.`);
	}
	return /not a database|malformed/.test(error.message)
		? unfit(`${refresh} is no SQLite database, or a damaged one ${reason}`)
		: unfit(`${refresh} has a table ${name} that does not fit ${reason}`);
};
