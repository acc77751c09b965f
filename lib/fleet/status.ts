import {isPlan} from './fleet-job.ts';
import type {OpenQueue} from './queue.ts';

/** A walk that waits or is read, or what is below items. */
export interface WaitingWalk {
	/** `emea / voice logs / 2026-01`; of what is below items with its part, as `(2/8)`. */
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

const sinceOf = (job: Job): WaitingWalk => ({walk: job.name, since: new Date(job.timestamp)});

/** Rows a second of what was done in the last minute, as if those of each job had come evenly while it was done. */
const rateOf = (jobs: readonly Job[], now: number): number => {
	const since = now - minute;
	const lately = jobs.filter(({finishedOn = now}) => finishedOn > since);
	const begun = Math.max(since, Math.min(...lately.map(({processedOn = now}) => processedOn)));
	const rows = lately.map(({processedOn: from = now, finishedOn: to = now, returnvalue, progress}) => {
		const {rows = 0, resumedFrom = 0} = Object(returnvalue ?? progress);
		return ((rows - resumedFrom) * (to - Math.max(from, since))) / Math.max(1, to - from);
	});
	return Math.round((1000 * rows.reduce((sum, own) => sum + own, 0)) / Math.max(1000, now - begun));
};

/** Looks into a queue. */
export const statusOf = async ({jobs}: OpenQueue): Promise<FleetStatus> => {
	const now = Date.now();
	const counts = await jobs.getJobCounts('waiting', 'delayed', 'active', 'failed');
	const {waiting = 0, delayed = 0, active = 0, failed = 0} = counts;
	const [taken, failures, completed, schedules, ...queued] = await Promise.all([
		jobs.getJobs('active', 0, shown, true),
		jobs.getJobs('failed', 0, shown),
		jobs.getJobs('completed', 0, shown),
		jobs.getJobSchedulers(),
		jobs.getJobs('delayed', 0, shown, true),
		// The first is at one end in Redis, and at the other in PostgreSQL.
		jobs.getJobs('waiting', 0, 0, true),
		jobs.getJobs('waiting', Math.max(0, waiting - 1), Math.max(0, waiting - 1), true),
	]);
	// The next time of a schedule waits or is taken, too, and is no walk.
	const walksIn = (all: readonly Job[]) => all.filter(({data}) => !isPlan(data));
	const running = walksIn(taken);
	const [oldest] = walksIn([...taken, ...queued.flat()]).toSorted((one, other) => one.timestamp - other.timestamp);
	return {
		workers: await jobs.getWorkersCount(),
		waiting: Math.max(0, waiting + delayed - schedules.length),
		active,
		failed,
		rowsPerSecond: rateOf([...completed, ...running], now),
		oldest: oldest && sinceOf(oldest),
		running: running.map(job => ({...sinceOf(job), rows: Object(job.progress).rows ?? 0})),
		failures: failures.map(({name: walk, finishedOn = 0, failedReason: reason, progress}) => ({
			walk,
			at: new Date(finishedOn),
			reason,
			cursor: Object(progress).cursor,
		})),
		schedules: schedules.map(({key: name, pattern = '', next = 0}) => ({name, pattern, next: new Date(next)})),
	};
};
