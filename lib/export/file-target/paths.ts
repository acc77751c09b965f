import {nodeModule} from '../../environment.ts';
import {namedBy} from '../dataset/dataset-paths.ts';
import {basename, dirname, join} from '../files/path.ts';

/** Where an unfinished export keeps everything. The name is documented: people look for it after a crash. */
export interface WorkPaths {
	/** Nobody but its owner can look into it. */
	readonly folder: string;
	readonly lock: string;
	/** The checkpoint of an export that is complete, for as long as other traces of it are left. */
	readonly done: string;
}

/** The files of one run, in a folder that no other run will use under this name. */
export interface ExportPaths {
	readonly folder: string;
	/** The rows so far. */
	readonly partial: string;
	readonly checkpoint: string;
	/** The ids that are written. */
	readonly seen: string;
	/** Entries that were left out. */
	readonly invalid: string;
	/** Who has these files open. */
	readonly ownerFile: string;
}

/** A longer name may leave no room for an addition, on a file system that takes 255 bytes, or 143. */
const longestName = 100;

/** The beginning of a text, of so many bytes or a few less: no character is cut. */
const firstBytes = (text: string, bytes: number): string => {
	const cut = Buffer.from(text).subarray(0, bytes).toString();
	return cut.replace(/\ufffd+$/, '');
};

const hashOf = (text: string): string => {
	const {createHash} = nodeModule('node:crypto') as typeof import('node:crypto');
	return createHash('sha256').update(text).digest('hex');
};

/** A name that others can be made of: a long one shortened, and told apart by its hash. */
const workName = (name: string): string => {
	if (Buffer.byteLength(name) <= longestName) return name;
	return `${firstBytes(name, 70)}~${hashOf(name).slice(0, 10)}`;
};

export const workPaths = (destination: string): WorkPaths => {
	// Beside the folder of a dataset: who reads all that is in it must not meet what is unfinished.
	const named = namedBy(destination);
	const folder = join(dirname(named), `${workName(basename(named))}.partial`);
	return {folder, lock: join(folder, 'lock'), done: `${folder}.done`};
};

/** What the file of the rows so far is called. */
export const rowsName = 'rows';

/** The name of a run's folder. */
export const runName = /^[0-9a-f]{12}$/;

export const runPaths = (folder: string): ExportPaths => ({
	folder,
	partial: join(folder, rowsName),
	checkpoint: join(folder, 'checkpoint.json'),
	seen: join(folder, 'seen'),
	invalid: join(folder, 'invalid'),
	ownerFile: join(folder, 'owner'),
});

/** What another file is until it is whole. */
export const newName = (path: string): string => `${path}.new`;

/** Where a file is made that goes to another file system than the rest. */
export const nameAside = (path: string): string => join(dirname(path), `.${hashOf(path).slice(0, 12)}.partial`);

/** What a run needs of the one before. */
export const keptFiles = ({partial, seen, invalid}: ExportPaths): readonly string[] => [partial, seen, invalid];

/** What an export, or the library that writes its format, keeps under these beginnings of names, or did in version 1. */
const sideFiles = ['.partial', '.checkpoint.json', '.seen', '.lock', '-wal', '-shm', '-journal'];

/** Whether a path is that of the destination, or of a file that an export may keep beside it. */
export const isOwnFile = (destination: string, path: string): boolean =>
	path === destination ||
	path.startsWith(workPaths(destination).folder) ||
	sideFiles.some(suffix => path.startsWith(destination + suffix));
