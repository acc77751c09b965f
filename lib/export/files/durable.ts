import {dirname} from 'node:path';
import {files} from './files.ts';
import {writeAll} from './write-all.ts';

/** Makes a rename or a new file in a directory durable. */
export const syncDirectory = async (path: string): Promise<void> => {
	try {
		const directory = await files.openFolder(dirname(path));
		try {
			await directory.sync();
		} finally {
			await directory.close();
		}
	} catch {
		// Some file systems, such as Windows', have no such thing.
	}
};

/**
 * Writes a file all or nothing, also in a power cut: a new file on the disk first, then its name. Which of the two a power
 * cut leaves there is certain only after `syncDirectory`.
 * @param temporary its name until it is whole
 */
export const replaceWhole = async (path: string, temporary: string, text: string): Promise<void> => {
	await files.remove(temporary);
	const file = await files.create(temporary);
	try {
		await writeAll(file, Buffer.from(text), 0);
		await file.sync();
	} finally {
		await file.close();
	}
	await files.move(temporary, path);
};

/** Puts what a file holds on the disk. */
export const syncFile = async (path: string): Promise<void> => {
	const file = await files.reopen(path);
	try {
		await file.sync();
	} finally {
		await file.close();
	}
};
