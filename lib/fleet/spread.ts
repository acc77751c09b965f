import {randomUUID} from 'node:crypto';
import {createClient} from '../client/create-client.ts';
import {invalidInput} from '../core/api-error.ts';
import type {AnyList} from '../core/list.ts';
import {readEnvironment} from '../environment.ts';
import {PaginationError} from '../pagination/pagination-error.ts';
import type {Place} from '../sync/place.ts';
import type {Plan} from '../sync/plan.ts';
import {addressOf, projectsOf} from '../sync/projects.ts';
import type {ReadPlan} from '../sync/read-plan.ts';
import {whyDone, whySettled} from '../sync/read-walk.ts';
import {openPlace} from '../sync/run-sync.ts';
import {readPlanFor} from '../sync/sync.ts';
import {familyId, type PlannedWalk, walksOf} from '../sync/walks.ts';
import {type FleetJob, jobOf, nameOf} from './fleet-job.ts';
import {jobOptions} from './job-options.ts';
import type {OpenQueue} from './queue.ts';

/** What of a plan went into a queue. */
export interface Enqueued {
	/** Walks that are known beforehand; those of what is below the items of one are found by a worker, and count as one. */
	readonly walks: number;
	/** How many of them are due, and in the queue: new there, or waiting or running since before. */
	readonly due: number;
}

export interface SpreadMeans {
	readonly lists: readonly AnyList[];
	/** Walks whose labels have one of these in them; empty for all. */
	readonly only: readonly string[];
}

/** @throws {PaginationError} of kind `invalid-input` */
export const readFleetPlan = (plan: unknown, lists: readonly AnyList[]): ReadPlan => {
	const read = readPlanFor(plan, lists);
	if (read.target.kind === 'postgres') return read;
	throw new PaginationError(
		invalidInput(
			'The plan cannot be used by a fleet: machines share no folder, so that target must be a database, postgres://…. Nothing was requested or written.',
		),
	);
};

/** So much of a plan as is of one project and one list, and says whose the project is, wherever it is read. */
const partsOf = (plan: Plan): readonly Plan[] => {
	const environment = readEnvironment();
	return projectsOf(plan, environment).flatMap(({project}) =>
		plan.lists
			.filter(({projects}) => projects?.includes(project.name) ?? true)
			.map(({projects: _all, ...list}) => ({
				...plan,
				projects: [{...project, ...addressOf(project, environment)}],
				lists: [list],
			})),
	);
};

/** Whether a slice was read for the last time; asks nothing of a server. */
const isSettled = async (walk: PlannedWalk, place: Place, {projects: [project]}: Plan, now: number): Promise<boolean> => {
	if (walk.slice === undefined || project === undefined) return false;
	const {space, baseUrl, projectId} = project;
	// No token is needed to name a walk, and here there need not be one.
	const nobody = createClient({space, baseUrl, projectId, apiToken: randomUUID()});
	const {lastRead} = await place.stateOf(walk, nobody);
	return whyDone(lastRead, walk.slice, now) !== undefined;
};
