import {access, rm, stat} from 'node:fs/promises';
import type {Client} from '../pagination/client.ts';
import {
	type Checkpoint,
	differences,
	type ExportIdentity,
	readCheckpoint,
	startCheckpoint,
	syncDirectory,
} from './checkpoint.ts';
import {DestinationFailure} from './destination-failure.ts';
import type {ExportPlan} from './export-options.ts';
import type {ExportPaths} from './export-paths.ts';

export const exists = (path: string): Promise<boolean> =>
	access(path).then(
		() => true,
		() => false,
	);

/** On this machine the port says nothing about whose rooms they are: a simulator takes another one each time. */
export const spaceOf = ({baseUrl}: Client): string => baseUrl.replace(/^(http:\/\/[^/]+):\d+/, '$1');

const alreadyThere = (destination: string): DestinationFailure =>
	new DestinationFailure(
		`${destination} is there already: replace it with overwrite (--overwrite), or choose another name.`,
	);

/** The last moment before the final name: somebody else may have taken it meanwhile. */
export const checkStillFree = async ({destination, overwrite, settings}: ExportPlan): Promise<void> => {
	if (overwrite || settings.format === 'sqlite' || !(await exists(destination))) return;
	throw alreadyThere(destination);
};

/** The checkpoint to go on from, or a refusal to touch what is there. */
const findCheckpoint = async (
	plan: ExportPlan,
	paths: ExportPaths,
	identity: ExportIdentity,
	first: string,
): Promise<Checkpoint> => {
	const {destination, overwrite, resume, settings} = plan;
	const fresh = startCheckpoint(identity, first);
	if (overwrite) return fresh;
	const interrupted = (await exists(paths.checkpoint)) || (await exists(paths.partial));
	if (interrupted && !resume) {
		throw new DestinationFailure(
			`An interrupted export to ${destination} is there: go on with resume (--resume), or throw it away with overwrite (--overwrite).`,
		);
	}
	if (!interrupted) {
		// A database is brought up to date, not replaced.
		if (settings.format === 'sqlite' || !(await exists(destination))) return fresh;
		throw alreadyThere(destination);
	}
	const checkpoint = await readCheckpoint(paths.checkpoint);
	if (checkpoint === undefined) return fresh;
	const changes = differences(checkpoint, identity);
	if (changes.length === 0) return checkpoint;
	throw new DestinationFailure(
		`The interrupted export to ${destination} was another one: ${changes.join('; ')}. Ask for the same again, or throw it away with overwrite (--overwrite).`,
	);
};

/**
 * Where an export begins: at the start, or where its checkpoint says. Refuses whatever would lose somebody's data.
 * A fresh start first forgets the old checkpoint, which would otherwise speak of files that it does not know.
 */
export const findStart = async (
	plan: ExportPlan,
	paths: ExportPaths,
	identity: ExportIdentity,
	first: string,
): Promise<Checkpoint> => {
	const start = await findCheckpoint(plan, paths, identity, first);
	if (start.pages === 0) {
		await rm(paths.checkpoint, {force: true});
		await syncDirectory(paths.checkpoint);
	} else if (!(await exists(paths.partial)) && !(await isFinished(plan, paths, start))) {
		throw new DestinationFailure(
			`The partial file ${paths.partial} is gone: start again with overwrite (--overwrite).`,
		);
	}
	return start;
};

/** A crash can come between the file's final name and the end of its checkpoint: the partial file is gone then. */
export const isFinished = async (
	{destination}: ExportPlan,
	{partial}: ExportPaths,
	{finishedBytes}: Checkpoint,
): Promise<boolean> => {
	if (finishedBytes === null || (await exists(partial))) return false;
	const {size} = await stat(destination).catch(() => ({size: undefined}));
	return size === finishedBytes;
};
