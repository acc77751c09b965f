import {paginate} from '../pagination/paginate.ts';
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

interface Reading {
	readonly reader: Reader;
	readonly wanted: Wanted;
}

/** The walks of a list itself: one, or one for each slice. */
export const walksOf = (planned: PlannedList, whose: Whose, now: number): readonly PlannedWalk[] =>
	planned.slicing === undefined
		? [walkOf(planned, whose, {})]
		: slicesOf(planned.slicing, now).map(slice => walkOf(planned, whose, {slice}));

/** Tasks of which nobody knows how many there will be; what holds it open is let go of when the last one is known. */
interface Family {
	readonly hold: () => void;
	readonly letGo: () => Promise<void>;
	readonly task: (task: Task) => Task;
	/** It counts for the families that this one is a part of, too. */
	readonly fail: () => void;
}

/** @param end what is done when the last task has ended; told whether any has failed */
const familyOf = (end: (hasFailed: boolean) => Promise<void>, above?: Family): Family => {
	let [open, hasFailed] = [1, false];
	above?.hold();
	const family: Family = {
		hold: () => {
			open++;
		},
		letGo: async () => {
			if (--open > 0) return;
			await end(hasFailed);
			await above?.letGo();
		},
		task: task => {
			family.hold();
			return async () => {
				await task();
				await family.letGo();
			};
		},
		fail: () => {
			hasFailed = true;
			above?.fail();
		},
	};
	return family;
};

/** The labels of what is below the items of a walk, and below that. */
const labelsBelow = (above: string, {words, children}: PlannedList): readonly string[] => {
	const label = `${above} / ${words}`;
	return [label, ...children.flatMap(child => labelsBelow(label, child))];
};

/** The slices of a list. Where its filter turns out not to be heeded, it is read whole in their place. */
async function* sliceTasks(
	{words}: PlannedList,
	walks: readonly PlannedWalk[],
	{reader, wanted}: Reading,
): AsyncGenerator<Task, void> {
	const own = walks.filter(walk => wanted.isWanted(walk.label) && isInShard(walk, wanted.shard));
	const [first] = own;
	if (walks.length === 0) reader.tallyOf(`${reader.whose.name} / ${words}`).skip('its first slice has not begun yet');
	if (first === undefined) return;
	let isUnheeded = false;
	const family = familyOf(async hasFailed => {
		if (isUnheeded) await reader.readWhole(first.planned);
		else if (!hasFailed && own.length === walks.length) await reader.tidy(first);
	});
	for (const walk of own) {
		yield family.task(async () => {
			const result = isUnheeded ? 'unheeded' : await reader.readSlice(walk);
			if (result === 'unheeded') isUnheeded = true;
			else if (!result) family.fail();
		});
	}
	await family.letGo();
}

/** The key of an item, as it is asked for what is below it; undefined where it has none. */
const keyOf = (item: unknown, {parent}: PlannedList): string | undefined => {
	const key: unknown = Reflect.get(Object(item), parent?.field ?? '');
	return (typeof key === 'string' && key !== '') || Number.isSafeInteger(key) ? String(key) : undefined;
};

interface Below extends Reading {
	/** The label of what it is below. */
	readonly above: string;
	readonly family?: Family;
}

/** All that is below the items of a walk: a walk for each. One family, whose label is that of the parents and its own. */
async function* childTasks(parents: PlannedWalk, child: PlannedList, below: Below): AsyncGenerator<Task, void> {
	const {reader, wanted, above} = below;
	const labels = labelsBelow(above, child);
	const [label = ''] = labels;
	if (!labels.some(wanted.isWanted)) return;
	const isWhole = labels.every(wanted.isWanted);
	const isWanted = wanted.isWanted(label);
	const id = `${familyId(parents, child)} ${wanted.shard.index}/${wanted.shard.of}`;
	const tally = reader.tallyOf(label);
	const why = isWhole ? await reader.whySettled(id, parents) : undefined;
	if (why !== undefined) return tally.skip(why);
	const began = new Date();
	const family = familyOf(async hasFailed => {
		if (isWhole && !hasFailed) await reader.settle(id, began);
	}, below.family);
	const fail = (error: unknown) => {
		reader.fail(parents.planned, tally, error, label);
		family.fail();
	};
	try {
		reader.checkRefused(parents.planned);
		for await (const item of paginate(reader.client, parents.planned.list, parents.query, {signal: reader.signal})) {
			if (parents.belongs?.(item) === false) continue;
			const parent = keyOf(item, child);
			if (parent === undefined) {
				fail(new Error(`An item has no usable ${child.parent?.field}: what is below it cannot be asked for.`));
				continue;
			}
			const walk = walkOf(child, reader.whose, {parent});
			if (isWanted && isInShard(walk, wanted.shard)) {
				yield family.task(async () => {
					if (!(await reader.read(walk, tally))) family.fail();
				});
			}
			for (const grandchild of child.children) {
				yield* childTasks(walk, grandchild, {reader, wanted, above: label, family});
			}
		}
	} catch (error) {
		if (reader.signal.aborted) throw error;
		fail(error);
	}
	await family.letGo();
}

/** Everything that is to be done for a project, one task after the other, found out as it is needed. */
export async function* tasksOf(
	lists: readonly PlannedList[],
	reader: Reader,
	wanted: Wanted,
): AsyncGenerator<Task, void> {
	for (const planned of lists) {
		const walks = walksOf(planned, reader.whose, wanted.now);
		yield* sliceTasks(planned, walks, {reader, wanted});
		for (const child of planned.children) {
			for (const walk of walks) yield* childTasks(walk, child, {reader, wanted, above: walk.label});
		}
	}
}

/** The labels of all walks that are known beforehand; of what is below the items of one, that of the family. */
export const labelsOf = (lists: readonly PlannedList[], whose: Whose, wanted: Wanted): readonly string[] =>
	lists.flatMap(planned => {
		const walks = walksOf(planned, whose, wanted.now);
		const own = walks.filter(walk => isInShard(walk, wanted.shard)).map(({label}) => label);
		const below = planned.children.flatMap(child => walks.flatMap(({label}) => labelsBelow(label, child)));
		return [...own, ...below].filter(wanted.isWanted);
	});
