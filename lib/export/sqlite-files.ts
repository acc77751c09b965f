import {DestinationFailure} from './destination-failure.ts';
import {files} from './files/files.ts';
import type {SinkContext} from './format.ts';

/** Files that SQLite keeps beside a database while it is in use, or after its user died. */
export const workFiles = ['-journal', '-wal'];

export const sizeOf = async (path: string): Promise<number> =>
	(await files.stats(path).catch(() => undefined))?.size ?? 0;

/** A copy without the work that another program left unfinished beside a database would not be what it holds. */
export const checkNoUnfinishedWork = async (database: string): Promise<void> => {
	for (const suffix of workFiles) {
		if ((await sizeOf(database + suffix)) === 0) continue;
		throw new DestinationFailure(
			`${database}${suffix} holds unfinished work of another program: close that program, or open and close the database with it, then try again.`,
		);
	}
};

/** The library's own lock: a folder, always empty, that stays when its process is killed. */
const removeDeadLock = (partial: string): Promise<void> => files.removeEmptyFolder(`${partial}.lock`);

/** Makes way for a new partial database, a copy of the one to refresh, or the one that a crash left. */
export const preparePartial = async ({partial, bytes, refresh}: SinkContext): Promise<void> => {
	await removeDeadLock(partial);
	if (bytes > 0) return;
	for (const suffix of ['', ...workFiles]) await files.remove(partial + suffix);
	if (refresh === undefined) {
		// Empty it is a database too.
		await (await files.create(partial)).close();
		return;
	}
	await checkNoUnfinishedWork(refresh);
	await files.copy(refresh, partial);
};
