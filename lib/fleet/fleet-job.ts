import type {JobsOptions} from 'bullmq';
import type {Plan} from '../sync/plan.ts';
import {type PlannedList, withChildren} from '../sync/planned-lists.ts';
import type {ReadPlan} from '../sync/read-plan.ts';
import type {WalkResult} from '../sync/read-walk.ts';
import {hashOf, type Part, type PlannedWalk, type Whose, walkOf} from '../sync/walks.ts';

/** What a job of the queue holds: which walk of which plan it is. It never holds a token. */
export interface FleetJob {
	/** What messages call it: `emea / voice logs / 2026-01`. */
	readonly label: string;
	/** Milliseconds: what was read to its end since is not read again. */
	readonly since: number;
	/** So much of the plan as the job is of: one project, and one list with those below it. */
	readonly plan: Plan;
	/** Where the list stands in it: `lists[0].each[1]`. */
	readonly at: string;
	readonly part: Part;
	/** The job is not the walk itself, but all that is below its items, on the lists that stand there. */
	readonly below?: readonly string[] | undefined;
	/** When the items began to be listed: they are, and the job waits for what is below them. */
	readonly listed?: number;
}

/** What a job comes to; of what is below items, how many walks have failed. */
export type FleetResult = WalkResult & {readonly failed?: number};

const day = 86_400;

/** Retries of the queue come after those of the client: for about a minute, in which a database starts again. */
export const jobOptions: JobsOptions = {
	attempts: 5,
	backoff: {type: 'exponential', delay: 5000, jitter: 0.5},
	stackTraceLimit: 0,
	removeOnComplete: {age: day, count: 10_000},
	removeOnFail: {age: 30 * day, count: 10_000},
};

/** The walk that a job is of, or below whose items it is. */
export const walkIn = ({at, label, part}: FleetJob, {lists}: ReadPlan, whose: Whose): PlannedWalk => {
	const planned = lists.flatMap(withChildren).find(list => list.at === at);
	if (planned === undefined) throw new Error(`The plan of ${label} has no ${at}.`);
	return walkOf(planned, whose, part);
};

/** A job of a walk, or of what is below its items; of two with the same ID, one is enough. */
export const jobOf = (
	walk: PlannedWalk,
	{plan, since}: Pick<FleetJob, 'plan' | 'since'>,
	below?: readonly PlannedList[],
): {readonly id: string; readonly data: FleetJob} => {
	const {slice, parent, planned} = walk;
	const part = {slice, parent};
	const label = below ? `${walk.label} / ${below.map(({words}) => words).join(', ')}` : walk.label;
	const data = {label, since, plan, at: planned.at, part, below: below?.map(child => child.at)};
	// With the plan: what was mended in it is to be read, also where the same walk waits as it was before.
	return {id: hashOf([walk.id, plan, data.below]), data};
};

/** Options by which a job is not added while one with its ID waits or runs. */
export const onceFor = (id: string): JobsOptions => ({...jobOptions, deduplication: {id}});
