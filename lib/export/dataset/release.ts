import {dirname, join} from 'node:path';
import {DestinationFailure} from '../destination-failure.ts';
import {syncDirectory} from '../files/durable.ts';
import {files} from '../files/files.ts';
import {isCode} from '../files/system-error.ts';
import type {DataFile, Partition} from './manifest.ts';
import type {StagedPartition} from './stage.ts';

/** What is to become of a dataset's folder. */
export interface Release {
	/** The folder of the dataset. */
	readonly root: string;
	readonly staged: readonly StagedPartition[];
	/** What is there, as far as its manifest tells. */
	readonly standing: readonly Partition[];
	/** Folders of partitions that go. */
	readonly leaving: readonly string[];
	/** A folder for what is replaced, which is removed in the end. */
	readonly trash: string;
	/** The rights of a new file. */
	readonly mode: number;
}

const sameFiles = (one: readonly DataFile[], other: readonly DataFile[]): boolean =>
	one.length === other.length &&
	one.every(({name, bytes, sha256}, place) => {
		const found = other[place];
		return found?.name === name && found.bytes === bytes && found.sha256 === sha256;
	});

/** Whether a partition is there as it would be made: it is left alone, for who copies datasets looks at times of change. */
const isThere = async (root: string, {folder, files: wanted}: StagedPartition, old?: Partition): Promise<boolean> => {
	if (old === undefined || !sameFiles(wanted, old.files)) return false;
	for (const {name, bytes} of wanted) {
		if ((await files.stats(join(root, folder, name)))?.size !== bytes) return false;
	}
	return true;
};

const isOneFile = (all: readonly DataFile[] | undefined, name: string): boolean =>
	all?.length === 1 && all[0]?.name === name;

const throwAway = async (path: string, trash: string): Promise<void> => {
	await files.move(path, trash).catch((error: unknown) => {
		if (!isCode(error, 'ENOENT')) throw error;
	});
};

/** What else was in a folder, such as a note that readers pass over, goes back there. */
const giveBack = async (trash: string, place: string, own: readonly DataFile[]): Promise<void> => {
	const others = (await files.list(trash)).filter(entry => !own.some(({name}) => name === entry.name));
	if (others.length > 0) await files.makeOrdinaryFolder(place);
	for (const {name} of others) await files.move(join(trash, name), join(place, name));
};

const releaseAll = async ({root, staged, standing, leaving, trash, mode}: Release): Promise<void> => {
	const before = new Map(standing.map(partition => [partition.folder, partition]));
	for (const [number, partition] of staged.entries()) {
		const old = before.get(partition.folder);
		if (await isThere(root, partition, old)) continue;
		const place = join(root, partition.folder);
		for (const {name} of partition.files) await files.chmod(join(partition.path, name), mode).catch(() => {});
		const [first] = partition.files;
		if (first !== undefined && isOneFile(partition.files, first.name) && isOneFile(old?.files, first.name)) {
			// Readers see the old one or the new one, whichever moment they look.
			await files.makeOrdinaryFolder(place);
			await files.move(join(partition.path, first.name), join(place, first.name));
			await syncDirectory(join(place, first.name));
			continue;
		}
		await files.makeOrdinaryFolder(dirname(place));
		const away = join(trash, String(number));
		await throwAway(place, away);
		await files.move(partition.path, place);
		// Those of this run are there where it was interrupted just here.
		await giveBack(away, place, [...(old?.files ?? []), ...partition.files]);
		await syncDirectory(place);
	}
	for (const [number, folder] of leaving.entries()) {
		const away = join(trash, String(staged.length + number));
		await throwAway(join(root, folder), away);
		await giveBack(away, join(root, folder), before.get(folder)?.files ?? []);
		for (let above = dirname(folder); above !== '.'; above = dirname(above)) {
			await files.removeEmptyFolder(join(root, above));
		}
	}
};

/**
 * Puts partitions into their places. Each is replaced at once: its one file by a rename, and where there are several, or
 * were, their folder. Whatever of it a crash leaves undone is done when it is called again with the same partitions.
 */
export const release = async (wanted: Release): Promise<void> => {
	await files.makeOrdinaryFolder(wanted.root);
	await files.removeFolder(wanted.trash);
	await files.makeFolder(wanted.trash);
	try {
		await releaseAll(wanted);
	} catch (error) {
		if (!isCode(error, 'EXDEV')) throw error;
		throw new DestinationFailure(
			`${wanted.root} is on another file system than the folder that it is in, where its files are made: choose a folder in it instead.`,
			{cause: error},
		);
	}
};
