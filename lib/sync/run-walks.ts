import {linkedAbort} from '../abort/linked-abort.ts';
import type {Environment} from '../environment.ts';
import type {Client} from '../pagination/client.ts';
import {SeenTexts} from '../seen/seen-texts.ts';
import type {Tally} from './outcomes.ts';
import type {ProjectPlan} from './plan.ts';
import {openClient, projectsOf} from './projects.ts';
import {listsFor, type ReadPlan} from './read-plan.ts';
import type {WalkMeans} from './read-walk.ts';
import type {Run} from './run.ts';
import {runFairly} from './run-fairly.ts';
import {tasksOf} from './tasks.ts';
import type {Wanted, Whose} from './walks.ts';

/** A project whose walks are read. */
export type Reached = Pick<Run, 'whose' | 'client' | 'refusals' | 'unheeded'>;

/** The projects of a plan, of which nothing is known yet, with a client for each. */
export const reachProjects = async (
	plan: Pick<ReadPlan, 'projects' | 'target'>,
	environment: Environment,
	open: (project: ProjectPlan, whose: Whose) => Client | Promise<Client>,
): Promise<readonly Reached[]> => {
	const reached: Reached[] = [];
	for (const {project, whose} of projectsOf(plan, environment)) {
		const client = await openClient(project, () => open(project, whose));
		reached.push({whose, client, refusals: new Map(), unheeded: new Set()});
	}
	return reached;
};

/**
 * Reads what is wanted of a plan and is due, so many walks at once as it says, and tells what became of it: until the
 * signal is aborted, if it is. What fails of walks is told, too.
 */
export const runWalks = async (
	plan: ReadPlan,
	projects: readonly Reached[],
	means: Omit<WalkMeans, keyof Reached | 'goesOnSince'> & Wanted,
): Promise<readonly Tally[]> => {
	const {signal, abort, unlink} = linkedAbort(means.signal);
	try {
		const own = {...means, signal, goesOnSince: means.since - plan.continueFor};
		const runs = projects.map(
			(project): Run => ({...own, ...project, tallies: new Map(), begun: new SeenTexts(), asked: new Map()}),
		);
		const queues = runs.map(run => tasksOf(listsFor(plan, run.whose), run));
		await runFairly(queues, {concurrency: plan.concurrency, signal, abort}).catch((error: unknown) => {
			if (!means.signal.aborted) throw error;
		});
		return (
			runs
				.flatMap(({tallies}) => [...tallies.values()])
				// Also a list that was read whole in the place of the slice that was wanted.
				.filter(({label, read, failed}) => means.isWanted(label) || read > 0 || failed > 0)
		);
	} finally {
		unlink();
	}
};
