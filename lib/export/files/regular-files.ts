import {DestinationFailure} from '../destination-failure.ts';
import {files} from './files.ts';

/** Whatever else is wrong with a path, the first use of it tells. */
export const linkStats = (path: string) => files.linkStats(path).catch(() => undefined);

/** Refuses a device, a pipe or a folder. */
const checkRegularFile = async (path: string): Promise<void> => {
	const standing = await files.stats(path).catch(() => undefined);
	if (standing?.isDirectory()) {
		throw new DestinationFailure(
			`${path} is a directory: name a file, or make a dataset of it with partitionBy (--partition-by).`,
		);
	}
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
