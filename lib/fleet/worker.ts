import type {Job} from 'bullmq';
import {type LinkedAbort, linkedAbort} from '../abort/linked-abort.ts';
import {onAbort} from '../abort/on-abort.ts';
import {failureOf} from '../sync/outcomes.ts';
import type {SyncEvent} from '../sync/read-walk.ts';
import {runWalks} from '../sync/run-walks.ts';
import type {FleetEvent} from './fleet-event.ts';
import {type FleetJob, isPlan, type PlanJob, wantedIn} from './fleet-job.ts';
import {failureIn, type JobFailure} from './job-failure.ts';
import type {JobResult, OpenQueue} from './queue.ts';
import {createShared, type SharedMeans, turnNameOf} from './shared.ts';
import {spread} from './spread.ts';

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
/**
 * Milliseconds until a job is tried again that came further before it failed. That is no attempt either: with many walks,
 * or many hours, each may fail once.
 */
const afterProgress = 1000;
/** But a walk that begins anew comes further, too, and may fail for ever: from so many times on, each is an attempt. */
const mostStarts = 100;
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

/** Another version, which may have enqueued it or may read it yet, may name walks otherwise. */
const unknownHere = ({labels}: FleetJob): Error =>
	new Error(
		`This version finds no ${labels[0]} in its part of the plan: have workers and whoever enqueues the same one.`,
	);

/** Takes walks from the queue and reads them, until the signal is aborted; resolves when all others are handed back. */
export const workOn = async (queue: OpenQueue, means: WorkerMeans): Promise<void> => {
	const {lists, concurrency, maxDuration, signal: stop, lock: [lockDuration, stalledInterval] = [15_000, 5000]} = means;
	const shared = createShared(means, queue.turns);

	const tell = async ({reason, cursor}: JobFailure, job: Job, isFinal: boolean): Promise<void> => {
		if (cursor !== undefined) await job.updateProgress({...Object(job.progress), cursor}).catch(() => {});
		means.onProgress({type: 'failed', walk: job.name, reason, cursor, isFinal});
	};

	const fail = async (failure: JobFailure, job: Job): Promise<JobResult> => {
		const {reason, isHopeless = false} = failure;
		await tell(failure, job, isHopeless || job.attemptsMade + 1 >= (job.opts.attempts ?? 1));
		return {failed: reason, isHopeless};
	};

	/** Reads the walks of a job for as long as it may. */
	const read = async (job: Job, data: FleetJob, {signal, abort}: LinkedAbort): Promise<JobResult> => {
		let deadline = Number.POSITIVE_INFINITY;
		const {total, count} = counting(job);
		const onProgress = (event: SyncEvent) => {
			means.onProgress(event);
			count(event);
			if (event.type !== 'progress') return;
			// Its time begins with its first rows: it would never get anywhere where waiting for them takes longer.
			if (performance.now() > deadline) abort(undefined);
			deadline = Math.min(deadline, performance.now() + maxDuration);
		};
		// What was noted before it was handed back is nothing of this time.
		if (Object.keys(Object(job.progress)).length > 0) await job.updateProgress({}).catch(() => {});
		const {since} = data;
		const {plan, projects, place} = await shared.prepare(data);
		const quiet = await Promise.all(projects.map(({whose}) => queue.turns.quietOf(turnNameOf(whose), signal)));
		if (Math.max(...quiet) > longestWait) return {again: Math.max(...quiet)};
		const outcomes = await runWalks(plan, projects, {...wantedIn(data), place, signal, since, onProgress});
		const failure = failureIn(outcomes);
		if (failure?.isInUse) return {again: whileInUse};
		const isFurther = total.rows > total.resumedFrom && job.attemptsStarted < mostStarts;
		if (failure && !signal.aborted && (failure.isHopeless || !isFurther)) return fail(failure, job);
		if (failure) await tell(failure, job, false);
		if (failure || signal.aborted) return {again: signal.aborted ? 0 : afterProgress};
		if (outcomes.length === 0) throw unknownHere(data);
		return {done: total};
	};

	const doJob = async (job: Job<FleetJob | PlanJob>): Promise<JobResult> => {
		const {data} = job;
		const own = linkedAbort(stop);
		try {
			return isPlan(data) ? {done: await spread(queue, data.plan, {...data, lists})} : await read(job, data, own);
		} catch (error) {
			if (stop.aborted) return {again: 0};
			// What is of no walk may be otherwise where it is tried next: where the token is, or when the database is back.
			return fail({reason: failureOf(job.name, error).message}, job);
		} finally {
			own.unlink();
		}
	};

	const leave = await queue.work(doJob, {concurrency, lockDuration, stalledInterval, maxStalledCount});
	await new Promise<void>(resolve => {
		if (stop.aborted) resolve();
		else onAbort(stop, resolve);
	});
	await leave();
	await shared.close();
};
