import {labelsBelow} from './below.ts';
import {familyRead} from './families.ts';
import type {Place} from './place.ts';
import type {PlannedList} from './planned-lists.ts';
import {whyDone} from './read-walk.ts';
import {isInShard, type PlannedWalk, unshared, type Wanted, type Whose, walksOf} from './walks.ts';

/** What of a plan is known beforehand: a walk, or all that is below its items on one list. */
export interface Line {
	readonly walk: PlannedWalk;
	readonly below: PlannedList | undefined;
	/** That of the walk; or that of the list below it, and those of what is below that. */
	readonly labels: readonly string[];
}

export const linesOf = (lists: readonly PlannedList[], whose: Whose): readonly Line[] =>
	lists.flatMap(planned => {
		const walks = walksOf(planned, whose, Date.now());
		const own = walks.map(walk => ({walk, below: undefined, labels: [walk.label]}));
		const below = walks.flatMap(walk =>
			planned.children.map(child => ({walk, below: child, labels: labelsBelow(walk.label, child)})),
		);
		return [...own, ...below];
	});

/** The labels of all walks that are known beforehand; of what is below the items of one, that of all together. */
export const labelsOf = (lists: readonly PlannedList[], whose: Whose, {isWanted, shard}: Wanted): readonly string[] =>
	linesOf(lists, whose)
		.filter(({walk, below}) => below !== undefined || isInShard(walk, shard))
		.flatMap(({labels}) => labels.filter(isWanted));

/** Whether a line may have something new: what is of no time always may, and a slice until it is over. */
export const isDue = async ({walk, below}: Line, place: Place): Promise<boolean> => {
	if (walk.slice === undefined) return true;
	const read = below ? await familyRead(walk, below, unshared, place) : (await place.stateOf(walk)).lastRead;
	return whyDone(read, walk.slice, Number.POSITIVE_INFINITY) === undefined;
};
