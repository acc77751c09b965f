import {randomBytes} from 'node:crypto';
import {join} from 'node:path';
import {namedBy} from '../dataset/dataset-paths.ts';
import {DestinationFailure} from '../destination-failure.ts';
import {syncDirectory, syncFile} from '../files/durable.ts';
import {files} from '../files/files.ts';
import {mayPass} from '../files/patiently.ts';
import {isCode} from '../files/system-error.ts';
import {writeAll} from '../files/write-all.ts';
import type {Lock} from '../lock/lock.ts';
import {isKnownDead, ownerOf} from '../lock/owner.ts';
import {type FileCheckpoint, readCheckpoint, writeCheckpoint} from './checkpoint.ts';
import {type ExportPaths, keptFiles, newName, runName, runPaths, type WorkPaths} from './paths.ts';
import {isWorthKeeping, type Situation} from './start.ts';

/** A run of an export, and the right to its files. */
export interface Run extends Pick<Situation, 'plan' | 'asked' | 'work'> {
	readonly paths: ExportPaths;
	readonly lock: Lock;
}

const newRun = ({folder}: WorkPaths): ExportPaths => runPaths(join(folder, randomBytes(6).toString('hex')));

const writeOwner = async ({ownerFile}: ExportPaths, {ownerText}: Lock): Promise<void> => {
	const temporary = newName(ownerFile);
	await files.remove(temporary);
	const file = await files.create(temporary);
	try {
		await writeAll(file, Buffer.from(ownerText), 0);
	} finally {
		await file.close();
	}
	await files.move(temporary, ownerFile);
};

/** From here on, whoever had the files finds none of their paths. Of several that try, one succeeds. */
const moveHere = async (left: ExportPaths, mine: ExportPaths): Promise<void> => {
	try {
		await files.move(left.folder, mine.folder);
	} catch (error) {
		if (!mayPass(error)) throw error;
		throw new DestinationFailure(
			`${left.folder} cannot be taken over (${error instanceof Error ? error.message : 'unknown error'}): another export may have its files open. End that one, then try again.`,
		);
	}
};

const versionsOf = async (paths: readonly string[]): Promise<string> => {
	const all = await Promise.all(paths.map(path => files.stats(path)));
	return all.map(stats => `${stats?.size} ${stats?.mtimeMs}`).join();
};

const copyOf = (path: string): string => `${path}.copy`;

const removeCopies = async (paths: readonly string[]): Promise<void> => {
	for (const path of paths) await files.remove(copyOf(path));
};

/** Puts copies into the place of files that somebody who sleeps may still have open, and write to when he wakes. */
const copyAfresh = async (mine: ExportPaths, destination: string): Promise<void> => {
	const present: string[] = [];
	for (const path of keptFiles(mine)) if (await files.exists(path)) present.push(path);
	await removeCopies(present);
	const before = await versionsOf(present);
	try {
		for (const path of present) {
			await files.copy(path, copyOf(path));
			await syncFile(copyOf(path));
		}
		if ((await versionsOf(present)) !== before) {
			throw new DestinationFailure(
				`Another export to ${namedBy(destination)} is at work after all: wait for it, or stop it.`,
			);
		}
	} catch (error) {
		await removeCopies(present);
		throw error;
	}
	for (const path of present) await files.move(copyOf(path), path);
};

const isLetGo = async ({ownerFile}: ExportPaths): Promise<boolean> => {
	const text = await files.readText(ownerFile);
	if (text === undefined) return true;
	const earlier = ownerOf(text);
	return earlier !== undefined && isKnownDead(earlier);
};

/**
 * Removes what dead runs left beside the folder of this one: false when another export has taken over. What was there
 * while the lock was held is none of that one's, whose folder has a new name.
 */
export const removeStrays = async ({folder}: WorkPaths, lock: Lock, kept?: ExportPaths): Promise<boolean> => {
	const there = (await files.list(folder)).map(({name}) => name);
	if (!(await lock.isHeld())) return false;
	for (const name of there) {
		const path = join(folder, name);
		const isStray = name.startsWith('lock.') || (runName.test(name) && path !== kept?.folder);
		if (isStray) await files.removeFolder(path);
	}
	return true;
};

/** Makes the files of an interrupted run this one's, under new paths. */
export const claimRun = async ({plan, work}: Situation, left: ExportPaths, lock: Lock): Promise<ExportPaths> => {
	const mine = newRun(work);
	await moveHere(left, mine);
	if (!(await isLetGo(mine))) await copyAfresh(mine, plan.destination);
	// They may have the rights already that a finished file was to have.
	for (const path of [mine.partial, mine.invalid]) await files.chmod(path, 0o600).catch(() => {});
	await writeOwner(mine, lock);
	return mine;
};

/** Makes a folder of new files. Those of an earlier run are thrown away once the new decisions are on the disk. */
export const beginRun = async ({work, left}: Situation, start: FileCheckpoint, lock: Lock): Promise<ExportPaths> => {
	const mine = newRun(work);
	if (left === undefined) await files.makeFolder(mine.folder);
	else await moveHere(left, mine);
	try {
		await writeCheckpoint(mine.checkpoint, start);
		await syncDirectory(mine.checkpoint);
		await writeOwner(mine, lock);
	} catch (error) {
		// Such as of a full disk: a run that has nothing leaves nothing.
		if (left === undefined) await files.removeFolder(mine.folder);
		throw error;
	}
	for (const {name} of await files.list(mine.folder)) {
		const path = join(mine.folder, name);
		if (path !== mine.checkpoint && path !== mine.ownerFile) await files.removeFolder(path);
	}
	return mine;
};

/**
 * Removes the files of a run whose export is complete. From the first step to the last one file tells that it is, so that
 * a crash among them is no failure.
 */
export const conclude = async ({done}: WorkPaths, {folder, checkpoint}: ExportPaths): Promise<void> => {
	try {
		await files.move(checkpoint, done);
	} catch (error) {
		// Somebody who found it complete is removing it.
		if (!isCode(error, 'ENOENT')) throw error;
	}
	await files.removeFolder(folder);
};

/**
 * Lets go of the files of a run that failed, once they are closed. What nobody would go on with is removed, unless somebody
 * may be about to.
 */
export const letGo = async ({folder, checkpoint, ownerFile}: ExportPaths, isHeld: boolean): Promise<void> => {
	const reached = isHeld ? await readCheckpoint(checkpoint).catch(() => undefined) : undefined;
	if (reached !== undefined && !isWorthKeeping(reached)) await files.removeFolder(folder);
	else await files.remove(ownerFile);
};
