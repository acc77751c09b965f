import {neverAborted} from '../abort/on-abort.ts';
import {createClientOn} from '../client/create-client.ts';
import {invalidInput} from '../core/api-error.ts';
import {readCallOptions} from '../core/call-options.ts';
import {readEnvironment} from '../environment.ts';
import {DestinationFailure} from '../export/destination-failure.ts';
import {isPaginationError, orThrow, PaginationError} from '../pagination/pagination-error.ts';
import {forPlans} from '../sync/outcomes.ts';
import type {Plan, ProjectPlan} from '../sync/plan.ts';
import {clientOptionsOf} from '../sync/projects.ts';
import {checkOnly} from '../sync/run-sync.ts';
import {jobOptions, type PlanJob} from './fleet-job.ts';
import {
	type EnqueueOptions,
	enqueueOptions,
	type QueueOptions,
	queueOptions,
	type Schedule,
	type WorkerOptions,
	workerOptions,
} from './fleet-options.ts';
import {openQueue} from './open-queue.ts';
import type {OpenQueue} from './queue.ts';
import type {ClientOfFleet} from './shared.ts';
import {type Enqueued, pinned, readFleetPlan, spread, type Wish} from './spread.ts';
import {type FleetStatus, statusOf} from './status.ts';
import type {OnTrouble} from './turns.ts';
import {type WorkerMeans, workOn} from './worker.ts';

/** What the queue or the target fails of, as an error of this library. */
const failureOf = (error: unknown): unknown => {
	if (isPaginationError(error) || !(error instanceof Error)) return error;
	const message = error instanceof DestinationFailure ? forPlans(error.message) : `The queue failed: ${error.message}`;
	return new PaginationError({kind: 'destination', message, cause: error});
};

/** Opens a queue for some work, and closes it. */
export const withQueue = async <Result>(
	{queue: address, queueName}: {readonly queue: string; readonly queueName: string},
	work: (queue: OpenQueue) => Promise<Result>,
	onTrouble?: OnTrouble,
): Promise<Result> => {
	try {
		const queue = await openQueue(address, queueName, onTrouble);
		try {
			return await work(queue);
		} finally {
			await queue.close().catch(() => {});
		}
	} catch (error) {
		throw failureOf(error);
	}
};

/** What cron-parser throws of a pattern is an error of no class or code of its own. */
const isOfPattern = (error: unknown): boolean => Object(error).name === 'Error' && Object(error).code === undefined;

const setSchedule = async ({jobs}: OpenQueue, plan: Plan, {name, pattern}: Schedule, {only}: Wish): Promise<void> => {
	if (pattern === 'never') {
		await jobs.removeJobScheduler(name);
		return;
	}
	const job = {name, data: {plan: pinned(plan), only} satisfies PlanJob, opts: jobOptions};
	await jobs.upsertJobScheduler(name, {pattern, tz: 'UTC'}, job).catch((error: unknown) => {
		if (!isOfPattern(error)) throw error;
		const flaw = `schedule.pattern cannot be read (${Object(error).message}). Nothing was enqueued.`;
		throw new PaginationError(invalidInput(flaw));
	});
};

/**
 * Puts what is due of a plan into a queue, for workers to read: walks, and no tokens. What waits or is read already is not
 * added again. With `schedule` nothing is due now, but each time that it says, as long as a worker runs.
 *
 * @throws {PaginationError} of kind `invalid-input` for a plan or an option that cannot be used; of kind `destination`
 * where the queue or the target cannot be reached.
 * @example
 * const {due} = await enqueue(plan, {queue: 'redis://localhost'});
 */
export const enqueue = async (plan: Plan, options: EnqueueOptions): Promise<Enqueued> => {
	const {schedule, ...settings} = orThrow(readCallOptions(enqueueOptions, options, 'enqueue'));
	checkOnly(readFleetPlan(plan, settings), readEnvironment(), settings.only);
	return withQueue(settings, async queue => {
		if (schedule === undefined) return spread(queue, plan, settings);
		await setSchedule(queue, plan, schedule, settings);
		return {due: 0, skipped: 0};
	});
};

const openClient = (project: ProjectPlan, {waitForTurn, onEvent}: ClientOfFleet) =>
	createClientOn({...clientOptionsOf(project, readEnvironment()), onEvent}, {waitForTurn});

/** Milliseconds: while a server is away, each attempt to reach it fails. */
const betweenTroubles = 10_000;

const nowAndThen = (tell: OnTrouble): OnTrouble => {
	let told = Number.NEGATIVE_INFINITY;
	return error => {
		if (performance.now() - told < betweenTroubles) return;
		told = performance.now();
		tell(error);
	};
};

/** A worker, by somebody who knows more of how to reach servers. */
export const runWorkerBy = async (options: WorkerOptions, open: WorkerMeans['openClient']): Promise<void> => {
	const {
		onProgress = () => {},
		signal = neverAborted,
		...settings
	} = orThrow(readCallOptions(workerOptions, options, 'runWorker'));
	const onTrouble = nowAndThen(({message: reason}) => onProgress({type: 'trouble', reason}));
	return withQueue(settings, queue => workOn(queue, {...settings, onProgress, signal, openClient: open}), onTrouble);
};

/**
 * Reads walks of a queue, so many at once, until the signal is aborted: then what has arrived is kept, the walks are handed
 * back, and it resolves. Tokens are found here, by the names that plans have for them. Each row is written once, whatever
 * becomes of workers: a walk whose worker was killed is gone on with by another one, from its last page.
 *
 * Memory: that of the walks that are read at once.
 *
 * @throws {PaginationError} of kind `invalid-input` for an option that cannot be used; of kind `destination` where the
 * queue cannot be reached at first.
 * @example
 * await runWorker({queue: 'redis://localhost', concurrency: 8, signal});
 */
export const runWorker = (options: WorkerOptions): Promise<void> => runWorkerBy(options, openClient);

/**
 * How a fleet does: what waits, what is read, what has failed and why.
 *
 * @throws {PaginationError} as `enqueue()`
 * @example
 * const {waiting, active, failures} = await status({queue: 'redis://localhost'});
 */
export const status = async (options: QueueOptions): Promise<FleetStatus> =>
	withQueue(orThrow(readCallOptions(queueOptions, options, 'status')), statusOf);
