import {queryOnly} from '../core/list-path.ts';
import {describeRequest, requestTarget, withoutPageSize} from '../core/request-descriptor.ts';
import {addressOf} from '../pagination/client.ts';
import {orThrow} from '../pagination/pagination-error.ts';
import type {WalkPlan} from '../pagination/plan-walk.ts';
import type {WalkSummary} from '../pagination/walk-pages.ts';
import type {Checkpoint, ExportIdentity} from './checkpoint.ts';
import {destinationErrorOf, isDestinationTrouble} from './destination-error.ts';
import {DestinationFailure, takenOver} from './destination-failure.ts';
import type {ExportPlan, ExportSummary} from './export-options.ts';
import {type ExportPaths, isOwnFile, workPaths} from './export-paths.ts';
import {progressOf} from './export-progress.ts';
import {type AskedFor, type ExportStart, findStart, spaceOf} from './export-start.ts';
import {files} from './files/files.ts';
import {checkWorkPlaces, resolveFile} from './files/regular-files.ts';
import {isCode} from './files/system-error.ts';
import {reasonOf} from './limits.ts';
import {acquireLock, type Lock} from './lock/lock.ts';
import type {LockTiming} from './lock/watch.ts';
import type {Run} from './run.ts';
import {clearEarlierVersion} from './working/earlier-version.ts';
import {conclude, letGo} from './working/end-run.ts';
import {beginRun, claimRun, findRun, removeStrays} from './working/run-folder.ts';
import {writeFile} from './write-file.ts';

const summaryOf = (
	{destination, settings}: ExportPlan,
	checkpoint: Checkpoint,
	reason: WalkSummary['reason'],
	resumedFrom: number,
): ExportSummary => ({...progressOf(checkpoint, resumedFrom), destination, format: settings.format, reason});

/** What an export failed of, once its files are let go. */
const afterFailure = async ({plan, paths, lock}: Run, error: unknown): Promise<unknown> => {
	// Whoever takes over moves the files away, and what is then missed is no fault of the disk.
	if (isDestinationTrouble(error) && !(await files.exists(paths.folder))) return takenOver(plan.destination);
	await letGo(paths, await lock.isHeld());
	return error;
};

/** Gives the run files of its own: new ones, or those of the run before. What is missing then, another export has taken. */
const takeFiles = async (
	{plan, work}: AskedFor,
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
	if (await removeStrays(work, lock, paths)) return {plan, work, paths, lock};
	await (goesOn ? files.remove(paths.owner) : files.removeFolder(paths.folder));
	throw takenOver(plan.destination);
};

const exportLocked = async <Item>(source: WalkPlan<Item>, asked: AskedFor, lock: Lock): Promise<ExportSummary> => {
	const {plan, work} = asked;
	const left = await findRun(work);
	const start = await findStart(asked, left);
	const {checkpoint} = start;
	if (start.kind === 'finished') {
		if (left !== undefined) await conclude(work, left);
		await removeStrays(work, lock);
		return summaryOf(
			plan,
			{...checkpoint, bytes: checkpoint.finishedBytes ?? 0},
			reasonOf(checkpoint),
			checkpoint.rows,
		);
	}
	const run = await takeFiles(asked, lock, left, start);
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

/** What is not for users to choose. */
export interface ExportMeans {
	/** Of the lock. Default: the usual one. */
	readonly timing?: LockTiming | undefined;
	/**
	 * Removes the file by which a run that is resumed knows that all is done. A program that ends with the export does so as
	 * it ends: killed before, it finds the file there. Default: at once.
	 */
	readonly removeTrace?: ((path: string) => void | Promise<void>) | undefined;
}

const exportPages = async <Item>(
	source: WalkPlan<Item>,
	given: ExportPlan,
	{timing, removeTrace = files.remove}: ExportMeans,
): Promise<ExportSummary> => {
	const plan = await resolvePlan(given);
	const work = workPaths(plan.destination);
	const [path] = source.paths;
	const first = describeRequest(path, queryOnly(source.list.path, source.parameters));
	const identity: ExportIdentity = {
		endpoint: path,
		baseUrl: spaceOf(addressOf(source.client.base)),
		query: withoutPageSize(first).query,
		...plan.settings,
	};
	await clearEarlierVersion(plan.destination, plan.overwrite);
	await checkWorkPlaces(work);
	const lock = await acquireLock(work.lock, {timing, signal: plan.walk.signal});
	let summary: ExportSummary;
	try {
		summary = await exportLocked(source, {plan, work, identity, first: requestTarget(first)}, lock);
	} finally {
		await lock.release();
	}
	// The last trace: until here, a run that is resumed would say that all is done.
	await removeTrace(work.done);
	return {...summary, destination: given.destination};
};

/** See `export-rooms.ts`, which loads this file on use. */
export const runExport = async <Item>(
	source: WalkPlan<Item>,
	plan: ExportPlan,
	means: ExportMeans,
): Promise<ExportSummary> => {
	try {
		return await exportPages(source, plan, means);
	} catch (error) {
		// Named as it is where a link leads to it, and the files beside it are.
		const destination = await resolveFile(plan.destination).catch(() => plan.destination);
		return orThrow(destinationErrorOf(error, destination));
	}
};
