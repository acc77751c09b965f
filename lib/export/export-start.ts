import * as E from 'fp-ts/lib/Either.js';
import {fromCursor} from '../core/cursor.ts';
import {type Checkpoint, differences, type ExportIdentity, readCheckpoint, startCheckpoint} from './checkpoint.ts';
import {checkDestination, standingAt} from './destination.ts';
import {DestinationFailure} from './destination-failure.ts';
import type {ExportPlan} from './export-options.ts';
import {type ExportPaths, finishedPath, type WorkPaths} from './export-paths.ts';
import {files} from './files/files.ts';
import {checkLimits, limitsOf, roomIn} from './limits.ts';
import {fingerprintSize} from './seen/seen-ids.ts';
import {noteInvalidFile} from './working/invalid-name.ts';
import {isSameFile} from './working/publish.ts';

/** An export that is asked for, and what decides where it begins. */
export interface AskedFor {
	readonly plan: ExportPlan;
	readonly work: WorkPaths;
	readonly identity: ExportIdentity;
	/** Its first page, as a cursor. */
	readonly first: string;
}

/** Where an export begins. */
export interface ExportStart {
	readonly checkpoint: Checkpoint;
	readonly kind: 'new' | 'interrupted' | 'finished';
}

/** On this machine the port says nothing about whose rooms they are: a simulator takes another one each time. */
export const spaceOf = (baseUrl: string): string => baseUrl.replace(/^(http:\/\/[^/]+):\d+/, '$1');

const withLimits = (checkpoint: Checkpoint, {walk}: ExportPlan): Checkpoint => ({
	...checkpoint,
	...limitsOf(walk, checkpoint),
});

const sizeOf = async (path: string): Promise<number> => (await files.stats(path))?.size ?? -1;

/** Whether there is anything to lose: rows, or the decision that this export takes the place of a file. */
export const isWorthKeeping = ({pages, replaces, refreshes}: Checkpoint): boolean =>
	pages > 0 || (replaces !== null && !refreshes);

/** A new export, unless a file is in its way. */
const beginning = async ({plan, identity, first}: AskedFor): Promise<ExportStart> => {
	const {destination, overwrite, settings} = plan;
	const replaces = await standingAt(destination);
	// A database is brought up to date, not replaced.
	const refreshes = settings.format === 'sqlite' && !overwrite && replaces !== null;
	if (replaces !== null && !overwrite && !refreshes) {
		throw new DestinationFailure(
			`${destination} is there already: replace it with overwrite (--overwrite), or choose another name.`,
		);
	}
	return {checkpoint: withLimits(startCheckpoint(identity, first, {replaces, refreshes}), plan), kind: 'new'};
};

/** A crash can come between the file's final name and the end of its traces. */
const isFinished = async (
	{destination, settings}: ExportPlan,
	{finishedBytes}: Checkpoint,
	left: ExportPaths | undefined,
): Promise<boolean> => {
	if (finishedBytes === null || (await sizeOf(destination)) !== finishedBytes) return false;
	if (left === undefined) return true;
	const finished = finishedPath(left, settings.format);
	return !(await files.exists(finished)) || (await isSameFile(finished, destination));
};

const checkIdentity = ({destination}: ExportPlan, checkpoint: Checkpoint, identity: ExportIdentity): void => {
	const changes = differences(checkpoint, identity);
	if (changes.length === 0) return;
	throw new DestinationFailure(
		`The interrupted export to ${destination} was another one: ${changes.join('; ')}. Ask for the same again, or throw it away with overwrite (--overwrite).`,
	);
};

/** A file that was made is made again where a limit that has been raised lets more into it. */
const withRoom = (checkpoint: Checkpoint): Checkpoint => {
	const {maxItems, maxPages} = roomIn(checkpoint);
	return maxItems > 0 && maxPages > 0 ? {...checkpoint, finishedBytes: null} : checkpoint;
};

/** What is left to do of an interrupted export. */
const continuation = async (
	{plan, identity}: AskedFor,
	checkpoint: Checkpoint,
	left: ExportPaths,
): Promise<ExportStart> => {
	checkIdentity(plan, checkpoint, identity);
	if (await isFinished(plan, checkpoint, left)) return {checkpoint, kind: 'finished'};
	const {cursor} = checkpoint;
	if (cursor === null) return {checkpoint, kind: 'interrupted'};
	const limited = withLimits(checkpoint, plan);
	checkLimits(plan.destination, limited);
	if (E.isRight(fromCursor(identity.endpoint, cursor))) return {checkpoint: withRoom(limited), kind: 'interrupted'};
	throw new DestinationFailure(
		`The checkpoint ${left.checkpoint} cannot be used: its cursor leads off ${identity.endpoint}. Start again with overwrite (--overwrite).`,
	);
};

/** An export that is complete, and whose process died before all traces of it were gone. */
const findDone = async ({plan, work, identity}: AskedFor): Promise<ExportStart | undefined> => {
	const checkpoint = plan.resume ? await readCheckpoint(work.done) : undefined;
	if (checkpoint === undefined || differences(checkpoint, identity).length > 0) return undefined;
	return (await isFinished(plan, checkpoint, undefined)) ? {checkpoint, kind: 'finished'} : undefined;
};

/** The place to go on from, or a refusal to touch what is there. */
const chooseStart = async (asked: AskedFor, left: ExportPaths | undefined): Promise<ExportStart> => {
	const {destination, overwrite, resume} = asked.plan;
	const done = await findDone(asked);
	if (done !== undefined) return done;
	if (overwrite || left === undefined) return beginning(asked);
	const checkpoint = await readCheckpoint(left.checkpoint);
	const isNothing = checkpoint !== undefined && checkpoint.finishedBytes === null && !isWorthKeeping(checkpoint);
	if (!resume && !isNothing) {
		throw new DestinationFailure(
			`An interrupted export to ${destination} is there: go on with resume (--resume), or throw it away with overwrite (--overwrite).`,
		);
	}
	if (checkpoint === undefined || isNothing) return beginning(asked);
	return continuation(asked, checkpoint, left);
};

/** Everything that the checkpoint speaks of must be there, whole: what is missing cannot be made up for. */
const checkFiles = async (
	{partial, seen, invalid}: ExportPaths,
	{bytes, ids, invalidBytes, finishedBytes}: Checkpoint,
): Promise<void> => {
	const needed: ReadonlyArray<readonly [what: string, path: string, size: number]> = [
		['partial file', partial, bytes],
		['file of ids', seen, ids * fingerprintSize],
		// In the end it gets its name before the destination does.
		...(invalidBytes > 0 && finishedBytes === null ? [['file of invalid rooms', invalid, invalidBytes] as const] : []),
	];
	for (const [what, path, size] of needed) {
		const found = await sizeOf(path);
		if (found >= size) continue;
		const problem = found < 0 ? 'is gone' : `is ${found} bytes long, and was ${size} bytes or more`;
		throw new DestinationFailure(`The ${what} ${path} ${problem}: start again with overwrite (--overwrite).`);
	}
};

/** Where an export begins: at the start, or where its checkpoint says. Refuses whatever would lose somebody's data. */
export const findStart = async (asked: AskedFor, left: ExportPaths | undefined): Promise<ExportStart> => {
	const {plan} = asked;
	const {checkpoint, kind} = await chooseStart(asked, left);
	if (kind === 'finished') return {checkpoint, kind};
	await checkDestination(plan, checkpoint.replaces);
	// One that came no further than its decisions has no files yet.
	if (kind === 'interrupted' && left !== undefined && checkpoint.pages > 0) await checkFiles(left, checkpoint);
	return {checkpoint: await noteInvalidFile(plan, checkpoint, kind === 'new' ? undefined : left), kind};
};
