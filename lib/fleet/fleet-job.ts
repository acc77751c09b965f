import type {AnyList} from '../core/list.ts';
import type {Plan} from '../sync/plan.ts';
import {type PlannedList, withChildren} from '../sync/planned-lists.ts';
import {type ReadPlan, readPlan} from '../sync/read-plan.ts';
import {hashOf, type Part, type PlannedWalk, type Whose, walkOf} from '../sync/walks.ts';

/** What a job of the queue holds: which walk of which plan it is. It never holds a token. */
export interface FleetJob {
	/** What messages call it: `emea / voice logs / 2026-01`. */
	readonly label: string;
	/** Milliseconds: what was read to its end since is not read again, and only what began since is gone on with. */
	readonly since: number;
	/** So much of the plan as the job is of: one project, and one list with those below it. */
	readonly plan: Plan;
	/** Where the list stands in it: `lists[0].each[1]`. */
	readonly at: string;
	readonly part: Part;
	/** The job is not the walk itself, but all that is below its items, on the lists that stand there. */
	readonly below?: readonly string[] | undefined;
	/** When the items began to be listed; they are, and the job waits for what is below them. */
	readonly listed?: number;
}

/** What a job comes to. */
export interface FleetResult {
	readonly outcome: 'read' | 'skipped' | 'unheeded';
	readonly rows: number;
	readonly remark?: string;
	/** Of what is below items: how many walks have failed. */
	readonly failed?: number;
}

/** The walk that a job is of, or below whose items it is. */
export interface FoundWalk {
	readonly plan: ReadPlan;
	readonly walk: PlannedWalk;
}

/** @throws {PaginationError} where the plan is of another version of this package, or names a list that is not known here */
export const findWalk = (
	{plan: given, at, label, part}: FleetJob,
	whose: Whose,
	own: readonly AnyList[],
): FoundWalk => {
	const plan = readPlan(given, own);
	const planned = plan.lists.flatMap(withChildren).find(list => list.at === at);
	if (planned === undefined) throw new Error(`The plan of ${label} has no ${at}.`);
	return {plan, walk: walkOf(planned, whose, part)};
};

/** The job of a walk, or of what is below its items, beside the one that it is found by. */
export const jobOf = (
	{label, planned: {at}, slice, parent}: PlannedWalk,
	{plan, since}: Pick<FleetJob, 'plan' | 'since'>,
	below?: readonly PlannedList[],
): FleetJob => ({label, since, plan, at, part: {slice, parent}, below: below?.map(child => child.at)});

/** Of two jobs with the same name, the second is not added while the first waits or runs. */
export const nameOf = ({id}: PlannedWalk, {plan: {target, schema}, below}: FleetJob): string =>
	hashOf([target, schema, id, below]);
