import {childWalks} from './child-walks.ts';
import {countFailure, countResult, newTally, type Tally} from './outcomes.ts';
import type {PlannedList} from './planned-lists.ts';
import {readWalk, settle, skipped, type WalkMeans, whySettled} from './read-walk.ts';
import type {Task} from './schedule.ts';
import {familyId, isInShard, type PlannedWalk, type Shard, type Whose, walkOf, walksOf} from './walks.ts';

/** Which walks of a plan are wanted. */
export interface Wanted {
	/** Milliseconds: slices that have not begun are not there yet. */
	readonly now: number;
	readonly shard: Shard;
	/** Whether a label is among those that were asked for. */
	readonly isWanted: (label: string) => boolean;
}

/** What reads the walks of a project, and what has become of them so far, by their labels. */
export interface Run extends WalkMeans, Wanted {
	readonly tallies: Map<string, Tally>;
}

const tallyOf = (label: string, {tallies, whose}: Run): Tally => {
	const tally = tallies.get(label) ?? newTally(label, whose.name);
	tallies.set(label, tally);
	return tally;
};

const failed = Symbol('failed');

/** What work comes to; where it fails, that is counted, and all else goes on. */
const counted = async <T>(work: Promise<T>, {signal}: Run, tally: Tally, label = tally.label) => {
	try {
		return await work;
	} catch (error) {
		if (signal.aborted) throw error;
		countFailure(tally, label, error);
		return failed;
	}
};

/** Reads a walk, and counts what becomes of it. */
const readCounted = async (walk: PlannedWalk, run: Run, tally = tallyOf(walk.label, run)) => {
	const result = await counted(readWalk(walk, run), run, tally, walk.label);
	if (result === failed) return failed;
	countResult(tally, result);
	return result.outcome;
};

/** All walks of a list are at their ends: what it had brought when it was parted otherwise goes. */
const tidy = (walk: PlannedWalk, run: Run) => counted(run.place.tidy(walk), run, tallyOf(walk.label, run));

/** Reads a list at once, whose filter is not heeded. */
const readWhole = async (walk: PlannedWalk, run: Run): Promise<void> => {
	const {remarks} = tallyOf(walk.label, run);
	remarks.add('the server does not heed its filter by time, so that it is read whole');
	if ((await readCounted(walk, run)) !== failed) await tidy(walk, run);
};

/** Walks of which nobody knows beforehand how many there are. */
interface Family {
	readonly begin: () => void;
	/** Once for each that was begun, and once when no other one will be. */
	readonly end: (isWell: boolean) => Promise<void>;
}

/** @param finish what is done when the last walk has ended; told whether none has failed */
const familyOf = (finish: (isWell: boolean) => Promise<void>): Family => {
	let [open, allWell] = [1, true];
	return {
		begin: () => {
			open++;
		},
		end: async isWell => {
			allWell &&= isWell;
			if (--open === 0) await finish(allWell);
		},
	};
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
async function* tasksBelow(parents: PlannedWalk, above: Above, run: Run): AsyncGenerator<Task, void> {
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
