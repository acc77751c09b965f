import {dirname, relative, resolve} from 'node:path';
import {DestinationFailure} from '../destination-failure.ts';
import type {ExportPlan} from '../export-plan.ts';
import {files} from '../files/files.ts';
import type {FileCheckpoint} from './checkpoint.ts';
import {standingAt} from './destination.ts';
import type {ExportPaths} from './paths.ts';
import {publish} from './publish.ts';

const sameBytes = async (one: string, other: string): Promise<boolean> =>
	(await files.exists(one)) && (await files.readText(one)) === (await files.readText(other));

const mayReplace = async (
	path: string,
	standing: string,
	start: FileCheckpoint,
	made: string | undefined,
): Promise<boolean> =>
	standing === start.invalidReplaces ||
	(await files.stats(path))?.size === 0 ||
	// A copy on another file system that got its name just before a crash.
	(made !== undefined && (await sameBytes(made, path)));

/** What stands where entries that are left out are to go; refused where it is not to be replaced. */
const checkName = async (
	plan: ExportPlan,
	path: string,
	start: FileCheckpoint,
	made?: string,
): Promise<string | null> => {
	const standing = await standingAt(path);
	if (standing === null || plan.overwrite || (await mayReplace(path, standing, start, made))) return standing;
	throw new DestinationFailure(
		`${path} is there already: move it away, or choose another file for invalid ${plan.items} (--invalid-file), or replace it with overwrite (--overwrite).`,
	);
};

/**
 * Notes where entries that are left out are to go in the end: where the latest run that was given a name said, which
 * must not be somebody else's.
 */
export const noteInvalidFile = async (
	plan: ExportPlan,
	start: FileCheckpoint,
	left: ExportPaths | undefined,
): Promise<FileCheckpoint> => {
	const {destination, invalidFile} = plan;
	if (invalidFile === undefined) return start;
	// It has its name already, and only the destination has not.
	if (start.finishedBytes !== null && left !== undefined && !(await files.exists(left.invalid))) return start;
	await files.checkWritable(dirname(invalidFile));
	const name = relative(dirname(destination), invalidFile);
	const known = name === start.invalidFile ? start : {...start, invalidFile: name, invalidReplaces: null};
	return {...known, invalidReplaces: await checkName(plan, invalidFile, known, left?.invalid)};
};

/** Gives the file of entries that were left out its name. */
export const publishInvalidFile = async (
	plan: ExportPlan,
	{invalid}: ExportPaths,
	checkpoint: FileCheckpoint,
	newMode: number,
): Promise<void> => {
	if (checkpoint.invalidFile === null || !(await files.exists(invalid))) return;
	const path = resolve(dirname(plan.destination), checkpoint.invalidFile);
	await publish({finished: invalid, path, newMode, lastLook: () => checkName(plan, path, checkpoint, invalid)});
};
