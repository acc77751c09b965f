import {randomUUID} from 'node:crypto';
import {createClient} from '../client/create-client.ts';
import {invalidInput} from '../core/api-error.ts';
import type {AnyList} from '../core/list.ts';
import {readEnvironment} from '../environment.ts';
import {isPostgresAddress} from '../export/postgres/options.ts';
import type {Client} from '../pagination/client.ts';
import {PaginationError} from '../pagination/pagination-error.ts';
import {labelsBelow} from '../sync/below.ts';
import type {Place} from '../sync/place.ts';
import type {Plan} from '../sync/plan.ts';
import type {PlannedList} from '../sync/planned-lists.ts';
import {projectsOf} from '../sync/projects.ts';
import {type ReadPlan, readPlan} from '../sync/read-plan.ts';
import {dueBelow, whyDone} from '../sync/read-walk.ts';
import {openPlace} from '../sync/run-sync.ts';
import {isWanted, type PlannedWalk, unshared, walksOf} from '../sync/walks.ts';
import {jobOf, onceFor} from './fleet-job.ts';
import type {OpenQueue} from './queue.ts';

/** What of a plan went into a queue. */
export interface Enqueued {
	/** Walks that are due; what is below the items of one counts as one. Those that wait or run already are not added again. */
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

/** So much of a plan as is of one project and one list, whose it is, and a client that asks nothing of a server. */
const partsOf = (plan: Plan) => {
	const all = projectsOf(pinned(plan), readEnvironment()).map(({project, whose}) => {
		// It is only named here: whoever enqueues needs no token.
		const {baseUrl, projectId} = whose;
		return {project, whose, client: createClient({baseUrl, projectId, apiToken: randomUUID()})};
	});
	return plan.lists.flatMap(({projects, ...list}) =>
		all
			.filter(({whose}) => projects?.includes(whose.name) ?? true)
			.map(({project, ...own}) => ({...own, plan: {...plan, projects: [project], lists: [list]}})),
	);
};

interface Look extends Wish {
	readonly place: Place;
	/** Milliseconds. */
	readonly since: number;
}

/** What of a walk is due: itself, and what is below its items on some lists. A slice that was read for the last time is not. */
const dueOf = async (walk: PlannedWalk, client: Client, {place, since, only}: Look) => {
	const isAsked = (label: string) => isWanted(label, {only, shard: unshared});
	const due: Array<readonly PlannedList[] | undefined> = [];
	let skipped = 0;
	if (isAsked(walk.label)) {
		const lastRead = walk.slice && (await place.stateOf(walk, client)).lastRead;
		if (whyDone(lastRead, walk.slice, since) === undefined) due.push(undefined);
		else skipped++;
	}
	const asked = walk.planned.children.filter(child => labelsBelow(walk.label, child).some(isAsked));
	const below = await dueBelow(walk, asked, {place, since});
	skipped += asked.length - below.length;
	if (below.length > 0) due.push(below);
	return {due, skipped};
};

/** Jobs that are sent to the queue at once. */
const batch = 500;

/** Puts what is due of a plan into a queue: of each project the first walk, then the second, so that none waits for another's. */
export const spread = async (queue: OpenQueue, plan: Plan, wish: Wish): Promise<Enqueued> => {
	const place = await openPlace(readFleetPlan(plan, wish));
	const look: Look = {...wish, place, since: Date.now()};
	const jobs = new Map<string, Array<ReturnType<typeof jobOf>>>();
	let skipped = 0;
	try {
		for (const {plan: part, whose, client} of partsOf(plan)) {
			const own = jobs.get(whose.name) ?? [];
			jobs.set(whose.name, own);
			for (const walk of readPlan(part, wish.lists).lists.flatMap(list => walksOf(list, whose, look.since))) {
				const found = await dueOf(walk, client, look);
				skipped += found.skipped;
				own.push(...found.due.map(below => jobOf(walk, {plan: part, since: look.since}, below)));
			}
		}
	} finally {
		await place.close();
	}
	const due = [...jobs.values()]
		.flatMap(own => own.map((job, index) => ({...job, index})))
		.sort((one, other) => one.index - other.index)
		.map(({id, data}) => ({name: data.label, data, opts: onceFor(id)}));
	for (let first = 0; first < due.length; first += batch) await queue.jobs.addBulk(due.slice(first, first + batch));
	return {due: due.length, skipped};
};
