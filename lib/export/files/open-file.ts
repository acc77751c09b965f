import {close, fdatasync, fsync, ftruncate, open, read, write} from 'node:fs';
import {promisify} from 'node:util';
import {isSystemError} from './system-error.ts';

const calls = {
	close: promisify(close),
	datasync: promisify(fdatasync),
	open: promisify(open),
	read: promisify(read),
	sync: promisify(fsync),
	truncate: promisify(ftruncate),
	write: promisify(write),
};

/**
 * An open file. Held by its number: the `FileHandle` of some environments, such as Yarn's Plug'n'Play, has not got all
 * of its methods.
 */
export interface OpenFile {
	readonly read: (
		buffer: Uint8Array,
		offset: number,
		length: number,
		position: number,
	) => Promise<{readonly bytesRead: number}>;
	readonly write: (
		buffer: Uint8Array,
		offset: number,
		length: number,
		position: number,
	) => Promise<{readonly bytesWritten: number}>;
	readonly truncate: (bytes: number) => Promise<void>;
	/** Everything on the disk. */
	readonly sync: () => Promise<void>;
	/** The content on the disk. */
	readonly datasync: () => Promise<void>;
	readonly close: () => Promise<void>;
}

/** What a file system says that has no such thing. */
const absent: ReadonlySet<string> = new Set(['EINVAL', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP']);

const whereItCan = (promise: Promise<void>): Promise<void> =>
	promise.catch((error: unknown) => {
		if (!isSystemError(error) || !absent.has(error.code)) throw error;
	});

/**
 * @param flags `wx` makes a new file, and fails where one is
 * @param mode of a new file, before the umask
 */
export const openFile = async (path: string, flags: 'r' | 'r+' | 'wx', mode: number): Promise<OpenFile> => {
	const file = await calls.open(path, flags, mode);
	let isOpen = true;
	/** A number that was given back is perhaps another file's. */
	const number = async (): Promise<number> => {
		if (!isOpen) throw new Error(`${path} is closed.`);
		return file;
	};
	return {
		read: async (...where) => calls.read(await number(), ...where),
		write: async (...where) => calls.write(await number(), ...where),
		truncate: async bytes => calls.truncate(await number(), bytes),
		sync: async () => whereItCan(calls.sync(await number())),
		datasync: async () => whereItCan(calls.datasync(await number())),
		close: async () => {
			if (!isOpen) return;
			isOpen = false;
			await calls.close(file);
		},
	};
};
