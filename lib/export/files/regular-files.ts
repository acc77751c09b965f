import {DestinationFailure, inTheWay} from '../destination-failure.ts';
import type {WorkPaths} from '../export-paths.ts';
import {files} from './files.ts';

/** Whatever else is wrong with a path, the first use of it tells. */
const linkStats = (path: string) => files.linkStats(path).catch(() => undefined);

/** Refuses a device, a pipe or a folder. */
const checkRegularFile = async (path: string): Promise<void> => {
	const standing = await files.stats(path).catch(() => undefined);
	if (standing?.isDirectory()) throw new DestinationFailure(`${path} is a directory: name a file.`);
	if (standing?.isFile() === false) {
		throw new DestinationFailure(`${path} is no regular file: name another one, or write to standard output.`);
	}
};

/** The file that a path names, or is to name, behind any links: that one is written, and the links stay. */
export const resolveFile = async (path: string): Promise<string> => {
	await checkRegularFile(path);
	if (!(await linkStats(path))?.isSymbolicLink()) return path;
	const target = await files.realPath(path).catch(() => undefined);
	if (target !== undefined) return target;
	throw new DestinationFailure(
		`${path} is a link that leads nowhere: remove it, or name the file that it is to lead to.`,
	);
};

/** Refuses all but files of an export's own where it is to keep them. */
export const checkWorkPlaces = async ({folder, done}: WorkPaths): Promise<void> => {
	if ((await linkStats(done))?.isFile() === false) throw inTheWay(done, 'regular file');
	if ((await linkStats(folder))?.isDirectory() === false) throw inTheWay(folder, 'folder of an export');
};
