import {DestinationFailure} from '../../destination-failure.ts';
import {files} from '../../files/files.ts';
import {isCode} from '../../files/system-error.ts';

/** Files that SQLite keeps beside a database while it is in use, or after its user died. */
const workFiles = ['-journal', '-wal'];

/** These are gone when nobody has the database open; what is yet to be written to its log would go into whatever has its name. */
const signsOfUse = ['-wal', '-shm'];

/** A journal that is kept for the next work begins with so many zeros, or is empty, when that of the last one is done. */
const journalHeader = 28;

/** A name that is too long with the suffix is that of nothing. */
const orNothing = (error: unknown): undefined => {
	if (!isCode(error, 'ENAMETOOLONG')) throw error;
};

/** The first bytes of a file; none where it is not there. */
const beginningOf = async (path: string, bytes: number): Promise<Buffer> => {
	const file = await files.openToRead(path).catch(orNothing);
	if (file === undefined) return Buffer.of();
	try {
		const buffer = Buffer.alloc(bytes);
		const {bytesRead} = await file.read(buffer, 0, bytes, 0);
		return buffer.subarray(0, bytesRead);
	} finally {
		await file.close();
	}
};

const thenAgain = 'close that program, or open and close the database with it, then try again.';

/** A copy without the work that another program left unfinished beside a database would not be what it holds. */
export const checkNoUnfinishedWork = async (database: string): Promise<void> => {
	for (const suffix of workFiles) {
		if ((await beginningOf(database + suffix, journalHeader)).every(byte => byte === 0)) continue;
		throw new DestinationFailure(`${database}${suffix} holds unfinished work of another program: ${thenAgain}`);
	}
	for (const suffix of signsOfUse) {
		if ((await files.stats(database + suffix).catch(orNothing)) === undefined) continue;
		throw new DestinationFailure(
			`${database}${suffix} shows that another program has the database open, or had when it was killed: ${thenAgain}`,
		);
	}
};

/** Where a database says how its texts are written: 1 is UTF-8. */
const encodingAt = 56;

/** The package can read no other texts, and would take such a database for a damaged one; by whichever library, it is refused. */
const checkEncoding = async (database: string): Promise<void> => {
	const header = await beginningOf(database, encodingAt + 4);
	if (!header.toString('latin1').startsWith('SQLite format 3\0') || header.length < encodingAt + 4) return;
	if (![2, 3].includes(header.readUInt32BE(encodingAt))) return;
	throw new DestinationFailure(
		`${database} is a database in UTF-16, and only one in UTF-8 can be brought up to date: make such a one of it, or replace it with overwrite (--overwrite).`,
	);
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
		await checkEncoding(of);
		try {
			return await files.copy(of, path);
		} catch (error) {
			if (!isCode(error, 'ENOENT')) throw error;
		}
	}
	// Empty it is a database too.
	await (await files.create(path)).close();
};
