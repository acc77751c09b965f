import {linkedAbort} from '../abort/linked-abort.ts';
import {onAbort} from '../abort/on-abort.ts';
import type {PaginationErrorKind} from '../core/api-error.ts';
import {inUse} from '../export/destination-failure.ts';
import {isPaginationError} from '../pagination/pagination-error.ts';
import {forPlans} from '../sync/outcomes.ts';
import type {SyncEvent} from '../sync/read-walk.ts';
import {type Doing, doJob} from './do-job.ts';
import type {FleetResult} from './fleet-job.ts';
import type {OpenQueue} from './queue.ts';
import {createShared, type SharedMeans} from './shared.ts';
import {spread} from './spread.ts';

/** A walk that a worker could not read to its end. */
export interface FailedEvent {
	readonly type: 'failed';
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

/** What may be otherwise when it is tried again. */
const passing: ReadonlySet<PaginationErrorKind> = new Set([
	'network',
	'timeout',
	'rate-limited',
	'server',
	'invalid-body',
	'destination',
]);

/** Shorter pauses are waited for by a walk that was begun; through longer ones a worker reads others. */
const longestWait = 1000;
/**
 * Milliseconds until a walk is looked at again that another process is reading, or was until it was killed: where it cannot
 * be known to be dead, it has a minute to show that it is not. That is no attempt of this one.
 */
const whileInUse = 3000;
/** Many workers may be killed while one long walk is read; only one that kills them is to be given up at last. */
const maxStalledCount = 50;
/** Milliseconds between two notes of how far a walk is. */
const noteInterval = 1000;

/** @throws what makes the queue try it again later, or not at all */
const fail = async (error: unknown, job: Doing['job'], queue: OpenQueue, means: WorkerMeans): Promise<never> => {
	const reason = forPlans(error instanceof Error ? error.message : String(error));
	const {kind, cursor} = isPaginationError(error) ? error : {kind: undefined, cursor: undefined};
	const isHopeless = kind !== undefined && !passing.has(kind);
	const isFinal = isHopeless || job.attemptsMade + 1 >= (job.opts.attempts ?? 1);
	if (cursor !== undefined) await job.updateProgress({...Object(job.progress), cursor}).catch(() => {});
	means.onProgress({type: 'failed', walk: job.data.label, reason, cursor, isFinal});
	throw isHopeless ? new queue.engine.UnrecoverableError(reason) : new Error(reason);
};

/** Notes with the job how far its walk is, now and then, for who asks for the status. */
const noting = (job: Doing['job'], onProgress: WorkerMeans['onProgress']): WorkerMeans['onProgress'] => {
	let noted = 0;
	return event => {
		onProgress(event);
		if (event.type !== 'progress' || performance.now() - noted < noteInterval) return;
		noted = performance.now();
		const {rows, resumedFrom} = event;
		job.updateProgress({rows, resumedFrom}).catch(() => {});
	};
};

/** What a job needs may be there where it is tried next: on a machine that has the token, or when the database is back. */
const notHere = (error: unknown): never => {
	throw new Error(error instanceof Error ? error.message : String(error), {cause: error});
};

/** What BullMQ's way of leaving a job that goes on later is called. */
const isPostponed = (error: unknown): boolean => /^(?:Delayed|WaitingChildren)Error$/.test(Object(error).name);

/** Takes walks from the queue and reads them, until the signal is aborted; resolves when all others are handed back. */
export const workOn = async (queue: OpenQueue, means: WorkerMeans): Promise<void> => {
	const {lists, concurrency, maxDuration, signal: stop, lock: [lockDuration, stalledInterval] = [15_000, 5000]} = means;
	const shared = createShared(means, queue.turns);

	const take = async (job: Doing['job'], token: string): Promise<FleetResult> => {
		const later = async (milliseconds: number): Promise<never> => {
			// Where it cannot be handed back, or is another worker's by now, it is found as after a crash.
			await job.moveToDelayed(Date.now() + Math.ceil(milliseconds), token).catch(() => {});
			throw new queue.engine.DelayedError();
		};
		const {signal, abort, unlink} = linkedAbort(stop);
		const deadline = performance.now() + maxDuration;
		try {
			const {name, walk, means: own} = await shared.prepare(job.data).catch(notHere);
			const quiet = await queue.turns.quietOf(name, signal);
			if (quiet > longestWait) return await later(quiet);
			const note = noting(job, means.onProgress);
			const onProgress = (event: SyncEvent) => {
				note(event);
				// Not before it has come further: it would never get anywhere where waiting takes longer.
				if (event.type === 'progress' && performance.now() > deadline) abort(undefined);
			};
			return await doJob({job, token, queue, walk, means: {...own, signal, onProgress}});
		} catch (error) {
			if (isPostponed(error)) throw error;
			if (signal.aborted) return await later(0);
			if (isPaginationError(error) && error.code === inUse) return await later(whileInUse);
			throw error;
		} finally {
			unlink();
		}
	};

	const leave = await queue.work(
		async (job, token = '') => {
			try {
				// A plan whose time has come.
				if (job.name === 'plan') return await spread(queue, job.data.plan, {lists, only: job.data.only});
				return await take(job, token);
			} catch (error) {
				if (isPostponed(error)) throw error;
				return fail(error, job, queue, means);
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
