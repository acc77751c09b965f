import {randomUUID} from 'node:crypto';
import {link, readFile, rename, rm, writeFile} from 'node:fs/promises';
import {isProcessAlive, processId} from '../environment.ts';
import {DestinationFailure} from './destination-failure.ts';
import {isCode} from './system-error.ts';

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

/** 0 where nobody is named: a power cut can leave a lock of nothing but NUL bytes. */
const ownerOf = async (path: string): Promise<number> => Number(await readFile(path, 'utf8').catch(() => '')) || 0;

/** Takes a dead process's lock away, and gives it back if it is somebody else's by now. */
const clearDeadLock = async (path: string, owner: number): Promise<void> => {
	const aside = `${path}.${randomUUID()}`;
	try {
		await rename(path, aside);
	} catch (error) {
		if (isCode(error, 'ENOENT')) return;
		throw error;
	}
	if ((await ownerOf(aside)) !== owner) await link(aside, path).catch(() => {});
	await rm(aside, {force: true});
};

/**
 * Makes this process the only one that exports to a destination. A lock whose process has died is taken over, so that
 * nobody has to clean up after a crash. It holds on one machine, not over a network drive.
 */
export const acquireLock = async (path: string): Promise<() => Promise<void>> => {
	while (!(await createWhole(path, String(processId())))) {
		const owner = await ownerOf(path);
		if (isProcessAlive(owner)) {
			throw new DestinationFailure(
				`Another export to this destination is running (process ${owner}): wait for it, or stop it. Its lock is ${path}.`,
			);
		}
		await clearDeadLock(path, owner);
	}
	return () => rm(path, {force: true});
};
