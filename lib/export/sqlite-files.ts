import {constants, copyFile, open, rm, rmdir, stat} from 'node:fs/promises';
import {DestinationFailure} from './destination-failure.ts';
import {isCode} from './system-error.ts';

/** Files that SQLite keeps beside a database while it is in use, or after its user died. */
const workFiles = ['-journal', '-wal'];

const sizeOf = async (path: string): Promise<number> => (await stat(path).catch(() => ({size: 0}))).size;

/** A copy without the work that another program left unfinished beside a database would not be what it holds. */
export const checkNoUnfinishedWork = async (database: string): Promise<void> => {
	for (const suffix of workFiles) {
		if ((await sizeOf(database + suffix)) === 0) continue;
		throw new DestinationFailure(
			`${database}${suffix} holds unfinished work of another program: close that program, or open and close the database with it, then try again.`,
		);
	}
};

/** Removes a database that is none yet, or no more, and all that SQLite may have left beside it. */
export const removeDatabase = async (path: string): Promise<void> => {
	for (const suffix of ['', ...workFiles]) await rm(path + suffix, {force: true});
	// The library's own lock: a folder, always empty, that stays when its process is killed.
	await rmdir(`${path}.lock`).catch((error: unknown) => {
		if (!isCode(error, 'ENOENT')) throw error;
	});
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
			return await copyFile(of, path, constants.COPYFILE_EXCL);
		} catch (error) {
			if (!isCode(error, 'ENOENT')) throw error;
		}
	}
	// Empty it is a database too; the library would make it readable by nobody else, whatever the umask says.
	await (await open(path, 'wx')).close();
};

/** Puts a database that nobody has open on the disk. */
export const syncDatabase = async (path: string): Promise<void> => {
	const file = await open(path, 'r+');
	try {
		await file.sync();
	} finally {
		await file.close();
	}
};
