import {paginate} from '../pagination/paginate.ts';
import type {Tally} from './outcomes.ts';
import type {PlannedList} from './planned-lists.ts';
import type {Reader} from './reader.ts';
import type {Task} from './schedule.ts';
import {slicesOf} from './slices.ts';
import {familyId, isInShard, type PlannedWalk, type Shard, type Whose, walkOf} from './walks.ts';

/** Which walks of a plan are wanted. */
export interface Wanted {
	/** Milliseconds: slices that have not begun are not there yet. */
	readonly now: number;
	readonly shard: Shard;
	/** Whether a label is among those that were asked for. */
	readonly isWanted: (label: string) => boolean;
}

/** The walks of a list itself: one, or one for each slice. */
export const walksOf = (planned: PlannedList, whose: Whose, now: number): readonly PlannedWalk[] =>
	planned.slicing === undefined
		? [walkOf(planned, whose, {})]
		: slicesOf(planned.slicing, now).map(slice => walkOf(planned, whose, {slice}));

/** Runs something when the last of some tasks has ended, of which nobody knows how many there will be. */
const whenAllEnd = (end: () => Promise<void>) => {
	let [open, isClosed] = [0, false];
	const look = async () => {
		if (isClosed && open === 0) await end();
	};
	return {
		task: (task: Task): Task => {
			open++;
			return async () => {
				await task();
				open--;
				await look();
			};
		},
		close: async () => {
			isClosed = true;
			await look();
		},
	};
};

/** The slices of a list. Where its filter turns out not to be heeded, it is read whole in their place. */
async function* sliceTasks(walks: readonly PlannedWalk[], reader: Reader, wanted: Wanted): AsyncGenerator<Task, void> {
	const own = walks.filter(walk => wanted.isWanted(walk.label) && isInShard(walk, wanted.shard));
	const [first] = own;
	if (first === undefined) return;
	let isUnheeded = false;
	const family = whenAllEnd(async () => {
		if (isUnheeded) await reader.readWhole(first.planned);
	});
	for (const walk of own) {
		yield family.task(async () => {
			if (!isUnheeded) isUnheeded = !(await reader.readSlice(walk));
		});
	}
	await family.close();
}

/** All that is below the items of a walk: a walk for each. One family, whose label is that of the parents and its own. */
async function* childTasks(
	parents: PlannedWalk,
	child: PlannedList,
	{reader, wanted, above}: {readonly reader: Reader; readonly wanted: Wanted; readonly above: string},
): AsyncGenerator<Task, void> {
	const label = `${above} / ${child.words}`;
	if (!wanted.isWanted(label)) return;
	const id = `${familyId(parents, child)} ${wanted.shard.index}/${wanted.shard.of}`;
	const tally = reader.tallyOf(label);
	const tallies = new Set<Tally>([tally]);
	const why = await reader.whySettled(id, parents);
	if (why !== undefined) return tally.skip(why);
	const began = new Date();
	const family = whenAllEnd(async () => {
		if (![...tallies].some(({hasFailed}) => hasFailed)) await reader.settle(id, began);
	});
	try {
		for await (const item of paginate(reader.client, parents.planned.list, parents.query, {signal: reader.signal})) {
			if (parents.belongs?.(item) === false) continue;
			const parent = String(Reflect.get(Object(item), child.parent?.field ?? ''));
			const walk = walkOf(child, reader.whose, {parent});
			if (isInShard(walk, wanted.shard)) yield family.task(() => reader.read(walk, tally));
			for (const grandchild of child.children) {
				tallies.add(reader.tallyOf(`${label} / ${grandchild.words}`));
				const below = childTasks(walk, grandchild, {reader, wanted, above: label});
				for await (const task of below) yield family.task(task);
			}
		}
	} catch (error) {
		if (reader.signal.aborted) throw error;
		tally.fail(label, error);
	}
	await family.close();
}

/** Everything that is to be done for a project, one task after the other, found out as it is needed. */
export async function* tasksOf(
	lists: readonly PlannedList[],
	reader: Reader,
	wanted: Wanted,
): AsyncGenerator<Task, void> {
	for (const planned of lists) {
		const walks = walksOf(planned, reader.whose, wanted.now);
		yield* sliceTasks(walks, reader, wanted);
		for (const child of planned.children) {
			for (const walk of walks) yield* childTasks(walk, child, {reader, wanted, above: walk.label});
		}
	}
}

/** The labels of all walks that are known beforehand; of what is below the items of one, that of the family. */
export const labelsOf = (lists: readonly PlannedList[], whose: Whose, wanted: Wanted): readonly string[] => {
	const below = (above: string, {words, children}: PlannedList): readonly string[] => {
		const label = `${above} / ${words}`;
		return [label, ...children.flatMap(child => below(label, child))].filter(wanted.isWanted);
	};
	return lists.flatMap(planned => {
		const walks = walksOf(planned, whose, wanted.now);
		const own = walks.filter(walk => wanted.isWanted(walk.label) && isInShard(walk, wanted.shard));
		return [
			...own.map(({label}) => label),
			...planned.children.flatMap(child => walks.flatMap(({label}) => below(label, child))),
		];
	});
};
