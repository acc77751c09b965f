import * as E from 'fp-ts/lib/Either.js';
import {linkedAbort} from '../abort/linked-abort.ts';
import type {DestinationError} from '../core/api-error.ts';
import type {Environment} from '../environment.ts';
import {destinationErrorOf} from '../export/file-target/destination-error.ts';
import {isPostgresAddress} from '../export/postgres/options.ts';
import type {Client} from '../pagination/client.ts';
import {orThrow} from '../pagination/pagination-error.ts';
import {labelsOf, tasksOf} from './families.ts';
import {forPlans, newTally, type Outcome} from './outcomes.ts';
import type {Place} from './place.ts';
import type {ProjectPlan} from './plan.ts';
import {openClient, projectsOf} from './projects.ts';
import {listsFor, type ReadPlan} from './read-plan.ts';
import type {SyncEvent, WalkMeans} from './read-walk.ts';
import {beginRound} from './round.ts';
import {counted, failed, type Run} from './run.ts';
import {runFairly} from './schedule.ts';
import {isWanted, type Wanted} from './walks.ts';

/** What a run of a plan did. */
export interface SyncSummary {
	/** Whether every walk was read to its end, or had no need to be. */
	readonly complete: boolean;
	/** Rows of the walks that were read to their ends. */
	readonly rows: number;
	/** Milliseconds. */
	readonly elapsed: number;
	/** Of each walk, in the order of the plan; of what is below the items of one, together. */
	readonly outcomes: readonly Outcome[];
}

/** How a plan is to be run. */
export interface SyncMeans extends Wanted {
	/** What the plan leaves out. */
	readonly environment: Environment;
	readonly openClient: (project: ProjectPlan) => Client | Promise<Client>;
	readonly signal: AbortSignal | undefined;
	readonly onProgress: (event: SyncEvent) => void;
}

export const openPlace = async ({target, schema}: ReadPlan): Promise<Place> => {
	// Loaded on use: who writes files pays nothing for databases.
	if (isPostgresAddress(target)) return (await import('./postgres-place.ts')).openPostgresPlace(target, schema);
	return (await import('./folder-place.ts')).openFolderPlace(target);
};

/** The labels of the walks of a plan, as a run would find them; nothing is requested or opened. */
export const planned = (plan: ReadPlan, environment: Environment, wanted: Wanted): readonly string[] =>
	projectsOf(plan, environment).flatMap(({whose}) => labelsOf(listsFor(plan, whose), whose, wanted));

type Project = Pick<WalkMeans, 'whose' | 'client'>;

const runIn = async (
	place: Place,
	plan: ReadPlan,
	means: SyncMeans,
	projects: readonly Project[],
): Promise<Omit<SyncSummary, 'elapsed'>> => {
	const {signal, abort, unlink} = linkedAbort(means.signal);
	try {
		const {since, finish} = await beginRound(place, plan, means);
		const {only, shard, onProgress} = means;
		const runs = projects.map((project): Run => {
			const own = {refusals: new Map(), tallies: new Map()};
			return {...project, ...own, only, shard, place, signal, since, goesOnSince: since, onProgress};
		});
		const queues = runs.map(run => tasksOf(listsFor(plan, run.whose), run));
		await runFairly(queues, {concurrency: plan.concurrency, signal, abort});
		const outcomes: Outcome[] = runs
			.flatMap(({tallies}) => [...tallies.values()])
			.filter(({label, failed}) => isWanted(label, means) || failed > 0);
		const isComplete = () => outcomes.every(({failed}) => failed === 0);
		const own = newTally(plan.target, '');
		if (isComplete() && (await counted(finish(), {signal}, own)) === failed) outcomes.push(own);
		return {complete: isComplete(), rows: outcomes.reduce((sum, {rows}) => sum + rows, 0), outcomes};
	} finally {
		unlink();
	}
};

/** Runs what is due of a plan. */
export const runSync = async (plan: ReadPlan, means: SyncMeans): Promise<SyncSummary> => {
	const started = performance.now();
	const projects: Project[] = [];
	for (const {project, whose} of projectsOf(plan, means.environment)) {
		projects.push({whose, client: await openClient(project, means.openClient)});
	}
	means.signal?.throwIfAborted();
	try {
		const place = await openPlace(plan);
		try {
			const done = await runIn(place, plan, means, projects);
			return {...done, elapsed: Math.round(performance.now() - started)};
		} finally {
			await place.close();
		}
	} catch (error) {
		means.signal?.throwIfAborted();
		const told = E.mapLeft((failure: DestinationError) => ({...failure, message: forPlans(failure.message)}));
		return orThrow(told(destinationErrorOf(error, plan.target)));
	}
};
