import type {JobsOptions} from 'bullmq';
import type {Line} from '../sync/lines.ts';
import type {Plan} from '../sync/plan.ts';
import {hashOf, type Shard, unshared, type Wanted} from '../sync/walks.ts';

/** What a job of the queue holds: a line of a plan, or a part of one. It never holds a token. */
export interface FleetJob {
	/** Which walks of the plan it is of, as messages call them: `emea / voice logs / 2026-01`. */
	readonly labels: readonly string[];
	readonly shard: Shard;
	/** Milliseconds: what was read to its end since is not read again. */
	readonly since: number;
	/** So much of the plan as the job is of: one project, and one list with those below it. */
	readonly plan: Plan;
}

/** What a job of a schedule holds: a plan, of which is enqueued what is due. */
export interface PlanJob {
	readonly plan: Plan;
	readonly only: readonly string[];
}

export const isPlan = (data: FleetJob | PlanJob): data is PlanJob => 'only' in data;

/** The walks that a job is of. */
export const wantedIn = ({labels, shard}: FleetJob): Wanted => ({isWanted: label => labels.includes(label), shard});

const day = 86_400;

/** Retries of the queue come after those of the client: for about a minute, in which a database starts again. */
export const jobOptions: JobsOptions = {
	attempts: 5,
	backoff: {type: 'exponential', delay: 5000, jitter: 0.5},
	stackTraceLimit: 0,
	removeOnComplete: {age: day, count: 10_000},
	removeOnFail: {age: 30 * day, count: 10_000},
};

/**
 * What is below the items of a walk may be thousands of walks, and a job reads one after the other. So they are parted into
 * so many jobs, each of which lists the items itself; slices are many jobs as they are. Where the number has changed, jobs
 * of the earlier one may still wait: theirs are all walks, too, and what is read twice is there once.
 */
const parts = 8;

const shardsOf = ({walk, below}: Line): readonly Shard[] =>
	below === undefined || walk.slice !== undefined
		? [unshared]
		: Array.from({length: parts}, (_, index) => ({index: index + 1, of: parts}));

/** The jobs of a line; of two with the same ID, one is enough while it waits or runs. */
export const jobsOf = (line: Line, {labels, plan, since}: Omit<FleetJob, 'shard'>) =>
	shardsOf(line).map(shard => ({
		name: shard === unshared ? `${labels[0]}` : `${labels[0]} (${shard.index}/${shard.of})`,
		data: {labels, shard, since, plan} satisfies FleetJob,
		// With the plan: what was mended in it is to be read, also where the same walk waits as it was before.
		opts: {...jobOptions, deduplication: {id: hashOf([labels, shard, plan])}},
	}));
