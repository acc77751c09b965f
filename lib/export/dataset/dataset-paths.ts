import {basename, dirname, join} from '../files/path.ts';

/** What a dataset is known by, and complete with. Readers of Hive's layout pass over names that begin with `_`. */
const manifestName = '_manifest.json';

/** The manifest of a dataset in this folder: the file that an export to it gives its name at last. */
export const manifestIn = (folder: string): string => join(folder, manifestName);

/** What a user named: the folder of a dataset, or the file itself. */
export const namedBy = (destination: string): string =>
	basename(destination) === manifestName ? dirname(destination) : destination;
