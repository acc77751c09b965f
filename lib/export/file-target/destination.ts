import {namedBy} from '../dataset/dataset-paths.ts';
import {DestinationFailure} from '../destination-failure.ts';
import type {ExportPlan} from '../export-plan.ts';
import {files} from '../files/files.ts';
import {finishedPath} from '../formats/format.ts';
import {traitsFor} from '../formats/formats.ts';
import type {ExportPaths} from './paths.ts';

/** What stands at a path, as a text by which a change shows; null for nothing. */
export const standingAt = async (path: string): Promise<string | null> => {
	const status = await files.stats(path);
	return status === undefined ? null : `${status.size} bytes, ${status.mtimeMs}`;
};

/**
 * What stands at the destination, if it may be replaced: only what stood there when the export began is to be replaced,
 * or brought up to date, unless this run is told to overwrite. What is gone by now can be lost by nobody.
 * @param run whose files are to go there, if they were made already
 */
export const checkDestination = async (
	{destination, overwrite, settings}: ExportPlan,
	replaces: string | null,
	run: ExportPaths | undefined,
): Promise<string | null> => {
	const format = traitsFor(settings);
	await format.checkDestination?.(destination, run && finishedPath(run.partial, format));
	const standing = await standingAt(destination);
	if (overwrite || standing === null || standing === replaces) return standing;
	const problem = replaces === null ? 'is there already' : 'is not what it was when this export began';
	throw new DestinationFailure(
		`${namedBy(destination)} ${problem}: move it away, then go on with resume (--resume), or replace it with overwrite (--overwrite).`,
	);
};
