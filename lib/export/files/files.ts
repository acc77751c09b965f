import {constants, type Stats} from 'node:fs';
import {
	access,
	chmod,
	chown,
	copyFile,
	link,
	lstat,
	mkdir,
	readdir,
	readFile,
	realpath,
	rename,
	rm,
	rmdir,
	stat,
	utimes,
} from 'node:fs/promises';
import {openFile} from './open-file.ts';
import {patiently} from './patiently.ts';
import {isCode} from './system-error.ts';

export type {OpenFile} from './open-file.ts';

/** Working files are for their owner's eyes only; what is finished gets its mode at the end. */
const privateMode = 0o600;
const privateFolder = {mode: 0o700};

/** Undefined where nothing is. */
const ifThere = <Result>(promise: Promise<Result>): Promise<Result | undefined> =>
	promise.catch((error: unknown) => {
		if (isCode(error, 'ENOENT')) return undefined;
		throw error;
	});

const stillUsed = ['ENOENT', 'ENOTEMPTY', 'EEXIST'] as const;

/**
 * All that exports do with files: the one place that knows the oddities of file systems. (What the libraries of SQLite
 * and Parquet do with theirs is their own.) Wherever a result can be undefined, that says that nothing is there.
 */
export const files = {
	/** Makes a file that nobody else can read; fails where one is. */
	create: (path: string) => patiently(() => openFile(path, 'wx', privateMode)),
	/** Makes a file with the rights that any new file has; fails where one is. */
	createOrdinary: (path: string) => patiently(() => openFile(path, 'wx', 0o666)),
	/** Opens a file that is there, for reading and writing. */
	reopen: (path: string) => patiently(() => openFile(path, 'r+', privateMode)),
	openToRead: (path: string) => ifThere(patiently(() => openFile(path, 'r', privateMode))),
	openFolder: (path: string) => openFile(path, 'r', privateMode),
	/** Makes a folder that only its owner can look into; fails where one is. */
	makeFolder: (path: string) => mkdir(path, privateFolder),
	/** Makes a folder with the rights that any new folder has, and those that it is in, where they are not there. */
	makeOrdinaryFolder: (path: string) => mkdir(path, {recursive: true}),
	move: (from: string, to: string) => patiently(() => rename(from, to)),
	/** Gives a file one more name; fails where that is taken. Not every file system can. */
	link: (from: string, to: string) => link(from, to),
	/** Makes a new file with what is in another, sharing its blocks where the file system can. */
	copy: async (from: string, to: string): Promise<void> => {
		await patiently(() => copyFile(from, to, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE));
		await chmod(to, privateMode).catch(() => {});
	},
	/** Removes a file, if there is one. */
	remove: (path: string) => patiently(() => rm(path, {force: true})),
	/** Removes a folder with all that is in it, if there is one. */
	removeFolder: (path: string) => patiently(() => rm(path, {recursive: true, force: true})),
	/** Removes a folder, if there is one and nothing is in it. */
	removeEmptyFolder: (path: string) =>
		patiently(() => rmdir(path)).catch((error: unknown) => {
			if (!stillUsed.some(code => isCode(error, code))) throw error;
		}),
	/** Whether there is something that can be seen; whatever else is wrong with a path, its first use tells. */
	exists: (path: string): Promise<boolean> =>
		access(path).then(
			() => true,
			() => false,
		),
	stats: (path: string): Promise<Stats | undefined> => ifThere(stat(path)),
	/** Of a link itself, not of what it leads to. */
	linkStats: (path: string): Promise<Stats | undefined> => ifThere(lstat(path)),
	realPath: (path: string) => realpath(path),
	list: async (path: string) => (await ifThere(readdir(path, {withFileTypes: true}))) ?? [],
	readText: (path: string) => ifThere(readFile(path, 'utf8')),
	touch: (path: string, time: Date) => utimes(path, time, time),
	chmod: (path: string, mode: number) => chmod(path, mode),
	chown: (path: string, user: number, group: number) => chown(path, user, group),
	checkWritable: (path: string) => access(path, constants.W_OK),
};
