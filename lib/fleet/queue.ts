import type {BackendFactory, IQueueBackend, Job, Queue, WorkerOptions} from 'bullmq';
import {abortableDelay} from '../abort/abortable-delay.ts';
import {DestinationFailure} from '../export/destination-failure.ts';
import type {FleetJob, PlanJob} from './fleet-job.ts';
import type {OnTrouble, Turns} from './turns.ts';

/** What is used of a queue of BullMQ's, wherever it is. */
type Jobs = Pick<
	Queue<FleetJob | PlanJob>,
	| 'addBulk'
	| 'getJobCounts'
	| 'getJobs'
	| 'getJobSchedulers'
	| 'getWorkersCount'
	| 'removeJobScheduler'
	| 'upsertJobScheduler'
>;

type Engine = typeof import('bullmq');
type QueuedJob = Job<FleetJob | PlanJob>;

/** What has become of a job: it is done, it is to be taken again in so many milliseconds, or it has failed of this. */
export type JobResult =
	| {readonly done: unknown}
	| {readonly again: number}
	| {readonly failed: string; readonly isHopeless: boolean};

type DoJob = (job: QueuedJob) => Promise<JobResult>;

/** A queue of BullMQ's, and the turns of requests beside it. */
export interface OpenQueue {
	readonly jobs: Jobs;
	/** Begins to take jobs; what is returned ends that, in ten seconds also where a server is away. */
	readonly work: (doJob: DoJob, settings: Omit<WorkerOptions, 'connection'>) => Promise<() => Promise<void>>;
	readonly turns: Turns;
	readonly close: () => Promise<void>;
}

/** Where queues are, by the backend that BullMQ has for it. */
export interface QueueServer<Backend extends IQueueBackend, Connection> {
	readonly engine: Engine;
	readonly backend: BackendFactory<Backend, Connection>;
	/** To ask something of a queue, and to wait for its jobs. */
	readonly asking: Connection;
	readonly waiting: () => Connection;
	readonly turns: Turns;
	/** Nothing is to come any more: a server that is away need not be waited for. */
	readonly leave: () => void;
	readonly end: () => Promise<void>;
}

/** Milliseconds in which walks are handed back; locks of those that could not be lapse. */
const longestLeaving = 8000;

/** Of a server that is away BullMQ waits longer, and may wait for a connection to end that has ended already. */
const inTime = async (closing: Promise<void>): Promise<void> => {
	const timer = new AbortController();
	await Promise.race([closing, abortableDelay(longestLeaving, timer.signal)]).finally(() => timer.abort());
};

export const unreachable = (error: unknown): never => {
	const {code, message} = Object(error);
	throw new DestinationFailure(
		`The queue cannot be reached (${code ?? message}): check its address, and whether its server runs.`,
	);
};

/** As BullMQ is told of it. */
const telling =
	(doJob: DoJob, {DelayedError, UnrecoverableError}: Engine) =>
	async (job: QueuedJob, token?: string): Promise<unknown> => {
		const result = await doJob(job);
		if ('done' in result) return result.done;
		if ('failed' in result) throw new (result.isHopeless ? UnrecoverableError : Error)(result.failed);
		// Where it cannot be handed back, or is another worker's by now, it is found as after a crash.
		await job.moveToDelayed(Date.now() + Math.ceil(result.again), token).catch(() => {});
		throw new DelayedError();
	};

/** Opens a queue on a server. */
export const openOn = async <Backend extends IQueueBackend, Connection>(
	{engine, backend, asking, waiting, turns, leave, end}: QueueServer<Backend, Connection>,
	name: string,
	onTrouble: OnTrouble,
): Promise<OpenQueue> => {
	const {Queue, Worker} = engine.withBackend(backend);
	const jobs = new Queue<FleetJob | PlanJob>(name, {connection: asking}).on('error', onTrouble);
	const close = async () => {
		leave();
		await inTime(jobs.close());
		await end();
	};
	await jobs.waitUntilReady().catch(async (error: unknown) => {
		await close().catch(() => {});
		unreachable(error);
	});
	return {
		jobs,
		work: async (doJob, settings) => {
			const worker = new Worker(name, telling(doJob, engine), {...settings, connection: waiting()});
			worker.on('error', onTrouble);
			await worker.waitUntilReady();
			return () => {
				leave();
				return inTime(worker.close());
			};
		},
		turns,
		close,
	};
};
