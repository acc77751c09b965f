import {rename, rm, stat} from 'node:fs/promises';
import * as E from 'fp-ts/lib/Either.js';
import type {ListEndpoint} from '../core/list-endpoint.ts';
import {describeRequest, requestTarget, withoutPageSize} from '../core/request-descriptor.ts';
import type {Client} from '../pagination/client.ts';
import {paginatePages} from '../pagination/paginate.ts';
import {orThrow} from '../pagination/pagination-error.ts';
import type {WalkSummary} from '../pagination/walk-pages.ts';
import {type Checkpoint, type ExportIdentity, syncDirectory, writeCheckpoint} from './checkpoint.ts';
import {checkDestination, keepPermissions} from './destination.ts';
import {destinationErrorOf} from './destination-error.ts';
import {takenOver} from './destination-failure.ts';
import type {ExportPlan, ExportSummary} from './export-options.ts';
import {type ExportPaths, exportPaths, leftovers, rowFiles} from './export-paths.ts';
import {progressOf} from './export-progress.ts';
import {exists, findStart, invalidFileOf, isFinished, spaceOf} from './export-start.ts';
import type {Sink} from './format.ts';
import {acquireLock, type Lock} from './lock.ts';
import {openOutputs} from './open-outputs.ts';
import {checkRegularFiles} from './regular-files.ts';
import {writePages} from './write-pages.ts';

const summaryOf = (
	{destination, settings}: ExportPlan,
	checkpoint: Checkpoint,
	reason: WalkSummary['reason'],
	resumedFrom: number,
): ExportSummary => ({...progressOf(checkpoint, resumedFrom), destination, format: settings.format, reason});

/** The file gets its name; resolves to its size. The checkpoint tells first, so that a crash in between is understood. */
const finish = async (plan: ExportPlan, paths: ExportPaths, sink: Sink, checkpoint: Checkpoint): Promise<number> => {
	const complete: Checkpoint = {...checkpoint, cursor: null};
	// Also where a limit ended the walk: what is half finished is to be finished, and no further row to be added.
	if (checkpoint.cursor !== null) await writeCheckpoint(paths.checkpoint, complete);
	const finished = await sink.finish();
	const {size} = await stat(finished);
	await writeCheckpoint(paths.checkpoint, {...complete, finishedBytes: size});
	// The last moment before the final name: somebody else may have taken it meanwhile.
	await checkDestination(plan, checkpoint.replaces);
	await keepPermissions(plan.destination, finished);
	await rename(finished, plan.destination);
	await syncDirectory(plan.destination);
	return size;
};

/** From the first page that is still to be written to the file's name. */
const writeFile = async <Query, Item>(
	client: Client,
	endpoint: ListEndpoint<Query, Item>,
	query: Query,
	plan: ExportPlan,
	paths: ExportPaths,
	start: Checkpoint,
	lock: Lock,
): ReturnType<typeof writePages> => {
	const outputs = await openOutputs(endpoint, plan, paths, start);
	try {
		const known = {...start, invalidFile: invalidFileOf(plan, start)};
		const {checkpoint, reason} = await writePages(client, endpoint, query, plan, paths, known, {...outputs, lock});
		if (!(await lock.isHeld())) throw takenOver(plan.destination);
		const bytes = await finish(plan, paths, outputs.sink, checkpoint);
		return {checkpoint: {...checkpoint, bytes}, reason};
	} finally {
		await outputs.close();
	}
};

const removeAll = async (paths: readonly string[]): Promise<void> => {
	for (const path of paths) await rm(path, {force: true});
};

const exportPages = async <Query, Item>(
	client: Client,
	endpoint: ListEndpoint<Query, Item>,
	query: Query,
	plan: ExportPlan,
): Promise<ExportSummary> => {
	const paths = exportPaths(plan.destination);
	const decoded = endpoint.query.decode(query);
	const first = describeRequest(endpoint.path, E.isRight(decoded) ? endpoint.query.encode(decoded.right) : []);
	const identity: ExportIdentity = {
		endpoint: endpoint.path,
		baseUrl: spaceOf(client),
		query: withoutPageSize(first).query,
		...plan.settings,
	};
	await checkRegularFiles(plan.destination, paths);
	const lock = await acquireLock(paths.lock);
	try {
		const start = await findStart(plan, paths, identity, requestTarget(first));
		if (await isFinished(plan, paths, start)) {
			await removeAll(leftovers(paths));
			return summaryOf(plan, {...start, bytes: start.finishedBytes ?? 0}, 'complete', start.rows);
		}
		try {
			const {checkpoint, reason} = await writeFile(client, endpoint, query, plan, paths, start, lock);
			await removeAll(leftovers(paths));
			return summaryOf(plan, checkpoint, reason, start.rows);
		} catch (error) {
			// Before the first checkpoint nothing is worth going on with, and nothing is to stand in the next run's way.
			if (!(await exists(paths.checkpoint)) && (await lock.isHeld())) await removeAll(rowFiles(paths));
			throw error;
		}
	} finally {
		await lock.release();
	}
};

/** See `lib/export-rooms.ts`, which loads this file on use. */
export const runExport = async <Query, Item>(
	client: Client,
	endpoint: ListEndpoint<Query, Item>,
	query: Query,
	plan: ExportPlan,
): Promise<ExportSummary> => {
	// Client and query are checked by the walk, here by one that takes no page.
	await paginatePages(client, endpoint, query, {...plan.walk, maxPages: 0}).next();
	try {
		return await exportPages(client, endpoint, query, plan);
	} catch (error) {
		return orThrow(destinationErrorOf(error, plan.destination));
	}
};
