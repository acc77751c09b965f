import type {Stats} from 'node:fs';
import {lstat, stat} from 'node:fs/promises';
import {DestinationFailure} from './destination-failure.ts';
import {type ExportPaths, ownFiles} from './export-paths.ts';

/** Whatever else is wrong with a path, the first use of it tells. */
const statsOf = (look: (path: string) => Promise<Stats>, path: string): Promise<Stats | undefined> =>
	look(path).catch(() => undefined);

/**
 * Refuses a device, a pipe or a folder as the destination, where a link may lead to a file, and all but files of its own
 * beside it: what is written through a link would be somebody else's.
 */
export const checkRegularFiles = async (destination: string, paths: ExportPaths): Promise<void> => {
	const standing = await statsOf(stat, destination);
	if (standing?.isDirectory()) throw new DestinationFailure(`${destination} is a directory: name a file.`);
	if (standing?.isFile() === false) {
		throw new DestinationFailure(`${destination} is no regular file: name another one, or write to standard output.`);
	}
	for (const path of ownFiles(paths)) {
		if ((await statsOf(lstat, path))?.isFile() !== false) continue;
		throw new DestinationFailure(`${path} is no regular file: remove it.`);
	}
};
