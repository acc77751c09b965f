import {randomUUID} from 'node:crypto';
import {link, lstat, readFile, rename, rm, utimes, writeFile} from 'node:fs/promises';
import * as t from 'io-ts';
import {showName} from '../core/decode-reasons.ts';
import {isProcessAlive, processAge, processId} from '../environment.ts';
import {DestinationFailure} from './destination-failure.ts';
import {processPlace} from './process-place.ts';
import {isCode} from './system-error.ts';

const renewalInterval = 5000;
/** A lock that was not renewed for so long has lost its owner, wherever that one was. */
const longestSilence = 60_000;
const largestLock = 4096;

/** The id tells apart two locks of one process, and of two processes that have the same number one after the other. */
const ownerCodec = t.type({process: t.number, place: t.string, id: t.string});

interface Owner extends t.TypeOf<typeof ownerCodec> {}

interface FoundLock {
	readonly text: string;
	/** When it was last renewed, in milliseconds. */
	readonly renewed: number;
}

/** Ids of the locks that this process holds. Their paths would not do: one file can have several. */
const held = new Set<string>();

/** The right to write a destination. */
export interface Lock {
	/** False when another export has taken it over, while this process was stopped for longer than a minute. */
	readonly isHeld: () => Promise<boolean>;
	readonly release: () => Promise<void>;
}

/** Makes a file appear whole, with its content, or not at all: false when there is one already. */
const createWhole = async (path: string, content: string): Promise<boolean> => {
	const temporary = `${path}.${randomUUID()}`;
	await writeFile(temporary, content, {flag: 'wx'});
	try {
		await link(temporary, path);
		return true;
	} catch (error) {
		if (!isCode(error, 'EEXIST')) throw error;
		return false;
	} finally {
		await rm(temporary, {force: true});
	}
};

/** Undefined when it has gone meanwhile. */
const findLock = async (path: string): Promise<FoundLock | undefined> => {
	try {
		const status = await lstat(path);
		if (!status.isFile()) throw new DestinationFailure(`${path} is no regular file: remove it.`);
		const text = status.size > largestLock ? '' : await readFile(path, 'utf8');
		return {text, renewed: status.mtimeMs};
	} catch (error) {
		if (isCode(error, 'ENOENT')) return undefined;
		throw error;
	}
};

/** Undefined where nobody is named: a power cut can leave a lock of nothing but NUL bytes. */
const ownerOf = ({text}: FoundLock): Owner | undefined => {
	try {
		const value: unknown = JSON.parse(text);
		return ownerCodec.is(value) ? value : undefined;
	} catch {
		return undefined;
	}
};

/** The number alone proves nothing: a container and a reboot give it to others, and other namespaces have their own. */
const isAlive = ({process, place, id}: Owner, silence: number): boolean => {
	if (held.has(id)) return true;
	if (silence > longestSilence) return false;
	if (place !== processPlace()) return true;
	// Our own number is an earlier process's, unless somebody renewed the lock since this one began: another thread.
	return process === processId() ? silence < processAge() : isProcessAlive(process);
};

/** Takes a dead lock away, and gives it back if it is another one, or was renewed, by now. */
const clearDeadLock = async (path: string, dead: FoundLock): Promise<void> => {
	const aside = `${path}.${randomUUID()}`;
	try {
		await rename(path, aside);
	} catch (error) {
		if (isCode(error, 'ENOENT')) return;
		throw error;
	}
	const moved = await findLock(aside);
	if (moved?.text !== dead.text || moved.renewed !== dead.renewed) await link(aside, path).catch(() => {});
	await rm(aside, {force: true});
};

const takeLock = async (path: string, content: string): Promise<void> => {
	while (!(await createWhole(path, content))) {
		const found = await findLock(path);
		if (found === undefined) continue;
		const owner = ownerOf(found);
		const silence = Math.max(0, Date.now() - found.renewed);
		if (owner !== undefined && isAlive(owner, silence)) {
			const seconds = Math.floor(silence / 1000);
			const host = showName(owner.place.split(' ')[0] ?? '');
			throw new DestinationFailure(
				`Another export to this destination is running (process ${owner.process} on ${host}, ` +
					`last seen ${seconds} ${seconds === 1 ? 'second' : 'seconds'} ago): wait for it, or stop it. Its lock is ${path}.`,
			);
		}
		await clearDeadLock(path, found);
	}
};

/**
 * Makes this process the only one that exports to a destination, also among containers and machines that share a drive
 * and the time of day. A lock whose owner has died is taken over, so that nobody has to clean up after a crash: at once
 * where its process can be looked for, elsewhere when it has not been renewed for a minute.
 */
export const acquireLock = async (path: string): Promise<Lock> => {
	const owner: Owner = {process: processId(), place: processPlace(), id: randomUUID()};
	const content = JSON.stringify(owner);
	held.add(owner.id); // Before the lock is there for others of this process to find.
	try {
		await takeLock(path, content);
	} catch (error) {
		held.delete(owner.id);
		throw error;
	}
	// Who slept for longer than a minute may find another's lock in place of its own.
	const isOurs = async (): Promise<boolean> => (await readFile(path, 'utf8').catch(() => '')) === content;
	const renew = async (): Promise<void> => {
		const now = new Date();
		if (await isOurs()) await utimes(path, now, now).catch(() => {});
	};
	const timer = setInterval(renew, renewalInterval).unref();
	return {
		isHeld: isOurs,
		release: async () => {
			clearInterval(timer);
			if (await isOurs()) await rm(path, {force: true});
			held.delete(owner.id);
		},
	};
};
