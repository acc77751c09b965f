import type {SeenTexts} from '../seen/seen-texts.ts';
import type {AskedSince} from './families.ts';
import {countFailure, countResult, newTally, type Tally} from './outcomes.ts';
import {readWalk, type WalkMeans, type WalkResult} from './read-walk.ts';
import type {PlannedWalk, Wanted, Whose} from './walks.ts';

/** What reads the walks of a project, and what has become of them so far, by their labels. */
export interface Run extends WalkMeans, Wanted {
	readonly whose: Whose;
	readonly tallies: Map<string, Tally>;
	/** The IDs of walks below items that were begun: an item that is listed twice, or below two others, has them once. */
	readonly begun: SeenTexts;
	readonly asked: AskedSince;
}

export const tallyOf = (label: string, {tallies, whose}: Run): Tally => {
	const tally = tallies.get(label) ?? newTally(label, whose.name);
	tallies.set(label, tally);
	return tally;
};

/** What work comes to; where it fails, that is counted, and all else goes on. */
export const counted = async <T>(
	work: Promise<T>,
	{signal}: Pick<Run, 'signal'>,
	tally: Tally,
	label = tally.label,
): Promise<T | undefined> => {
	try {
		return await work;
	} catch (error) {
		if (signal.aborted) throw error;
		countFailure(tally, label, error);
		return undefined;
	}
};

/** Reads a walk, and counts what becomes of it. */
export const readCounted = async (walk: PlannedWalk, run: Run): Promise<WalkResult['outcome'] | 'failed'> => {
	const tally = tallyOf(walk.outcome, run);
	const result = await counted(readWalk(walk, run), run, tally, walk.label);
	if (result === undefined) return 'failed';
	countResult(tally, result);
	return result.outcome;
};
