import {paginate} from '../pagination/paginate.ts';
import {askedSince, familyId} from './families.ts';
import {countFailure, countResult, type Tally} from './outcomes.ts';
import type {PlannedList} from './planned-lists.ts';
import {skipped, whyDone} from './read-walk.ts';
import {counted, type Run, readCounted, tallyOf} from './run.ts';
import {afterAll, type Task} from './run-fairly.ts';
import {isOfSlice} from './slices.ts';
import {checkRefused, isVanished, keepRefusal} from './walk-errors.ts';
import {isInShard, type PlannedWalk, walkOf} from './walks.ts';

/** The labels of what is below the items of a walk, and below that: all walks of a list below items have one. */
export const labelsBelow = (above: string, {words, children}: PlannedList): readonly string[] => {
	const label = `${above} / ${words}`;
	return [label, ...children.flatMap(child => labelsBelow(label, child))];
};

/** All that is below the items of a walk on one of its lists, and below that. */
interface Family {
	/** By which it is noted that all of it was read; undefined where only a part of it is wanted. */
	readonly id: string | undefined;
	readonly tally: Tally;
	/** That of which it is a part, where the items are below others. */
	readonly above: Family | undefined;
	hasFailed: boolean;
}

/** What is above has not been read whole either. */
const fail = (family: Family): void => {
	family.hasFailed = true;
	if (family.above) fail(family.above);
};

/** Which family the walks of a list are of. */
type Families = ReadonlyMap<PlannedList, Family>;

/** What is to be read below the items of a walk. */
const familiesOf = async (parents: PlannedWalk, above: Family | undefined, run: Run): Promise<Families> => {
	const families = new Map<PlannedList, Family>();
	for (const child of parents.planned.children) {
		const labels = labelsBelow(parents.outcome, child);
		// Also what is deeper is told of, where there is nothing that it could be below.
		const wanted = labels.filter(run.isWanted).map(label => tallyOf(label, run));
		const [tally] = wanted;
		if (tally === undefined) continue;
		const asked = await counted(askedSince(child, run), run, tally);
		const isAll = asked !== undefined && wanted.length === labels.length;
		const id = isAll ? familyId(parents, child, run.shard, asked) : undefined;
		const lastRead = id === undefined ? undefined : await counted(run.place.noted(id), run, tally);
		const why = whyDone(lastRead, parents.slice, run.since);
		if (why === undefined) families.set(child, {id, tally, above, hasFailed: false});
		else for (const own of wanted) countResult(own, skipped(why));
	}
	return families;
};

/** The key of an item, as it is asked for what is below it; undefined where it has none. */
const keyOf = (item: unknown, field: string): string | undefined => {
	const key: unknown = Reflect.get(Object(item), field);
	return (typeof key === 'string' && key !== '') || Number.isSafeInteger(key) ? String(key) : undefined;
};

const refuseWithoutKey = (count: number, field: string): void => {
	if (count === 0) return;
	throw new Error(`Items have no usable ${field} (${count} of them): what is below them cannot be asked for.`);
};

/** Lists the items of a walk, once, and reads for each of them the lists that are below it. */
async function* readBelow(parents: PlannedWalk, families: Families, run: Run): AsyncGenerator<Task, void> {
	const {planned, query, slice, whose} = parents;
	const {client, signal, refusals, shard} = run;
	const field = planned.children[0]?.parent?.field ?? '';
	// What is deeper is listed by one machine alone: that which reads the walk above it.
	const isListedByAll = parents.parent === undefined;
	let withoutKey = 0;
	try {
		checkRefused(planned, refusals);
		for await (const item of paginate(client, planned.list, query, {signal})) {
			if (slice && !isOfSlice(item, slice)) continue;
			const parent = keyOf(item, field);
			if (parent === undefined) {
				withoutKey++;
				continue;
			}
			for (const [child, family] of families) {
				const walk = walkOf(child, whose, {parent, above: parents});
				if (!isListedByAll || isInShard(walk, shard)) yield* readChild(walk, family, run);
			}
		}
		if (!isListedByAll || shard.index === 1) refuseWithoutKey(withoutKey, field);
	} catch (error) {
		if (signal.aborted) throw error;
		if (isVanished(error, parents)) return;
		keepRefusal(error, planned, refusals);
		for (const [child, family] of families) {
			const [label = ''] = labelsBelow(parents.outcome, child);
			countFailure(tallyOf(label, run), label, error);
			fail(family);
		}
	}
}

/** Reads a list of one item, and what is below its own items. */
async function* readChild(walk: PlannedWalk, family: Family, run: Run): AsyncGenerator<Task, void> {
	if (!run.begun.add(walk.id)) return;
	if (run.isWanted(walk.outcome)) {
		yield async () => {
			if ((await readCounted(walk, run)) === 'failed') fail(family);
		};
	}
	yield* tasksBelow(walk, run, family);
}

/**
 * All that is below the items of a walk, which are listed once: a walk of each list for each, and what is below that.
 *
 * @param above what the walk itself is a part of, if it is below others
 */
export async function* tasksBelow(parents: PlannedWalk, run: Run, above?: Family): AsyncGenerator<Task, void> {
	const families = await familiesOf(parents, above, run);
	if (families.size === 0) return;
	yield* afterAll(readBelow(parents, families, run), async () => {
		for (const {id, tally, hasFailed} of families.values()) {
			// A part of it may have been read by an earlier run, since when none of it is read again.
			if (id !== undefined && !hasFailed) await counted(run.place.note(id, run.since), run, tally);
		}
	});
}
