import {childWalks} from './child-walks.ts';
import {type Family, familyOf} from './family.ts';
import {countFailure, countResult, type Tally} from './outcomes.ts';
import type {PlannedList} from './planned-lists.ts';
import {settle, skipped, whySettled} from './read-walk.ts';
import {counted, failed, type Run, readCounted, tallyOf} from './run.ts';
import type {Task} from './schedule.ts';
import {familyId, isInShard, type PlannedWalk} from './walks.ts';

/** The labels of what is below the items of a walk, and below that. */
export const labelsBelow = (above: string, {words, children}: PlannedList): readonly string[] => {
	const label = `${above} / ${words}`;
	return [label, ...children.flatMap(child => labelsBelow(label, child))];
};

/** All walks of a list below the items of a walk; they have one label, that of the parents and its own. */
interface Branch {
	readonly label: string;
	readonly child: PlannedList;
	readonly tally: Tally;
	readonly family: Family;
}

type Above = Pick<Branch, 'label'> & Partial<Branch>;

/** What is to be read of a list below the items of a walk; undefined where none of it is. */
const branchOf = async (
	parents: PlannedWalk,
	child: PlannedList,
	above: Above,
	run: Run,
): Promise<Branch | undefined> => {
	const labels = labelsBelow(above.label, child);
	const [label = ''] = labels;
	if (!labels.some(run.isWanted)) return undefined;
	const isWhole = labels.every(run.isWanted);
	const tally = tallyOf(label, run);
	const id = familyId(parents, child, run.shard);
	const began = new Date();
	const why = isWhole ? await counted(whySettled(id, parents, run), run, tally) : undefined;
	if (typeof why === 'string') {
		countResult(tally, skipped(why));
		return undefined;
	}
	above.family?.begin();
	const family = familyOf(async isWell => {
		if (isWell && isWhole) await counted(settle(id, began, run), run, tally);
		await above.family?.end(isWell);
	});
	return {label, child, tally, family};
};

/** All that is below the items of a walk, which are listed once: a walk of each list for each, and what is below that. */
export async function* tasksBelow(parents: PlannedWalk, above: Above, run: Run): AsyncGenerator<Task, void> {
	const found = await Promise.all(parents.planned.children.map(child => branchOf(parents, child, above, run)));
	const branches = new Map(found.flatMap(branch => (branch ? [[branch.child, branch]] : [])));
	if (branches.size === 0) return;
	let isListed = true;
	try {
		for await (const walk of childWalks(parents, [...branches.keys()], run)) {
			const branch = branches.get(walk.planned);
			if (branch === undefined) continue;
			const {label, tally, family} = branch;
			if (run.isWanted(label) && isInShard(walk, run.shard)) {
				family.begin();
				yield async () => family.end((await readCounted(walk, run, tally)) !== failed);
			}
			yield* tasksBelow(walk, branch, run);
		}
	} catch (error) {
		if (run.signal.aborted) throw error;
		isListed = false;
		for (const {tally, label} of branches.values()) countFailure(tally, label, error);
	}
	for (const {family} of branches.values()) await family.end(isListed);
}
