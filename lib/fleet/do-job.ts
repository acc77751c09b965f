import type {Job} from 'bullmq';
import {childWalks} from '../sync/child-walks.ts';
import type {PlannedList} from '../sync/planned-lists.ts';
import {readWalk, settle, type WalkMeans, whySettled} from '../sync/read-walk.ts';
import {familyId, type PlannedWalk, walkOf} from '../sync/walks.ts';
import {type FleetJob, type FleetResult, type FoundWalk, jobOf, nameOf} from './fleet-job.ts';
import {jobOptions} from './job-options.ts';
import type {OpenQueue} from './queue.ts';

/** A job that is being done. */
export interface Doing {
	readonly job: Job<FleetJob, FleetResult>;
	readonly token: string;
	readonly queue: OpenQueue;
	readonly found: FoundWalk;
	readonly means: WalkMeans;
}

/** Reads a walk; where the server does not heed the filter of a slice, the whole list is to be read in its place. */
const readOne = async ({job: {data}, queue, found: {walk}, means}: Doing): Promise<FleetResult> => {
	const result = await readWalk(walk, means);
	if (result.outcome !== 'unheeded') return result;
	const whole = walkOf(walk.planned, means.whose, {});
	const own = jobOf(whole, data);
	await queue.jobs.add('walk', own, {...jobOptions, deduplication: {id: nameOf(whole, own)}});
	return result;
};

/** A walk below an item, and what is below its items: jobs that this one waits for, and that are added once. */
const jobsBelow = (walk: PlannedWalk, {id = '', data, queueQualifiedName}: Doing['job']) => {
	const {children} = walk.planned;
	const own = [jobOf(walk, data), ...(children.length > 0 ? [jobOf(walk, data, children)] : [])];
	return own.map(below => ({
		name: 'walk',
		data: below,
		opts: {
			...jobOptions,
			jobId: `${id}-${nameOf(walk, below)}`,
			parent: {id, queue: queueQualifiedName},
			ignoreDependencyOnFailure: true,
		},
	}));
};

/** Jobs that are sent to the queue at once. */
const batch = 200;

const shard = {index: 1, of: 1};

const listsBelow = ({job: {data}, found: {walk}}: Doing): readonly PlannedList[] =>
	walk.planned.children.filter(({at}) => data.below?.includes(at));

/** Lists the items, and adds the jobs of what is below them; what was all read before is left out. */
const listBelow = async (doing: Doing): Promise<FleetResult> => {
	const {
		job,
		token,
		queue,
		found: {walk},
		means,
	} = doing;
	const due: PlannedList[] = [];
	for (const child of listsBelow(doing)) {
		if ((await whySettled(familyId(walk, child, shard), walk, means)) === undefined) due.push(child);
	}
	if (due.length === 0) return {outcome: 'skipped', rows: 0, remark: 'all that is below was read before'};
	const listed = Date.now();
	const jobs: ReturnType<typeof jobsBelow> = [];
	for await (const below of childWalks(walk, due, means)) {
		jobs.push(...jobsBelow(below, job));
		if (jobs.length >= batch) await queue.jobs.addBulk(jobs.splice(0));
	}
	await queue.jobs.addBulk(jobs);
	await job.updateData({...jobOf(walk, job.data, due), listed});
	if (await job.moveToWaitingChildren(token)) throw new queue.engine.WaitingChildrenError();
	return endBelow(doing);
};

/** All that is below has ended: where none of it has failed, that is noted for the runs to come. */
const endBelow = async (doing: Doing): Promise<FleetResult> => {
	const {
		job,
		found: {walk},
		means,
	} = doing;
	const {ignored = 0} = await job.getDependenciesCount();
	const results: readonly FleetResult[] = Object.values(await job.getChildrenValues());
	const failed = results.reduce((sum, result) => sum + (result.failed ?? 0), ignored);
	if (failed > 0) return {outcome: 'read', rows: 0, failed};
	for (const child of listsBelow(doing)) {
		await settle(familyId(walk, child, shard), new Date(job.data.listed ?? 0), means);
	}
	return {outcome: 'read', rows: 0};
};

/** Does what a job is for; it is done again, without harm, where it was done before. */
export const doJob = (doing: Doing): Promise<FleetResult> => {
	const {below, listed} = doing.job.data;
	if (below === undefined) return readOne(doing);
	return listed === undefined ? listBelow(doing) : endBelow(doing);
};
