import {isPlan} from './fleet-job.ts';
import type {OpenQueue} from './queue.ts';

/** A walk that waits or is read. */
export interface WaitingWalk {
	readonly walk: string;
	/** When it was enqueued. */
	readonly since: Date;
}

export interface RunningWalk extends WaitingWalk {
	/** Rows so far, as of the last second or so. */
	readonly rows: number;
}

/** A walk that is not tried again by itself. */
export interface FailedWalk {
	readonly walk: string;
	readonly at: Date;
	/** What went wrong, where, and what to do next. */
	readonly reason: string;
	/** Where it stands, as far as it is known: the next time it goes on from there. */
	readonly cursor?: string | undefined;
}

/** How a fleet does. */
export interface FleetStatus {
	readonly workers: number;
	/** Walks that nobody reads yet, those included that wait for a pause or another attempt. */
	readonly waiting: number;
	readonly active: number;
	/** Failed for good, of the last 30 days. */
	readonly failed: number;
	/** In the last minute, by all workers. */
	readonly rowsPerSecond: number;
	/** Of those that wait or are read, the one that was enqueued first. */
	readonly oldest: WaitingWalk | undefined;
	/** Up to a hundred. */
	readonly running: readonly RunningWalk[];
	/** The last hundred. */
	readonly failures: readonly FailedWalk[];
	readonly schedules: ReadonlyArray<{readonly name: string; readonly pattern: string; readonly next: Date}>;
}

const shown = 99;
const minute = 60_000;

/** What is looked at of a job. */
type Job = Awaited<ReturnType<OpenQueue['jobs']['getJobs']>>[number];

const numberIn = (value: unknown, name: string): number => Number(Reflect.get(Object(value), name) ?? 0);
const cursorOf = ({progress}: Job): string | undefined => Reflect.get(Object(progress), 'cursor') as string | undefined;
const sinceOf = (job: Job): WaitingWalk => ({walk: job.name, since: new Date(job.timestamp)});

const timesOf = ({processedOn = 0, finishedOn = Date.now()}: Job) => ({from: processedOn, to: finishedOn});

/** Rows that a job has brought in the last minute, as if they had come evenly while it was done. */
const rowsLately = (job: Job, now: number): number => {
	const {from, to} = timesOf(job);
	const all = numberIn(job.returnvalue ?? job.progress, 'rows') - numberIn(job.progress, 'resumedFrom');
	return (all * (to - Math.max(from, now - minute))) / Math.max(1, to - from);
};

/** Of all that was done in the last minute, or since the first of it was begun. */
const rateOf = (jobs: readonly Job[], now: number): number => {
	const lately = jobs.filter(job => timesOf(job).to > now - minute);
	const span = now - Math.max(now - minute, Math.min(...lately.map(job => timesOf(job).from)));
	return Math.round((1000 * lately.reduce((sum, job) => sum + rowsLately(job, now), 0)) / Math.max(1000, span));
};

/** Looks into a queue. */
export const statusOf = async ({jobs}: OpenQueue): Promise<FleetStatus> => {
	const now = Date.now();
	const counts = await jobs.getJobCounts('waiting', 'delayed', 'active', 'failed');
	const {waiting = 0, delayed = 0} = counts;
	const [active, failed, completed, schedules, ...queued] = await Promise.all([
		jobs.getJobs('active', 0, shown, true),
		jobs.getJobs('failed', 0, shown),
		jobs.getJobs('completed', 0, 999),
		jobs.getJobSchedulers(),
		jobs.getJobs('delayed', 0, shown, true),
		// The first is at one end in Redis, and at the other in PostgreSQL.
		jobs.getJobs('waiting', 0, 0, true),
		jobs.getJobs('waiting', Math.max(0, waiting - 1), Math.max(0, waiting - 1), true),
	]);
	// The next time of a schedule waits, too, and is no walk.
	const walks = [...active, ...queued.flat()].filter(({data}) => !isPlan(data));
	const [oldest] = walks.toSorted((one, other) => one.timestamp - other.timestamp);
	return {
		workers: await jobs.getWorkersCount(),
		waiting: Math.max(0, waiting + delayed - schedules.length),
		active: counts.active ?? 0,
		failed: counts.failed ?? 0,
		rowsPerSecond: rateOf([...completed, ...active], now),
		oldest: oldest && sinceOf(oldest),
		running: active.map(job => ({...sinceOf(job), rows: numberIn(job.progress, 'rows')})),
		failures: failed.map(job => ({
			walk: job.name,
			at: new Date(job.finishedOn ?? 0),
			reason: job.failedReason,
			cursor: cursorOf(job),
		})),
		schedules: schedules.map(({key, pattern = '', next = 0}) => ({
			name: key,
			pattern,
			next: new Date(next),
		})),
	};
};
