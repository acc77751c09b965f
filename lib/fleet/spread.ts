import {invalidInput} from '../core/api-error.ts';
import type {AnyList} from '../core/list.ts';
import {readEnvironment} from '../environment.ts';
import {isPostgresAddress} from '../export/postgres/options.ts';
import {PaginationError} from '../pagination/pagination-error.ts';
import {isDue, linesOf} from '../sync/lines.ts';
import {openPlace} from '../sync/open-place.ts';
import type {Plan} from '../sync/plan.ts';
import {projectsOf} from '../sync/projects.ts';
import {type ReadPlan, readPlan} from '../sync/read-plan.ts';
import {labelledBy} from '../sync/walks.ts';
import {jobsOf} from './fleet-job.ts';
import type {OpenQueue} from './queue.ts';

/** What of a plan went into a queue. */
export interface Enqueued {
	/**
	 * Walks that are due; what is below the items of one counts as one, or as the eight that it is parted into. Those that
	 * wait or run already are not added again.
	 */
	readonly due: number;
	/** Walks that can have nothing new. */
	readonly skipped: number;
}

export interface Wish {
	readonly lists: readonly AnyList[];
	/** Walks whose labels have one of these in them; empty for all. */
	readonly only: readonly string[];
}

/** @throws {PaginationError} of kind `invalid-input` */
export const readFleetPlan = (plan: unknown, {lists}: Wish): ReadPlan => {
	const read = readPlan(plan, lists);
	if (isPostgresAddress(read.target)) return read;
	throw new PaginationError(
		invalidInput(
			'The plan cannot be used by a fleet: target must be a database, postgres://…, for machines share no folder. Nothing was requested or written.',
		),
	);
};

/** A plan whose projects are the same wherever it is read. */
export const pinned = (plan: Plan): Plan => ({
	...plan,
	projects: projectsOf(plan, readEnvironment()).map(({project: {space: _named, ...project}, whose}) => {
		const {baseUrl, projectId} = whose;
		return {...project, baseUrl, projectId};
	}),
});

/** The lines of a plan that are of one project, each with the part of the plan that its jobs hold. */
const linesIn = (plan: Plan, read: ReadPlan, {project, whose}: ReturnType<typeof projectsOf>[number]) =>
	plan.lists.flatMap(({projects, ...list}, index) => {
		if (projects?.includes(whose.name) === false) return [];
		// A job reads one walk at a time; what was read are the same lists in the same order.
		const part: Plan = {...plan, concurrency: 1, projects: [project], lists: [list]};
		return linesOf(read.lists.slice(index, index + 1), whose).map(line => ({line, part}));
	});

/** The first of each, then the second of each. */
const inTurns = <Item>(rows: ReadonlyArray<readonly Item[]>): readonly Item[] =>
	Array.from({length: Math.max(...rows.map(({length}) => length))}, (_, index) =>
		rows.flatMap(row => row.slice(index, index + 1)),
	).flat();

/** Jobs that are sent to the queue at once. */
const batch = 500;

/** Puts what is due of a plan into a queue, of all projects in turns, so that none waits for another's. */
export const spread = async (queue: OpenQueue, plan: Plan, wish: Wish): Promise<Enqueued> => {
	const read = readFleetPlan(plan, wish);
	const place = await openPlace(read);
	const isWanted = labelledBy(wish.only);
	const since = Date.now();
	const due: Array<ReturnType<typeof jobsOf>> = [];
	let skipped = 0;
	try {
		for (const own of projectsOf(pinned(plan), readEnvironment())) {
			const jobs: ReturnType<typeof jobsOf> = [];
			for (const {line, part} of linesIn(plan, read, own)) {
				const labels = line.labels.filter(isWanted);
				if (labels.length === 0) continue;
				if (await isDue(line, place)) jobs.push(...jobsOf(line, {labels, plan: part, since}));
				else skipped++;
			}
			due.push(jobs);
		}
	} finally {
		await place.close();
	}
	const jobs = inTurns(due);
	for (let first = 0; first < jobs.length; first += batch) await queue.jobs.addBulk(jobs.slice(first, first + batch));
	return {due: jobs.length, skipped};
};
