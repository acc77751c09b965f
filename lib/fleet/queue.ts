import type {Job, Queue, WorkerOptions} from 'bullmq';
import {abortableDelay} from '../abort/abortable-delay.ts';
import {readEnvironment} from '../environment.ts';
import {DestinationFailure} from '../export/destination-failure.ts';
import {loadOptional} from '../export/formats/optional-package.ts';
import {isPostgresAddress} from '../export/postgres/options.ts';
import {connectTo} from '../export/postgres/session.ts';
import {isRedisAddress} from './queue-address.ts';
import {type OnTrouble, type Turns, turnsInPostgres, turnsInRedis} from './turns.ts';

/** What is used of a queue of BullMQ's, wherever it is. */
type Jobs = Pick<
	Queue,
	| 'add'
	| 'addBulk'
	| 'getJobCounts'
	| 'getJobs'
	| 'getJobSchedulers'
	| 'getWorkersCount'
	| 'removeJobScheduler'
	| 'upsertJobScheduler'
>;

/** What a job throws that is not at its end, or is not to be tried again. */
type Engine = Pick<typeof import('bullmq'), 'DelayedError' | 'UnrecoverableError' | 'WaitingChildrenError'>;

type WorkSettings = Omit<WorkerOptions, 'connection'>;
type DoJob = (job: Job, token?: string) => Promise<unknown>;

/** A queue of BullMQ, in Redis or in PostgreSQL. */
export interface OpenQueue {
	readonly jobs: Jobs;
	/** Begins to take jobs; what is returned ends that, in ten seconds also where a server is away. */
	readonly work: (doJob: DoJob, settings: WorkSettings) => Promise<() => Promise<void>>;
	readonly turns: Turns;
	readonly engine: Engine;
	readonly close: () => Promise<void>;
}

/** Of an address that says nothing, the environment says all. */
const addressFor = (address: string): string | undefined => {
	if (!/^[^/]*\/\/$/.test(address)) return address;
	const {DATABASE_URL, REDIS_URL} = readEnvironment();
	return (isPostgresAddress(address) ? DATABASE_URL : REDIS_URL) || undefined;
};

type Emitter = {on: (event: 'error', listener: OnTrouble) => unknown};

const listening = <Listened extends Emitter>(emitter: Listened, onTrouble: OnTrouble): Listened => {
	emitter.on('error', onTrouble);
	return emitter;
};

/** Milliseconds in which walks are handed back; locks of those that could not be lapse. */
const longestLeaving = 8000;

/** Of a server that is away BullMQ waits longer, and may wait for a connection to end that has ended already. */
const inTime = async (closing: Promise<void>): Promise<void> => {
	const timer = new AbortController();
	await Promise.race([closing, abortableDelay(longestLeaving, timer.signal)]).finally(() => timer.abort());
};

type BullWorker = Emitter & {close: () => Promise<void>; waitUntilReady: () => Promise<unknown>};

/** @param leave is called when nothing is to come any more */
const workBy =
	(make: (doJob: DoJob, settings: WorkSettings) => BullWorker, onTrouble: OnTrouble, leave = () => {}) =>
	async (doJob: DoJob, settings: WorkSettings): Promise<() => Promise<void>> => {
		const worker = listening(make(doJob, settings), onTrouble);
		await worker.waitUntilReady();
		return () => {
			leave();
			return inTime(worker.close());
		};
	};

const unreachable = (error: unknown): never => {
	const {code, message} = Object(error);
	throw new DestinationFailure(
		`The queue cannot be reached (${code ?? message}): check its address, and whether its server runs.`,
	);
};

const openInRedis = async (address = 'redis://localhost', name: string, onTrouble: OnTrouble): Promise<OpenQueue> => {
	const needed = ['A queue in Redis', 'bullmq ioredis'] as const;
	const engine = await loadOptional(() => import('bullmq'), 'bullmq', ...needed);
	const {Redis} = await loadOptional(() => import('ioredis'), 'ioredis', ...needed);
	let isLeaving = false;
	const connect = (own: object, heard: OnTrouble) => {
		try {
			return listening(new Redis(address, own), heard);
		} catch {
			// Its errors hold what they complain of.
			throw new DestinationFailure(
				'The address of the queue cannot be read: check it. Characters such as @, / and % in a password are written as %40, %2F and %25.',
			);
		}
	};
	let reason: unknown;
	// What it rejects with says no more than that the connection is closed.
	const first = connect({lazyConnect: true, retryStrategy: () => null}, error => {
		reason = error;
	});
	await first.connect().catch(error => unreachable(reason ?? error));
	first.disconnect();
	// A database that is not there is told of alone, and the first one would be taken.
	if (reason !== undefined) unreachable(reason);
	const retryStrategy = (times: number) => (isLeaving ? null : Math.min(100 * times, 1000));
	// Who waits for jobs waits on while the server starts again; who asks something is told after a while.
	const waiting = connect({maxRetriesPerRequest: null, retryStrategy}, onTrouble);
	const [asking, own] = [connect({retryStrategy}, onTrouble), connect({retryStrategy}, onTrouble)];
	const queue = listening(new engine.Queue(name, {connection: asking}), onTrouble);
	const leave = () => {
		isLeaving = true;
	};
	const make = (doJob: DoJob, settings: WorkSettings) =>
		new engine.Worker(name, (job, token) => doJob(job, token), {...settings, connection: waiting});
	return {
		jobs: queue,
		work: workBy(make, onTrouble, leave),
		turns: turnsInRedis(own, name, onTrouble),
		engine,
		close: async () => {
			leave();
			await inTime(queue.close());
			for (const redis of [waiting, asking, own]) redis.disconnect();
		},
	};
};

/** What is told of a database that an export writes to, as it is to be told of a queue. */
const unreachableDatabase = ({message, cause}: Error): never => {
	const told = message.replace('Cannot write', 'The queue cannot be reached at');
	throw new DestinationFailure(told.replace(', then go on with resume (--resume)', ''), {cause});
};

const openInPostgres = async (address: string | undefined, name: string, onTrouble: OnTrouble): Promise<OpenQueue> => {
	const engine = await loadOptional(() => import('bullmq'), 'bullmq', 'A queue in PostgreSQL', 'bullmq pg');
	await (await connectTo(address).catch(unreachableDatabase)).close();
	const {Queue, Worker} = engine.withBackend(engine.createPostgresBackend);
	const connection = {...(address !== undefined && {connectionString: address}), migrate: true};
	const queue = listening(new Queue(name, {connection}), onTrouble);
	const ready = queue.waitUntilReady().catch(unreachable);
	const turns = await ready
		.then(() => turnsInPostgres(address, name, onTrouble))
		.catch(async (error: unknown) => {
			await queue.close();
			throw error;
		});
	const make = (doJob: DoJob, settings: WorkSettings) =>
		new Worker(name, (job, token) => doJob(job, token), {...settings, connection});
	return {
		jobs: queue,
		work: workBy(make, onTrouble),
		turns,
		engine,
		close: async () => {
			await turns.close();
			await inTime(queue.close());
		},
	};
};

/** Opens a queue; the packages that it takes are loaded now. Rejects where it cannot be reached. */
export const openQueue = (address: string, name: string, onTrouble: OnTrouble = () => {}): Promise<OpenQueue> =>
	(isRedisAddress(address) ? openInRedis : openInPostgres)(addressFor(address), name, onTrouble);
