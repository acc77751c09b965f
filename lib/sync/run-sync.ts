import * as E from 'fp-ts/lib/Either.js';
import {neverAborted} from '../abort/on-abort.ts';
import {type DestinationError, invalidInput} from '../core/api-error.ts';
import type {Environment} from '../environment.ts';
import {destinationErrorOf} from '../export/file-target/destination-error.ts';
import type {Client} from '../pagination/client.ts';
import {orThrow, PaginationError} from '../pagination/pagination-error.ts';
import {labelsOf} from './lines.ts';
import {openPlace} from './open-place.ts';
import {forPlans, newTally, type Outcome} from './outcomes.ts';
import type {Place} from './place.ts';
import type {ProjectPlan} from './plan.ts';
import {projectsOf} from './projects.ts';
import {listsFor, type ReadPlan} from './read-plan.ts';
import type {SyncEvent} from './read-walk.ts';
import {beginRound} from './round.ts';
import {counted} from './run.ts';
import {type Reached, reachProjects, runWalks} from './run-walks.ts';
import {type Choice, labelledBy, unshared, type Wanted} from './walks.ts';

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
export interface SyncMeans extends Choice {
	/** What the plan leaves out. */
	readonly environment: Environment;
	readonly openClient: (project: ProjectPlan) => Client | Promise<Client>;
	readonly signal: AbortSignal | undefined;
	readonly onProgress: (event: SyncEvent) => void;
}

const wantedBy = ({only, shard}: Choice): Wanted => ({isWanted: labelledBy(only), shard});

/** The labels of the walks of a plan, as a run would find them; nothing is requested or opened. */
export const planned = (plan: ReadPlan, environment: Environment, choice: Choice): readonly string[] =>
	projectsOf(plan, environment).flatMap(({whose}) => labelsOf(listsFor(plan, whose), whose, wantedBy(choice)));

/**
 * A text that no walk has would read nothing, and look like success.
 * @throws {PaginationError} of kind `invalid-input`
 */
export const checkOnly = (plan: ReadPlan, environment: Environment, only: readonly string[]): void => {
	if (only.length === 0 || planned(plan, environment, {only, shard: unshared}).length > 0) return;
	throw new PaginationError(
		invalidInput(
			'No walk of the plan has what only (--only) asks for in its label; --dry-run without it names them all. Nothing was requested or written.',
		),
	);
};

const runIn = async (
	place: Place,
	plan: ReadPlan,
	means: SyncMeans,
	projects: readonly Reached[],
): Promise<Omit<SyncSummary, 'elapsed'>> => {
	const {signal = neverAborted, onProgress} = means;
	const {since, finish} = await beginRound(place, plan, means);
	const own = {place, signal, since, onProgress};
	const tallies = [...(await runWalks(plan, projects, {...wantedBy(means), ...own}))];
	signal.throwIfAborted();
	const isComplete = () => tallies.every(({failed}) => failed === 0);
	if (isComplete()) {
		const end = newTally(plan.target, '');
		await counted(finish(), {signal}, end);
		if (end.failed > 0) tallies.push(end);
	}
	const outcomes = tallies.map(({hopeless: _forFleets, ...outcome}) => outcome);
	return {complete: isComplete(), rows: outcomes.reduce((sum, {rows}) => sum + rows, 0), outcomes};
};

/** Runs what is due of a plan. */
export const runSync = async (plan: ReadPlan, means: SyncMeans): Promise<SyncSummary> => {
	const started = performance.now();
	const projects = await reachProjects(plan, means.environment, means.openClient);
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
