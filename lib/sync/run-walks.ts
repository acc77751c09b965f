import {linkedAbort} from '../abort/linked-abort.ts';
import type {Client} from '../pagination/client.ts';
import {SeenTexts} from '../seen/seen-texts.ts';
import type {Tally} from './outcomes.ts';
import {listsFor, type ReadPlan} from './read-plan.ts';
import type {WalkMeans} from './read-walk.ts';
import type {Run} from './run.ts';
import {runFairly} from './run-fairly.ts';
import {tasksOf} from './tasks.ts';
import type {Wanted, Whose} from './walks.ts';

/** A project whose walks are read. */
export type Reached = Pick<Run, 'whose' | 'client' | 'refusals' | 'unheeded'>;

/** A project of which nothing is known yet. */
export const reached = (whose: Whose, client: Client): Reached => ({
	whose,
	client,
	refusals: new Map(),
	unheeded: new Set(),
});

/**
 * Reads what is wanted of a plan and is due, so many walks at once as it says, and tells what became of it: until the
 * signal is aborted, if it is. What fails of walks is told, too.
 */
export const runWalks = async (
	plan: ReadPlan,
	projects: readonly Reached[],
	means: Omit<WalkMeans, keyof Reached> & Wanted,
): Promise<readonly Tally[]> => {
	const {signal, abort, unlink} = linkedAbort(means.signal);
	try {
		const runs = projects.map(
			(project): Run => ({...means, ...project, signal, tallies: new Map(), begun: new SeenTexts()}),
		);
		const queues = runs.map(run => tasksOf(listsFor(plan, run.whose), run));
		await runFairly(queues, {concurrency: plan.concurrency, signal, abort}).catch((error: unknown) => {
			if (!means.signal.aborted) throw error;
		});
		return runs
			.flatMap(({tallies}) => [...tallies.values()])
			.filter(({label, failed}) => means.isWanted(label) || failed > 0);
	} finally {
		unlink();
	}
};
