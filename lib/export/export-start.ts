import {access, rm, stat} from 'node:fs/promises';
import {dirname, relative} from 'node:path';
import * as E from 'fp-ts/lib/Either.js';
import {fromCursor} from '../core/cursor.ts';
import type {Client} from '../pagination/client.ts';
import {
	type Checkpoint,
	differences,
	type ExportIdentity,
	readCheckpoint,
	startCheckpoint,
	syncDirectory,
} from './checkpoint.ts';
import {checkDestination, standingAt} from './destination.ts';
import {DestinationFailure} from './destination-failure.ts';
import type {ExportPlan} from './export-options.ts';
import {type ExportPaths, finishedPath} from './export-paths.ts';
import {checkLimits, limitsOf} from './limits.ts';
import {fingerprintSize} from './seen-ids.ts';

export const exists = (path: string): Promise<boolean> =>
	access(path).then(
		() => true,
		() => false,
	);

/** On this machine the port says nothing about whose rooms they are: a simulator takes another one each time. */
export const spaceOf = ({baseUrl}: Client): string => baseUrl.replace(/^(http:\/\/[^/]+):\d+/, '$1');

const withLimits = (checkpoint: Checkpoint, {walk}: ExportPlan): Checkpoint => ({
	...checkpoint,
	...limitsOf(walk, checkpoint),
});

/** The checkpoint to go on from, or a refusal to touch what is there. */
const findCheckpoint = async (
	plan: ExportPlan,
	paths: ExportPaths,
	identity: ExportIdentity,
	first: string,
): Promise<Checkpoint> => {
	const {destination, overwrite, resume, settings} = plan;
	const replaces = await standingAt(destination);
	// A database is brought up to date, not replaced.
	const refreshes = settings.format === 'sqlite' && !overwrite && replaces !== null;
	const fresh = withLimits(startCheckpoint(identity, first, {replaces, refreshes}), plan);
	if (overwrite) return fresh;
	const left = await Promise.all([paths.checkpoint, paths.partial, paths.seen].map(exists));
	if (left.includes(true) && !resume) {
		throw new DestinationFailure(
			`An interrupted export to ${destination} is there: go on with resume (--resume), or throw it away with overwrite (--overwrite).`,
		);
	}
	const checkpoint = await readCheckpoint(paths.checkpoint);
	if (checkpoint === undefined) {
		if (refreshes || replaces === null) return fresh;
		throw new DestinationFailure(
			`${destination} is there already: replace it with overwrite (--overwrite), or choose another name.`,
		);
	}
	const changes = differences(checkpoint, identity);
	if (changes.length > 0) {
		throw new DestinationFailure(
			`The interrupted export to ${destination} was another one: ${changes.join('; ')}. Ask for the same again, or throw it away with overwrite (--overwrite).`,
		);
	}
	const {cursor} = checkpoint;
	if (cursor === null) return checkpoint;
	const limited = withLimits(checkpoint, plan);
	checkLimits(destination, limited);
	if (E.isRight(fromCursor(identity.endpoint, cursor))) return limited;
	throw new DestinationFailure(
		`The checkpoint ${paths.checkpoint} cannot be used: its cursor leads off ${identity.endpoint}. Start again with overwrite (--overwrite).`,
	);
};

const sizeOf = async (path: string): Promise<number> => (await stat(path).catch(() => ({size: -1}))).size;

/** How the checkpoint names the file of invalid rooms; a run that has none leaves the one of earlier runs alone. */
export const invalidFileOf = ({destination, invalidFile}: ExportPlan, earlier: Checkpoint): string | null =>
	invalidFile === undefined ? earlier.invalidFile : relative(dirname(destination), invalidFile);

/** Everything that the checkpoint speaks of must be there, whole: what is missing cannot be made up for. */
const checkFiles = async (plan: ExportPlan, {partial, seen}: ExportPaths, start: Checkpoint): Promise<void> => {
	const {invalidFile} = plan;
	const {bytes, ids, invalidBytes} = start;
	const needed: ReadonlyArray<readonly [what: string, path: string, size: number]> = [
		['partial file', partial, bytes],
		['file of ids', seen, ids * fingerprintSize],
		...(invalidFile !== undefined && invalidBytes > 0 && invalidFileOf(plan, start) === start.invalidFile
			? [['file of invalid rooms', invalidFile, invalidBytes] as const]
			: []),
	];
	for (const [what, path, size] of needed) {
		const found = await sizeOf(path);
		if (found >= size) continue;
		const problem = found < 0 ? 'is gone' : `is ${found} bytes long, and was ${size} bytes or more`;
		throw new DestinationFailure(`The ${what} ${path} ${problem}: start again with overwrite (--overwrite).`);
	}
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
	if (await isFinished(plan, paths, start)) return start;
	await checkDestination(plan, start.replaces);
	if (start.pages > 0) {
		await checkFiles(plan, paths, start);
	} else {
		await rm(paths.checkpoint, {force: true});
		await syncDirectory(paths.checkpoint);
	}
	return start;
};

/** A crash can come between the file's final name and the end of its checkpoint: the file that waited is gone then. */
export const isFinished = async (
	{destination, settings}: ExportPlan,
	paths: ExportPaths,
	{finishedBytes}: Checkpoint,
): Promise<boolean> => {
	if (finishedBytes === null || (await exists(finishedPath(paths, settings.format)))) return false;
	return (await sizeOf(destination)) === finishedBytes;
};
