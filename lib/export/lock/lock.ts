import {createHash} from 'node:crypto';
import {dirname} from 'node:path';
import {keepAlive} from '../../abort/keep-alive.ts';
import {showName} from '../../core/decode-reasons.ts';
import {DestinationFailure, inTheWay} from '../destination-failure.ts';
import {files} from '../files/files.ts';
import {isCode} from '../files/system-error.ts';
import {writeAll} from '../files/write-all.ts';
import {isKnownDead, newOwner, type Owner, ownerOf} from './owner.ts';
import {type FoundLock, findLock, type LockTiming, usualTiming, watchLock} from './watch.ts';

/** Ids of the locks that this process holds. Their paths would not do: one file can have several. */
const held = new Set<string>();

/** What keeps a second export away. It saves work, and no file depends on it: a run's files are its own by their folder. */
export interface Lock {
	/** Who holds it, as text. */
	readonly ownerText: string;
	/** False when another export has taken it over, while this process was stopped for longer than a minute. */
	readonly isHeld: () => Promise<boolean>;
	/** Removes the folder too, if nothing else is in it. */
	readonly release: () => Promise<void>;
}

export interface LockOptions {
	readonly timing?: LockTiming | undefined;
	/** Ends a wait for a lock that may be dead. */
	readonly signal?: AbortSignal | undefined;
}

/** Makes the folder of a lock. */
const makeFolder = async (folder: string): Promise<void> => {
	try {
		await files.makeFolder(folder);
	} catch (error) {
		if (!isCode(error, 'EEXIST')) throw error;
		const status = await files.linkStats(folder);
		if (status?.isDirectory() === false) throw inTheWay(folder, 'folder of an export');
	}
};

/** Makes a file with this content: false when there is one already, or somebody has just removed the folder. */
const create = async (path: string, content: string): Promise<boolean> => {
	const file = await files.createOrdinary(path).catch((error: unknown) => {
		if (isCode(error, 'EEXIST') || isCode(error, 'ENOENT')) return undefined;
		throw error;
	});
	if (file === undefined) return false;
	try {
		await writeAll(file, Buffer.from(content), 0);
		await file.close();
		return true;
	} catch (error) {
		// A full disk takes the name, and nothing else.
		await file.close().catch(() => {});
		await files.remove(path).catch(() => {});
		throw error;
	}
};

const refuse = ({process, host}: Owner, silence: number, path: string): never => {
	const seconds = Math.max(0, Math.floor(silence / 1000));
	throw new DestinationFailure(
		`Another export to this destination is running (process ${process} on ${showName(host)}, ` +
			`last seen ${seconds} ${seconds === 1 ? 'second' : 'seconds'} ago): wait for it, or stop it. Its lock is ${path}.`,
	);
};

/**
 * Whether a lock has lost its owner; refuses to go on where somebody holds it. Only a process that can be looked for is
 * known to be dead at once. Of any other the clocks alone say nothing, for they may differ: its lock is watched.
 */
const isDead = async (
	path: string,
	found: FoundLock,
	{timing = usualTiming, signal}: LockOptions,
): Promise<boolean> => {
	const owner = ownerOf(found.text);
	if (owner !== undefined) {
		const silence = Date.now() - found.renewed;
		if (held.has(owner.id)) return refuse(owner, silence, path);
		if (isKnownDead(owner)) return true;
		if (Math.abs(silence) <= timing.longestSilence) return refuse(owner, silence, path);
	}
	const seen = await watchLock(path, found, timing, signal);
	return seen === 'renewed' && owner !== undefined ? refuse(owner, 0, path) : seen === 'unchanged';
};

/** Puts a lock in the place of a dead one; false when that is to be tried again, for others are at it too. */
const replace = async (path: string, content: string, dead: FoundLock, options: LockOptions): Promise<boolean> => {
	// Of many that find one lock dead, one makes this file; the others then find another lock.
	const next = `${path}.${createHash('sha256').update(dead.text).digest('hex').slice(0, 12)}`;
	if (!(await create(next, content))) {
		const other = await findLock(next);
		if (other !== undefined && (await isDead(next, other, options))) await files.remove(next);
		return false;
	}
	if ((await findLock(path))?.version === dead.version) {
		await files.move(next, path);
		return true;
	}
	await files.remove(next);
	return false;
};

const take = async (path: string, content: string, options: LockOptions): Promise<void> => {
	for (;;) {
		await makeFolder(dirname(path));
		if (await create(path, content)) return;
		const found = await findLock(path);
		if (found === undefined || !(await isDead(path, found, options))) continue;
		if (await replace(path, content, found, options)) return;
	}
};

/** What no file has that takes the place of another. Where a file system does not tell, the same file has another one later. */
const identityOf = async (path: string): Promise<string | undefined> => {
	const stats = await files.linkStats(path).catch(() => undefined);
	return stats && `${stats.dev} ${stats.ino} ${stats.size} ${stats.birthtimeMs}`;
};

/** Looks whether a file still has this content; again and again, so that it is not read where it is the same file. */
const createIsStill = (path: string, content: string) => {
	let known: string | undefined;
	return async (): Promise<boolean> => {
		const identity = await identityOf(path);
		if (identity !== undefined && identity === known) return true;
		const isStill = (await files.readText(path).catch(() => '')) === content;
		known = isStill ? identity : undefined;
		return isStill;
	};
};

/**
 * Makes this process the only one that exports to a destination, also among containers and machines that share a drive.
 * A lock whose owner has died is taken over, so that nobody has to clean up after a crash: at once where its process can
 * be looked for, elsewhere when it was silent for a minute and then is not renewed while it is watched.
 */
export const acquireLock = async (path: string, options: LockOptions = {}): Promise<Lock> => {
	const owner = newOwner();
	const content = JSON.stringify(owner);
	held.add(owner.id); // Before the lock is there for others of this process to find.
	const letGo = keepAlive();
	try {
		await take(path, content, options);
	} catch (error) {
		held.delete(owner.id);
		await files.removeEmptyFolder(dirname(path)).catch(() => {});
		throw error;
	} finally {
		letGo();
	}
	// Who slept for longer than a minute may find another's lock in place of its own.
	const isOurs = createIsStill(path, content);
	const renew = async (): Promise<void> => {
		if (await isOurs()) await files.touch(path, new Date()).catch(() => {});
	};
	const timer = setInterval(renew, (options.timing ?? usualTiming).renewal).unref();
	return {
		ownerText: content,
		isHeld: isOurs,
		release: async () => {
			clearInterval(timer);
			if (await isOurs()) {
				await files.remove(path);
				await files.removeEmptyFolder(dirname(path));
			}
			held.delete(owner.id);
		},
	};
};
