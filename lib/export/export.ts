import * as E from 'fp-ts/lib/Either.js';
import type {ListEndpoint} from '../core/list-endpoint.ts';
import {describeRequest, type RequestDescriptor, requestTarget, withoutPageSize} from '../core/request-descriptor.ts';
import type {Client} from '../pagination/client.ts';
import {paginatePages} from '../pagination/paginate.ts';
import {orThrow} from '../pagination/pagination-error.ts';
import type {WalkSummary} from '../pagination/walk-pages.ts';
import {type Checkpoint, type ExportIdentity, writeCheckpoint} from './checkpoint.ts';
import {checkDestination} from './destination.ts';
import {destinationErrorOf, isDestinationTrouble} from './destination-error.ts';
import {DestinationFailure, takenOver} from './destination-failure.ts';
import type {ExportPlan, ExportSummary} from './export-options.ts';
import {type ExportPaths, isOwnFile, type WorkPaths, workPaths} from './export-paths.ts';
import {progressOf} from './export-progress.ts';
import {type ExportStart, findStart, spaceOf} from './export-start.ts';
import {files} from './files/files.ts';
import {acquireLock, type Lock} from './lock/lock.ts';
import type {LockTiming} from './lock/watch.ts';
import {openOutputs} from './open-outputs.ts';
import {checkWorkPlaces, resolveFile} from './regular-files.ts';
import {isCode} from './system-error.ts';
import {clearEarlierVersion} from './work/earlier-version.ts';
import {conclude, letGo} from './work/end-run.ts';
import {publishInvalidFile} from './work/invalid-name.ts';
import {publish} from './work/publish.ts';
import {beginRun, claimRun, findRun, removeStrays} from './work/run-folder.ts';
import {type Outputs, writePages} from './write-pages.ts';

/** What is exported. */
interface Source<Query, Item> {
	readonly client: Client;
	readonly endpoint: ListEndpoint<Query, Item>;
	readonly query: Query;
}

/** A run of an export, and the right to its files. */
interface Run {
	readonly plan: ExportPlan;
	readonly work: WorkPaths;
	readonly paths: ExportPaths;
	readonly lock: Lock;
}

const summaryOf = (
	{destination, settings}: ExportPlan,
	checkpoint: Checkpoint,
	reason: WalkSummary['reason'],
	resumedFrom: number,
): ExportSummary => ({...progressOf(checkpoint, resumedFrom), destination, format: settings.format, reason});

const checkHeld = async ({lock, plan}: Run): Promise<void> => {
	if (!(await lock.isHeld())) throw takenOver(plan.destination);
};

/** The file is completed and closed; resolves to its path. The checkpoint tells first, so that a crash in between is understood. */
const complete = async ({paths}: Run, outputs: Outputs, checkpoint: Checkpoint): Promise<string> => {
	// Also where a limit ended the walk: what is half finished is to be finished, and no further row to be added.
	if (checkpoint.cursor !== null) await writeCheckpoint(paths.checkpoint, {...checkpoint, cursor: null});
	const finished = await outputs.sink.finish();
	await outputs.close();
	return finished;
};

/** The file gets its name; resolves to its size. */
const name = async (run: Run, finished: string, checkpoint: Checkpoint): Promise<number> => {
	const {plan, work, paths} = run;
	const bytes = (await files.stats(finished))?.size ?? 0;
	await writeCheckpoint(paths.checkpoint, {...checkpoint, cursor: null, finishedBytes: bytes});
	await checkHeld(run);
	// The lock is a new file like any other.
	const newMode = ((await files.stats(work.lock))?.mode ?? 0o600) & 0o777;
	await publishInvalidFile(plan, paths, checkpoint, newMode);
	const lastLook = () => checkDestination(plan, checkpoint.replaces);
	await publish({finished, path: plan.destination, lastLook, newMode});
	return bytes;
};

/** From the first page that is still to be written to the file's name. */
const writeFile = async <Query, Item>(
	{client, endpoint, query}: Source<Query, Item>,
	run: Run,
	start: Checkpoint,
): ReturnType<typeof writePages> => {
	const {plan, paths, lock} = run;
	const outputs = await openOutputs(endpoint, plan, paths, start);
	try {
		const {checkpoint, reason} = await writePages(client, endpoint, query, plan, paths, start, {...outputs, lock});
		await checkHeld(run);
		const finished = await complete(run, outputs, checkpoint);
		const bytes = await name(run, finished, checkpoint);
		return {checkpoint: {...checkpoint, bytes}, reason};
	} finally {
		await outputs.close();
	}
};

/** What an export failed of, once its files are let go. */
const afterFailure = async ({plan, paths, lock}: Run, error: unknown): Promise<unknown> => {
	// Whoever takes over moves the files away, and what is then missed is no fault of the disk.
	if (isDestinationTrouble(error) && !(await files.exists(paths.folder))) return takenOver(plan.destination);
	await letGo(paths, await lock.isHeld());
	return error;
};

/** Gives the run files of its own: new ones, or those of the run before. What is missing then, another export has taken. */
const takeFiles = async (
	plan: ExportPlan,
	work: WorkPaths,
	lock: Lock,
	left: ExportPaths | undefined,
	{checkpoint, kind}: ExportStart,
): Promise<Run> => {
	const claim = {work, owner: lock.owner, destination: plan.destination};
	// What tells of an export before this one would later tell the wrong thing.
	await files.remove(work.done);
	const goesOn = kind === 'interrupted' && left !== undefined;
	const taking = goesOn ? claimRun({...claim, left}) : beginRun({...claim, left}, checkpoint);
	const paths = await taking.catch((error: unknown) => {
		throw isCode(error, 'ENOENT') ? takenOver(plan.destination) : error;
	});
	if (await lock.isHeld()) {
		await removeStrays(work, paths);
		return {plan, work, paths, lock};
	}
	await (goesOn ? files.remove(paths.owner) : files.removeFolder(paths.folder));
	throw takenOver(plan.destination);
};

const exportLocked = async <Query, Item>(
	source: Source<Query, Item>,
	plan: ExportPlan,
	work: WorkPaths,
	lock: Lock,
	first: RequestDescriptor,
): Promise<ExportSummary> => {
	const identity: ExportIdentity = {
		endpoint: source.endpoint.path,
		baseUrl: spaceOf(source.client),
		query: withoutPageSize(first).query,
		...plan.settings,
	};
	const left = await findRun(work);
	const start = await findStart(plan, work, left, identity, requestTarget(first));
	const {checkpoint} = start;
	if (start.kind === 'finished') {
		if (left !== undefined) await conclude(work, left);
		await removeStrays(work);
		return summaryOf(plan, {...checkpoint, bytes: checkpoint.finishedBytes ?? 0}, 'complete', checkpoint.rows);
	}
	const run = await takeFiles(plan, work, lock, left, start);
	try {
		const written = await writeFile(source, run, checkpoint);
		await conclude(work, run.paths);
		return summaryOf(plan, written.checkpoint, written.reason, checkpoint.rows);
	} catch (error) {
		throw await afterFailure(run, error);
	}
};

/** The plan with the files that its names lead to. */
const resolvePlan = async (plan: ExportPlan): Promise<ExportPlan> => {
	const destination = await resolveFile(plan.destination);
	const invalidFile = plan.invalidFile === undefined ? undefined : await resolveFile(plan.invalidFile);
	if (invalidFile !== undefined && isOwnFile(destination, invalidFile)) {
		throw new DestinationFailure(
			`${plan.invalidFile} leads to the destination: choose another file for invalid rooms.`,
		);
	}
	return {...plan, destination, invalidFile};
};

const exportPages = async <Query, Item>(
	source: Source<Query, Item>,
	given: ExportPlan,
	timing: LockTiming | undefined,
): Promise<ExportSummary> => {
	const plan = await resolvePlan(given);
	const work = workPaths(plan.destination);
	const {path, query: codec} = source.endpoint;
	const decoded = codec.decode(source.query);
	const first = describeRequest(path, E.isRight(decoded) ? codec.encode(decoded.right) : []);
	await clearEarlierVersion(plan.destination, plan.overwrite);
	await checkWorkPlaces(work);
	const lock = await acquireLock(work.lock, {timing, signal: plan.walk.signal});
	let summary: ExportSummary;
	try {
		summary = await exportLocked(source, plan, work, lock, first);
	} finally {
		await lock.release();
	}
	// The last trace: until here, a run that is resumed would say that all is done.
	await files.remove(work.done);
	return {...summary, destination: given.destination};
};

/**
 * See `lib/export-rooms.ts`, which loads this file on use.
 * @param timing of the lock; the usual one by default
 */
export const runExport = async <Query, Item>(
	client: Client,
	endpoint: ListEndpoint<Query, Item>,
	query: Query,
	plan: ExportPlan,
	timing?: LockTiming,
): Promise<ExportSummary> => {
	// Client and query are checked by the walk, here by one that takes no page.
	await paginatePages(client, endpoint, query, {...plan.walk, maxPages: 0}).next();
	try {
		return await exportPages({client, endpoint, query}, plan, timing);
	} catch (error) {
		return orThrow(destinationErrorOf(error, plan.destination));
	}
};
