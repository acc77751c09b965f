import {DestinationFailure} from './destination-failure.ts';
import {files} from './files/files.ts';
import {isCode} from './system-error.ts';

/** Files that SQLite keeps beside a database while it is in use, or after its user died. */
const workFiles = ['-journal', '-wal'];

/** A copy without the work that another program left unfinished beside a database would not be what it holds. */
export const checkNoUnfinishedWork = async (database: string): Promise<void> => {
	for (const suffix of workFiles) {
		const status = await files.stats(database + suffix).catch(() => undefined);
		if (status === undefined || status.size === 0) continue;
		throw new DestinationFailure(
			`${database}${suffix} holds unfinished work of another program: close that program, or open and close the database with it, then try again.`,
		);
	}
};

/** Removes a database that is none yet, or no more, and all that SQLite may have left beside it. */
export const removeDatabase = async (path: string): Promise<void> => {
	for (const suffix of ['', ...workFiles]) await files.remove(path + suffix);
	// The library's own lock: a folder, always empty, that stays when its process is killed.
	await files.removeEmptyFolder(`${path}.lock`);
};

/**
 * A new database, empty or a copy.
 * @param of undefined, or gone by now, for an empty one
 */
export const makeDatabase = async (path: string, of: string | undefined): Promise<void> => {
	await removeDatabase(path);
	if (of !== undefined) {
		await checkNoUnfinishedWork(of);
		try {
			return await files.copy(of, path);
		} catch (error) {
			if (!isCode(error, 'ENOENT')) throw error;
		}
	}
	// Empty it is a database too.
	await (await files.create(path)).close();
};
