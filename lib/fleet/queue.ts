import {setTimeout as sleep} from 'node:timers/promises';
import type {Job, Queue, Worker, WorkerOptions} from 'bullmq';
import {readEnvironment} from '../environment.ts';
import {DestinationFailure} from '../export/destination-failure.ts';
import {loadOptional} from '../export/formats/optional-package.ts';
import {isPostgresAddress} from '../export/postgres/options.ts';
import {connectTo} from '../export/postgres/session.ts';
import {type Turns, turnsInPostgres, turnsInRedis} from './turns.ts';

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

type DoJob = (job: Job, token: string) => Promise<unknown>;

/** What a job throws that is not at its end, or is not to be tried again. */
type Engine = Pick<
	typeof import('bullmq'),
	'DelayedError' | 'UnrecoverableError' | 'WaitingChildrenError' | 'WaitingError'
>;

/** A queue of BullMQ, in Redis or in PostgreSQL. */
export interface OpenQueue {
	readonly jobs: Jobs;
	/** Begins to take jobs, until it is closed. */
	readonly work: (doJob: DoJob, settings: Omit<WorkerOptions, 'connection'>) => Pick<Worker, 'close'>;
	readonly turns: Turns;
	readonly engine: Engine;
	readonly close: () => Promise<void>;
}

const isRedisAddress = (text: string): boolean => /^rediss?:\/\//i.test(text);

export const isQueueAddress = (text: unknown): text is string =>
	typeof text === 'string' && (isRedisAddress(text) || isPostgresAddress(text));

/** Of an address that says nothing, the environment says all. */
const addressFor = (address: string): string | undefined => {
	if (!/^[^/]*\/\/$/.test(address)) return address;
	const {DATABASE_URL, REDIS_URL} = readEnvironment();
	return (isPostgresAddress(address) ? DATABASE_URL : REDIS_URL) || undefined;
};

const needer = 'A queue';

/** Milliseconds in which walks are handed back; locks of those that could not be lapse. */
const longestLeaving = 8000;

/** Of a server that is away BullMQ waits longer, and may wait for a connection to end that has ended already. */
const inTime = async (closing: Promise<void>): Promise<void> => {
	const timer = new AbortController();
	await Promise.race([closing, sleep(longestLeaving, undefined, {signal: timer.signal}).catch(() => {})]);
	timer.abort();
};

const unreachable = (error: unknown): never => {
	const {code, message} = Object(error);
	throw new DestinationFailure(
		`The queue cannot be reached (${code ?? message}): check its address, and whether its server runs.`,
	);
};

/** What a server that starts again does to a connection shows in what is asked of it meanwhile. */
const quietly = <Emitter extends {on: (event: 'error', listener: () => void) => unknown}>(
	emitter: Emitter,
): Emitter => {
	emitter.on('error', () => {});
	return emitter;
};

const openInRedis = async (address = 'redis://localhost', name: string): Promise<OpenQueue> => {
	const engine = await loadOptional(() => import('bullmq'), 'bullmq', needer);
	const {Queue, Worker} = engine;
	const {Redis} = await loadOptional(() => import('ioredis'), 'ioredis', `${needer} in Redis`);
	const first = new Redis(address, {lazyConnect: true, retryStrategy: () => null});
	await first.connect().catch(unreachable);
	first.disconnect();
	let isLeaving = false;
	// They wait while the server starts again, unless nothing is to come any more.
	const retryStrategy = (times: number) => (isLeaving ? null : Math.min(100 * times, 1000));
	const connect = () => quietly(new Redis(address, {maxRetriesPerRequest: null, retryStrategy}));
	const [connection, own] = [connect(), connect()];
	const queue = quietly(new Queue(name, {connection}));
	return {
		jobs: queue,
		work: (doJob, settings) => {
			const worker = quietly(new Worker(name, (job, token = '') => doJob(job, token), {...settings, connection}));
			return {
				close: async () => {
					isLeaving = true;
					await inTime(worker.close());
				},
			};
		},
		turns: turnsInRedis(own, name),
		engine,
		close: async () => {
			isLeaving = true;
			await queue.close();
			for (const redis of [connection, own]) redis.disconnect();
		},
	};
};

const openInPostgres = async (address: string | undefined, name: string): Promise<OpenQueue> => {
	const engine = await loadOptional(() => import('bullmq'), 'bullmq', needer);
	await (await connectTo(address)).close();
	const {Queue, Worker} = engine.withBackend(engine.createPostgresBackend);
	const connection = {...(address !== undefined && {connectionString: address}), migrate: true};
	const queue = quietly(new Queue(name, {connection}));
	await queue.waitUntilReady().catch(unreachable);
	const turns = await turnsInPostgres(address, name);
	return {
		jobs: queue,
		work: (doJob, settings) => {
			const worker = quietly(new Worker(name, (job, token = '') => doJob(job, token), {...settings, connection}));
			return {close: () => inTime(worker.close())};
		},
		turns,
		engine,
		close: async () => {
			await turns.close();
			await queue.close();
		},
	};
};

/** Opens a queue; the packages that it takes are loaded now. Rejects where it cannot be reached. */
export const openQueue = (address: string, name: string): Promise<OpenQueue> =>
	(isRedisAddress(address) ? openInRedis : openInPostgres)(addressFor(address), name);
