import {labelsBelow, tasksBelow} from './below.ts';
import {familyOf} from './family.ts';
import {countResult, remark} from './outcomes.ts';
import type {PlannedList} from './planned-lists.ts';
import {skipped} from './read-walk.ts';
import {counted, failed, type Run, readCounted, tallyOf, type Wanted} from './run.ts';
import type {Task} from './schedule.ts';
import {isInShard, type PlannedWalk, type Whose, walkOf, walksOf} from './walks.ts';

/** All walks of a list are at their ends: what it had brought when it was parted otherwise goes. */
const tidy = (walk: PlannedWalk, run: Run) => counted(run.place.tidy(walk), run, tallyOf(walk.label, run));

/** Reads a list at once, whose filter is not heeded. */
const readWhole = async (walk: PlannedWalk, run: Run): Promise<void> => {
	const why = 'the server does not heed its filter by time, so that it is read whole';
	remark(tallyOf(walk.label, run), why);
	if ((await readCounted(walk, run)) !== failed) await tidy(walk, run);
};

/** The walks of a list itself. Where its filter turns out not to be heeded, it is read whole in the place of its slices. */
async function* ownTasks(planned: PlannedList, walks: readonly PlannedWalk[], run: Run): AsyncGenerator<Task, void> {
	const whole = walkOf(planned, run.whose, {});
	if (walks.length === 0) {
		countResult(tallyOf(whole.label, run), skipped('its first slice has not begun yet'));
	}
	const own = walks.filter(walk => run.isWanted(walk.label) && isInShard(walk, run.shard));
	const [first] = own;
	if (first === undefined) return;
	let isUnheeded = false;
	const family = familyOf(async isWell => {
		if (isUnheeded) await readWhole(whole, run);
		else if (isWell && own.length === walks.length) await tidy(first, run);
	});
	for (const walk of own) {
		family.begin();
		yield async () => {
			const outcome = isUnheeded ? 'unheeded' : await readCounted(walk, run);
			isUnheeded ||= outcome === 'unheeded';
			await family.end(outcome !== failed);
		};
	}
	await family.end(true);
}

/** Everything that is to be done for a project, one task after the other, found out as it is needed. */
export async function* tasksOf(lists: readonly PlannedList[], run: Run): AsyncGenerator<Task, void> {
	for (const planned of lists) {
		const walks = walksOf(planned, run.whose, run.now);
		yield* ownTasks(planned, walks, run);
		for (const walk of walks) yield* tasksBelow(walk, walk, run);
	}
}

/** The labels of all walks that are known beforehand; of what is below the items of one, that of the family. */
export const labelsOf = (
	lists: readonly PlannedList[],
	whose: Whose,
	{now, shard, isWanted}: Wanted,
): readonly string[] =>
	lists.flatMap(planned => {
		const walks = walksOf(planned, whose, now);
		const own = walks.filter(walk => isInShard(walk, shard)).map(({label}) => label);
		const below = walks.flatMap(({label}) => planned.children.flatMap(child => labelsBelow(label, child)));
		return [...own, ...below].filter(isWanted);
	});
