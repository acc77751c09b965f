import type {Job} from 'bullmq';
import {childWalks} from '../sync/child-walks.ts';
import type {PlannedList} from '../sync/planned-lists.ts';
import {dueBelow, readWalk, settle, skipped, type WalkMeans} from '../sync/read-walk.ts';
import {familyId, type PlannedWalk, unshared, walkOf} from '../sync/walks.ts';
import {type FleetJob, type FleetResult, jobOf, jobOptions, onceFor} from './fleet-job.ts';
import type {OpenQueue} from './queue.ts';

/** A job that is being done. */
export interface Doing {
	readonly job: Job<FleetJob, FleetResult>;
	readonly token: string;
	readonly queue: OpenQueue;
	/** The walk that it is of, or below whose items. */
	readonly walk: PlannedWalk;
	readonly means: WalkMeans;
}

/** Reads a walk; where the server does not heed the filter of a slice, the whole list is to be read in its place. */
const readOne = async ({job, queue, walk, means}: Doing): Promise<FleetResult> => {
	const result = await readWalk(walk, means);
	if (result.outcome === 'unheeded') {
		const {id, data} = jobOf(walkOf(walk.planned, means.whose, {}), job.data);
		await queue.jobs.add(data.label, data, onceFor(id));
	}
	return result;
};

/**
 * A walk below an item, and what is below its items: jobs that this one waits for. Where the items are listed again, they
 * are other jobs: those of the first time may have failed by now, and would be waited for without end.
 */
const jobsBelow = (walk: PlannedWalk, {id = '', data, attemptsStarted, queueQualifiedName}: Doing['job']) => {
	const {children} = walk.planned;
	const parent = {id, queue: queueQualifiedName};
	return [jobOf(walk, data), ...(children.length > 0 ? [jobOf(walk, data, children)] : [])].map(own => ({
		name: own.data.label,
		data: own.data,
		opts: {...jobOptions, jobId: `${id}-${attemptsStarted}-${own.id}`, parent, ignoreDependencyOnFailure: true},
	}));
};

/** Jobs that are sent to the queue at once. */
const batch = 200;

const listsBelow = ({job, walk}: Doing): readonly PlannedList[] =>
	walk.planned.children.filter(({at}) => job.data.below?.includes(at));

/** Lists the items, and adds the jobs of what is below them; what was all read before is left out. */
const listBelow = async (doing: Doing): Promise<FleetResult> => {
	const {job, queue, walk, means} = doing;
	const due = await dueBelow(walk, listsBelow(doing), means);
	if (due.length === 0) return skipped('all that is below was read before');
	const listed = Date.now();
	const jobs: ReturnType<typeof jobsBelow> = [];
	for await (const below of childWalks(walk, due, means)) {
		jobs.push(...jobsBelow(below, job));
		if (jobs.length >= batch) await queue.jobs.addBulk(jobs.splice(0));
	}
	await queue.jobs.addBulk(jobs);
	await job.updateData({...jobOf(walk, job.data, due).data, listed});
	return endBelow(doing);
};

/** Waits for all that is below: where none of it has failed, that is noted for the runs to come. */
const endBelow = async (doing: Doing): Promise<FleetResult> => {
	const {job, token, queue, walk, means} = doing;
	if (await job.moveToWaitingChildren(token)) throw new queue.engine.WaitingChildrenError();
	const {ignored = 0} = await job.getDependenciesCount();
	const results: readonly FleetResult[] = Object.values(await job.getChildrenValues());
	const failed = results.reduce((sum, result) => sum + (result.failed ?? 0), ignored);
	if (failed > 0) return {outcome: 'read', rows: 0, failed};
	for (const child of listsBelow(doing)) {
		await settle(familyId(walk, child, unshared), new Date(job.data.listed ?? 0), means);
	}
	return {outcome: 'read', rows: 0};
};

/** Does what a job is for; it is done again, without harm, where it was done before. */
export const doJob = (doing: Doing): Promise<FleetResult> => {
	const {below, listed} = doing.job.data;
	if (below === undefined) return readOne(doing);
	return listed === undefined ? listBelow(doing) : endBelow(doing);
};
