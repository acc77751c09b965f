import type {SeenTexts} from '../seen/seen-texts.ts';
import {countFailure, countResult, newTally, type Tally} from './outcomes.ts';
import {readWalk, type WalkMeans} from './read-walk.ts';
import type {PlannedWalk, Wanted} from './walks.ts';

/** What reads the walks of a project, and what has become of them so far, by their labels. */
export interface Run extends WalkMeans, Wanted {
	readonly tallies: Map<string, Tally>;
	/** The IDs of walks below items that were begun: an item that is listed twice, or below two others, has them once. */
	readonly begun: SeenTexts;
}

export const tallyOf = (label: string, {tallies, whose}: Run): Tally => {
	const tally = tallies.get(label) ?? newTally(label, whose.name);
	tallies.set(label, tally);
	return tally;
};

export const failed = Symbol('failed');

/** What work comes to; where it fails, that is counted, and all else goes on. */
export const counted = async <T>(
	work: Promise<T>,
	{signal}: Pick<Run, 'signal'>,
	tally: Tally,
	label = tally.label,
) => {
	try {
		return await work;
	} catch (error) {
		if (signal.aborted) throw error;
		countFailure(tally, label, error);
		return failed;
	}
};

/** Reads a walk, and counts what becomes of it. */
export const readCounted = async (walk: PlannedWalk, run: Run, tally = tallyOf(walk.label, run)) => {
	const result = await counted(readWalk(walk, run), run, tally, walk.label);
	if (result === failed) return failed;
	countResult(tally, result);
	return result.outcome;
};
