import {DestinationFailure} from '../destination-failure.ts';
import {files} from '../files/files.ts';
import {linkStats} from '../files/regular-files.ts';

/** What version 1 kept beside a destination; the checkpoint last, for it tells that there is more. */
const suffixes = [
	'.lock',
	'.partial',
	'.partial.parquet',
	'.partial-wal',
	'.partial-journal',
	'.seen',
	'.checkpoint.json.new',
	'.checkpoint.json',
];

const isFile = async (path: string): Promise<boolean> => (await linkStats(path))?.isFile() ?? false;

/** Refuses to touch what version 1 left of an interrupted export, or throws it away when told to. */
export const clearEarlierVersion = async (destination: string, overwrite: boolean): Promise<void> => {
	const isLeft = (await isFile(`${destination}.checkpoint.json`)) || (await isFile(`${destination}.partial`));
	if (!isLeft) return;
	if (!overwrite) {
		throw new DestinationFailure(
			`An export to ${destination} that an earlier version of this program began is there: go on with that version, or throw it away with overwrite (--overwrite).`,
		);
	}
	await files.removeEmptyFolder(`${destination}.partial.lock`);
	for (const suffix of suffixes) if (await isFile(destination + suffix)) await files.remove(destination + suffix);
};
