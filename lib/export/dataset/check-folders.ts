import {DestinationFailure} from '../destination-failure.ts';

/** As file systems compare names that do not tell cases apart, or one way to compose a letter from another. */
const folded = (name: string): string => name.normalize('NFC').toUpperCase();

/**
 * Refuses folders that are one to some file systems, where the rows of one would be lost or read with the values of the
 * other: everywhere, as datasets are copied from one machine to another.
 */
export const checkFolders = (root: string, folders: readonly string[]): void => {
	const known = new Map<string, string>();
	for (const folder of folders) {
		const levels = folder.split('/');
		for (const depth of levels.keys()) {
			const path = levels.slice(0, depth + 1).join('/');
			const other = known.get(folded(path)) ?? path;
			known.set(folded(path), other);
			if (other === path) continue;
			throw new DestinationFailure(
				`The partitions ${other} and ${path} of ${root} would be one folder where file systems do not tell them apart, as on macOS and Windows: partition by something else (--partition-by), in another folder. Nothing of the dataset was changed.`,
			);
		}
	}
};
