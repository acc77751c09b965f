import {dirname, join} from 'node:path';
import {DestinationFailure} from '../destination-failure.ts';
import {files} from '../files/files.ts';
import {type Manifest, readManifest} from './manifest.ts';

async function* filesBelow(root: string, folder = ''): AsyncGenerator<string> {
	for (const entry of await files.list(join(root, folder))) {
		const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
		if (entry.isDirectory()) yield* filesBelow(root, path);
		else yield path;
	}
}

/** Whether no reader of a dataset takes a file for one of its own. Some read Parquet files whatever they are called. */
const isPassedOver = (path: string): boolean => /(^|\/)[._]/.test(path) && !path.endsWith('.parquet');

/** The files that a manifest names, below its folder, with their sizes. */
const named = (manifest: Manifest | undefined): Map<string, number> =>
	new Map(
		(manifest?.partitions ?? []).flatMap(({folder, files}) =>
			files.map(({name, bytes}) => [`${folder}/${name}`.normalize(), bytes] as const),
		),
	);

/**
 * Refuses a folder that holds other files than those of its dataset: readers would take them for rows, and partitions that
 * are replaced or pruned would take them along.
 * @param unpublished the manifest of this export, whose files may be in their places already
 */
export const checkContents = async (manifest: string, unpublished: string | undefined): Promise<void> => {
	const root = dirname(manifest);
	const standing = await readManifest(manifest);
	const standingFiles = named(standing);
	const ownFiles = named(unpublished === undefined ? undefined : await readManifest(unpublished));
	for await (const path of filesBelow(root)) {
		const name = path.normalize();
		if (isPassedOver(path) || standingFiles.has(name)) continue;
		if (ownFiles.has(name) && (await files.stats(join(root, path)))?.size === ownFiles.get(name)) continue;
		const problem = standing === undefined ? 'and no manifest of a dataset' : 'which its manifest does not name';
		throw new DestinationFailure(
			`${root} holds ${path}, ${problem}: move that file away, or choose another folder. Where an interrupted export to it has left the file, go on with resume (--resume).`,
		);
	}
};
