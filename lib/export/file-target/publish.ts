import type {Stats} from 'node:fs';
import {syncDirectory, syncFile} from '../files/durable.ts';
import {files} from '../files/files.ts';
import {isCode} from '../files/system-error.ts';
import {nameAside} from './paths.ts';

/** A finished file, and the name that it is to get. */
export interface Publication {
	readonly finished: string;
	readonly path: string;
	/** Resolves to what stands there, null for nothing; rejects where that is not to be replaced. */
	readonly lastLook: () => Promise<string | null>;
	/** The rights of a new file. */
	readonly newMode: number;
}

/** Whether both are names of one file. */
export const isSameFile = async (one: string, other: string): Promise<boolean> => {
	const [first, second] = [await files.stats(one), await files.stats(other)];
	return first !== undefined && first.ino === second?.ino && first.dev === second.dev;
};

/** Those who shared it by its group are not in the new group: that one gets no more than everybody has. */
const withoutGroup = (mode: number): number => (mode & ~0o070) | (((mode & 0o007) << 3) & mode);

/** The file that takes another's place is as private as that one was, and belongs to the same, where the system lets it. */
const keepRights = async (finished: string, {uid, gid, mode}: Stats): Promise<void> => {
	const rights = mode & 0o7777;
	const change = (user: number, group: number) =>
		files.chown(finished, user, group).then(
			() => true,
			() => false,
		);
	const own = await files.stats(finished);
	const keepsGroup = own?.gid === gid || (await change(-1, gid));
	if (own?.uid !== uid) await change(uid, -1);
	await files.chmod(finished, keepsGroup ? rights : withoutGroup(rights)).catch(() => {});
};

const dress = async ({finished, path, newMode}: Publication): Promise<void> => {
	const replaced = await files.stats(path);
	if (replaced !== undefined) await keepRights(finished, replaced);
	// Where a file system has no such thing as a mode, the files are what they are.
	else await files.chmod(finished, newMode).catch(() => {});
};

/** Gives a file a name that nobody has: false where the file system has no such operation, or says that somebody has it. */
const linked = async (finished: string, path: string): Promise<boolean> => {
	try {
		await files.link(finished, path);
	} catch (error) {
		if (isCode(error, 'ENOENT') || isCode(error, 'EXDEV')) throw error;
		// The answer to a first attempt can be lost on its way from a server.
		if (!isCode(error, 'EEXIST') || !(await isSameFile(finished, path))) return false;
	}
	await files.remove(finished);
	return true;
};

/**
 * What appears at the last moment stays: where nothing stands the name is taken by a link, which replaces nothing. Where
 * a file system has no links, and where a file is to be replaced, the time between the last look and the rename is all
 * in which somebody could put another one there.
 */
const giveName = async (publication: Publication): Promise<void> => {
	const {finished, path, lastLook} = publication;
	const standing = await lastLook();
	await dress(publication);
	if (standing === null && (await linked(finished, path))) return;
	await lastLook();
	await files.move(finished, path);
};

/** Gives a finished file its name, on the disk. */
export const publish = async (publication: Publication): Promise<void> => {
	const {finished, path} = publication;
	try {
		await giveName(publication);
	} catch (error) {
		if (!isCode(error, 'EXDEV')) throw error;
		// Another file system: a copy there, under a name that the next run knows, should this one die.
		const aside = nameAside(path);
		await files.remove(aside);
		await files.copy(finished, aside);
		await syncFile(aside);
		await giveName({...publication, finished: aside});
		await files.remove(finished);
	}
	await syncDirectory(path);
};
