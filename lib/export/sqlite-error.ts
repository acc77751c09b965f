/** Told by its name, for the package is loaded only when it is needed. */
export const isSqliteError = (error: unknown): error is {readonly message: string} =>
	typeof error === 'object' && error !== null && Reflect.get(error, 'name') === 'SQLite3Error';

/** Texts of SQLite's own, where the library gives no codes: of the disk, the memory and locks, not of what a file holds. */
const surroundings =
	/^(disk I\/O error|database or disk is full|unable to open database file|Could not open the database|attempt to write a readonly database|database (table )?is locked|out of memory)/;

/** Whether an error of SQLite speaks of what is in the file. */
export const isContentError = (error: unknown): error is {readonly message: string} =>
	isSqliteError(error) && !surroundings.test(error.message);
