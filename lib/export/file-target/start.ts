import {checkCursor} from '../check-cursor.ts';
import {changesFrom} from '../checkpoint.ts';
import {namedBy} from '../dataset/dataset-paths.ts';
import {DestinationFailure} from '../destination-failure.ts';
import type {ExportPlan} from '../export-plan.ts';
import {files} from '../files/files.ts';
import {finishedPath} from '../formats/format.ts';
import {traitsFor} from '../formats/formats.ts';
import {checkLimits, limitsOf, roomIn} from '../limits.ts';
import {fingerprintSize} from '../seen/seen-ids.ts';
import type {Asked} from '../target.ts';
import {type ExportIdentity, type FileCheckpoint, readCheckpoint, startCheckpoint} from './checkpoint.ts';
import {checkDestination, standingAt} from './destination.ts';
import {noteInvalidFile} from './invalid-name.ts';
import type {ExportPaths, WorkPaths} from './paths.ts';
import {isSameFile} from './publish.ts';

/** What decides where an export begins. */
export interface Situation {
	readonly plan: ExportPlan;
	readonly asked: Asked;
	readonly identity: ExportIdentity;
	readonly work: WorkPaths;
	/** What an earlier run left. */
	readonly left: ExportPaths | undefined;
}

/** Where an export begins. */
export interface FileStart {
	readonly checkpoint: FileCheckpoint;
	readonly kind: 'new' | 'interrupted' | 'finished';
}

const withLimits = (checkpoint: FileCheckpoint, {walk}: ExportPlan): FileCheckpoint => ({
	...checkpoint,
	...limitsOf(walk, checkpoint),
});

const sizeOf = async (path: string): Promise<number> => (await files.stats(path))?.size ?? -1;

/** Whether there is anything to lose: rows, or the decision that this export takes the place of a file. */
export const isWorthKeeping = ({pages, replaces, refreshes}: FileCheckpoint): boolean =>
	pages > 0 || (replaces !== null && !refreshes);

/** A new export, unless a file is in its way. */
const beginning = async ({plan, asked, identity}: Situation): Promise<FileStart> => {
	const {destination, overwrite, settings} = plan;
	const replaces = await standingAt(destination);
	const refreshes = traitsFor(settings).refreshes === true && !overwrite && replaces !== null;
	if (replaces !== null && !overwrite && !refreshes) {
		throw new DestinationFailure(
			`${namedBy(destination)} is there already: replace it with overwrite (--overwrite), or choose another name.`,
		);
	}
	return {checkpoint: withLimits(startCheckpoint(identity, asked.first, {replaces, refreshes}), plan), kind: 'new'};
};

/** A crash can come between the file's final name and the end of its traces. */
const isFinished = async (
	{destination, settings}: ExportPlan,
	{finishedBytes}: FileCheckpoint,
	left: ExportPaths | undefined,
): Promise<boolean> => {
	if (finishedBytes === null || (await sizeOf(destination)) !== finishedBytes) return false;
	if (left === undefined) return true;
	const finished = finishedPath(left.partial, traitsFor(settings));
	return !(await files.exists(finished)) || (await isSameFile(finished, destination));
};

const checkIdentity = ({destination}: ExportPlan, checkpoint: FileCheckpoint, identity: ExportIdentity): void => {
	const changes = changesFrom(checkpoint, identity);
	if (changes.length === 0) return;
	throw new DestinationFailure(
		`The interrupted export to ${namedBy(destination)} was another one: ${changes.join('; ')}. Ask for the same again, or throw it away with overwrite (--overwrite).`,
	);
};

/** A file that was made is made again where a limit that has been raised lets more into it. */
const withRoom = (checkpoint: FileCheckpoint): FileCheckpoint => {
	const {maxItems, maxPages} = roomIn(checkpoint);
	return maxItems > 0 && maxPages > 0 ? {...checkpoint, finishedBytes: null} : checkpoint;
};

/** What is left to do of an interrupted export. */
const continuation = async (
	{plan, asked, identity}: Situation,
	checkpoint: FileCheckpoint,
	left: ExportPaths,
): Promise<FileStart> => {
	checkIdentity(plan, checkpoint, identity);
	if (await isFinished(plan, checkpoint, left)) return {checkpoint, kind: 'finished'};
	const {cursor} = checkpoint;
	if (cursor === null) return {checkpoint, kind: 'interrupted'};
	const limited = withLimits(checkpoint, plan);
	checkLimits(namedBy(plan.destination), limited);
	checkCursor(`The checkpoint ${left.checkpoint}`, cursor, asked);
	return {checkpoint: withRoom(limited), kind: 'interrupted'};
};

/** An export that is complete, and whose process died before all traces of it were gone. */
const findDone = async ({plan, work, identity}: Situation): Promise<FileStart | undefined> => {
	const checkpoint = plan.resume ? await readCheckpoint(work.done) : undefined;
	if (checkpoint === undefined || changesFrom(checkpoint, identity).length > 0) return undefined;
	return (await isFinished(plan, checkpoint, undefined)) ? {checkpoint, kind: 'finished'} : undefined;
};

/** The place to go on from, or a refusal to touch what is there. */
const chooseStart = async (situation: Situation): Promise<FileStart> => {
	const {left} = situation;
	const {destination, overwrite, resume} = situation.plan;
	const done = await findDone(situation);
	if (done !== undefined) return done;
	if (overwrite || left === undefined) return beginning(situation);
	const checkpoint = await readCheckpoint(left.checkpoint);
	const isNothing = checkpoint !== undefined && checkpoint.finishedBytes === null && !isWorthKeeping(checkpoint);
	if (!resume && !isNothing) {
		throw new DestinationFailure(
			`An interrupted export to ${namedBy(destination)} is there: go on with resume (--resume), or throw it away with overwrite (--overwrite).`,
		);
	}
	if (checkpoint === undefined || isNothing) return beginning(situation);
	return continuation(situation, checkpoint, left);
};

/** Everything that the checkpoint speaks of must be there, whole: what is missing cannot be made up for. */
const checkFiles = async (
	{partial, seen, invalid}: ExportPaths,
	{bytes, ids, invalidBytes, finishedBytes}: FileCheckpoint,
	items: string,
): Promise<void> => {
	const needed: ReadonlyArray<readonly [what: string, path: string, size: number]> = [
		['partial file', partial, bytes],
		['file of ids', seen, ids * fingerprintSize],
		// In the end it gets its name before the destination does.
		[`file of invalid ${items}`, invalid, finishedBytes === null ? invalidBytes : 0],
	];
	for (const [what, path, size] of needed) {
		// One that holds nothing is made anew: a process can die after the old one was removed, and before that.
		if (size === 0) continue;
		const found = await sizeOf(path);
		if (found >= size) continue;
		const problem = found < 0 ? 'is gone' : `is ${found} bytes long, and was ${size} bytes or more`;
		throw new DestinationFailure(`The ${what} ${path} ${problem}: start again with overwrite (--overwrite).`);
	}
};

/** Where an export begins: at the start, or where its checkpoint says. Refuses whatever would lose somebody's data. */
export const findStart = async (situation: Situation): Promise<FileStart> => {
	const {plan, left} = situation;
	const {checkpoint, kind} = await chooseStart(situation);
	if (kind === 'finished') return {checkpoint, kind};
	await checkDestination(plan, checkpoint.replaces, kind === 'interrupted' ? left : undefined);
	// One that came no further than its decisions has no files yet.
	if (kind === 'interrupted' && left !== undefined && checkpoint.pages > 0) {
		await checkFiles(left, checkpoint, plan.items);
	}
	return {checkpoint: await noteInvalidFile(plan, checkpoint, kind === 'new' ? undefined : left), kind};
};
