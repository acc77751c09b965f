import type {Job} from 'bullmq';
import {linkedAbort} from '../abort/linked-abort.ts';
import {onAbort} from '../abort/on-abort.ts';
import type {SyncEvent} from '../sync/read-walk.ts';
import {runWalks} from '../sync/run-walks.ts';
import {type FleetJob, isPlan, wantedIn} from './fleet-job.ts';
import type {OpenQueue} from './queue.ts';
import {createShared, type SharedMeans, turnNameOf} from './shared.ts';
import {spread} from './spread.ts';
import {failedBy, WalksFailed} from './walks-failed.ts';

/** A walk that a worker could not read to its end, or some of those below items. */
export interface FailedEvent {
	readonly type: 'failed';
	/** `emea / voice logs / 2026-01`; of what is below items with its part, as `(2/8)`. */
	readonly walk: string;
	/** What went wrong, where, and what to do next. */
	readonly reason: string;
	/** Where the walk stands, as far as it is known. */
	readonly cursor?: string | undefined;
	/** Whether it is not tried again by itself. */
	readonly isFinal: boolean;
}

/** The server of the queue is away, or refuses what it is asked; the worker goes on trying. */
export interface TroubleEvent {
	readonly type: 'trouble';
	readonly reason: string;
}

/** What a worker tells of the walks that it reads. */
export type FleetEvent = SyncEvent | FailedEvent | TroubleEvent;

export interface WorkerMeans extends SharedMeans {
	readonly onProgress: (event: FleetEvent) => void;
	readonly concurrency: number;
	/** Milliseconds after which a walk is handed back as soon as it has come further, for others to have their turn. */
	readonly maxDuration: number;
	/** Milliseconds after which a job whose worker has not been heard of is given to another one, and between two looks. */
	readonly lock?: readonly [number, number];
}

/** Shorter pauses are waited for by a walk that was begun; through longer ones a worker reads others. */
const longestWait = 1000;
/**
 * Milliseconds until a walk is looked at again that another process is reading, or was until it was killed: where it cannot
 * be known to be dead, it has a minute to show that it is not. That is no attempt of this one.
 */
const whileInUse = 3000;
/** Milliseconds until a job is tried again that came further before it failed. That is no attempt either: with many walks, or many hours, each may fail once. */
const afterProgress = 1000;
/** Many workers may be killed while one long walk is read; only one that kills them is to be given up at last. */
const maxStalledCount = 50;
/** Milliseconds between two notes of how far a job is. */
const noteInterval = 1000;

/** Counts the rows of the walks of a job, one walk after the other, and notes them now and then for who asks for the status. */
const counting = (job: Job) => {
	const total = {rows: 0, resumedFrom: 0};
	let [last, noted] = [total, 0];
	const count = (event: SyncEvent): void => {
		if (event.type !== 'begin') {
			total.rows += event.rows - last.rows;
			total.resumedFrom += event.resumedFrom - last.resumedFrom;
		}
		last = event;
		if (event.type !== 'progress' || performance.now() - noted < noteInterval) return;
		noted = performance.now();
		job.updateProgress({...total}).catch(() => {});
	};
	return {total, count};
};

/** What a job needs may be there where it is tried next: on a machine that has the token, or when the database is back. */
const notHere = (error: unknown): never => {
	throw new Error(error instanceof Error ? error.message : String(error), {cause: error});
};

/** Takes walks from the queue and reads them, until the signal is aborted; resolves when all others are handed back. */
export const workOn = async (queue: OpenQueue, means: WorkerMeans): Promise<void> => {
	const {lists, concurrency, maxDuration, signal: stop, lock: [lockDuration, stalledInterval] = [15_000, 5000]} = means;
	const {DelayedError, UnrecoverableError} = queue.engine;
	const shared = createShared(means, queue.turns);

	const tell = async ({message: reason, cursor}: WalksFailed, job: Job, isFinal: boolean): Promise<void> => {
		if (cursor !== undefined) await job.updateProgress({...Object(job.progress), cursor}).catch(() => {});
		means.onProgress({type: 'failed', walk: job.name, reason, cursor, isFinal});
	};

	/** What makes the queue try a job again later, or not at all. */
	const told = async (error: unknown, job: Job): Promise<Error> => {
		const failure = failedBy(job.name, error);
		const {message, isHopeless} = failure;
		await tell(failure, job, isHopeless || job.attemptsMade + 1 >= (job.opts.attempts ?? 1));
		return isHopeless ? new UnrecoverableError(message) : new Error(message);
	};

	const take = async (job: Job, data: FleetJob, token: string) => {
		const later = async (milliseconds: number): Promise<never> => {
			// Where it cannot be handed back, or is another worker's by now, it is found as after a crash.
			await job.moveToDelayed(Date.now() + Math.ceil(milliseconds), token).catch(() => {});
			throw new DelayedError();
		};
		const {signal, abort, unlink} = linkedAbort(stop);
		const deadline = performance.now() + maxDuration;
		const {total, count} = counting(job);
		const onProgress = (event: SyncEvent) => {
			means.onProgress(event);
			count(event);
			// Not before it has come further: it would never get anywhere where waiting takes longer.
			if (event.type === 'progress' && performance.now() > deadline) abort(undefined);
		};
		try {
			const {since} = data;
			const {plan, projects, place} = await shared.prepare(data).catch(notHere);
			const quiet = await Promise.all(projects.map(({whose}) => queue.turns.quietOf(turnNameOf(whose), signal)));
			if (Math.max(...quiet) > longestWait) return await later(Math.max(...quiet));
			const own = {place, signal, since, goesOnSince: since - plan.continueFor, onProgress};
			const outcomes = await runWalks(plan, projects, {...wantedIn(data), ...own});
			if (outcomes.some(({failed}) => failed > 0)) throw new WalksFailed(outcomes);
			return total;
		} catch (error) {
			if (error instanceof DelayedError) throw error;
			if (signal.aborted) return await later(0);
			if (!(error instanceof WalksFailed)) throw error;
			if (error.isInUse) return await later(whileInUse);
			if (error.isHopeless || total.rows === total.resumedFrom) throw error;
			await tell(error, job, false);
			return await later(afterProgress);
		} finally {
			unlink();
		}
	};

	const leave = await queue.work(
		async (job, token = '') => {
			try {
				const {data} = job;
				return isPlan(data) ? await spread(queue, data.plan, {...data, lists}) : await take(job, data, token);
			} catch (error) {
				throw error instanceof DelayedError ? error : await told(error, job);
			}
		},
		{concurrency, lockDuration, stalledInterval, maxStalledCount},
	);
	await new Promise<void>(resolve => {
		if (stop.aborted) resolve();
		else onAbort(stop, resolve);
	});
	await leave();
	await shared.close();
};
