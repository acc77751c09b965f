import {paginate} from '../pagination/paginate.ts';
import {countFailure, countResult, type Tally} from './outcomes.ts';
import type {PlannedList} from './planned-lists.ts';
import {settle, settledAt, skipped, whyDone} from './read-walk.ts';
import {counted, failed, type Run, readCounted, tallyOf} from './run.ts';
import {afterAll, type Task} from './run-fairly.ts';
import {isOfSlice} from './slices.ts';
import {checkRefused, isVanished, keepRefusal} from './walk-errors.ts';
import {familyId, isInShard, type PlannedWalk, walkOf} from './walks.ts';

/** The labels of what is below the items of a walk, and below that. */
export const labelsBelow = (above: string, {words, children}: PlannedList): readonly string[] => {
	const label = `${above} / ${words}`;
	return [label, ...children.flatMap(child => labelsBelow(label, child))];
};

/** All walks of a list below the items of a walk; they have one label, that of the parents and its own. */
interface Branch {
	readonly tally: Tally;
	/** By which it is noted that all of it was read; undefined where only a part of it is wanted. */
	readonly id: string | undefined;
	/** That of the items' own list, if it is below others. */
	readonly above: Branch | undefined;
	hasFailed: boolean;
}

type Branches = ReadonlyMap<PlannedList, Branch>;

/** What is above has not been read whole either. */
const fail = (branch: Branch): void => {
	branch.hasFailed = true;
	if (branch.above) fail(branch.above);
};

/** What is to be read below the items of a walk, by its lists. */
const branchesOf = async (parents: PlannedWalk, above: Branch | undefined, run: Run): Promise<Branches> => {
	const branches = new Map<PlannedList, Branch>();
	for (const child of parents.planned.children) {
		const labels = labelsBelow(above?.tally.label ?? parents.label, child);
		const [label = ''] = labels;
		const wanted = labels.filter(run.isWanted);
		if (wanted.length === 0) continue;
		// Also what is deeper is told of, where there is nothing that it could be below.
		for (const own of wanted) tallyOf(own, run);
		const tally = tallyOf(label, run);
		const id = wanted.length === labels.length ? familyId(parents, child, run.shard) : undefined;
		const lastRead = id === undefined ? undefined : await counted(settledAt(id, run), run, tally);
		const why = lastRead === failed ? undefined : whyDone(lastRead, parents.slice, run.since);
		if (why === undefined) branches.set(child, {tally, id, above, hasFailed: false});
		else for (const own of wanted) countResult(tallyOf(own, run), skipped(why));
	}
	return branches;
};

/** The key of an item, as it is asked for what is below it; undefined where it has none. */
const keyOf = (item: unknown, field: string): string | undefined => {
	const key: unknown = Reflect.get(Object(item), field);
	return (typeof key === 'string' && key !== '') || Number.isSafeInteger(key) ? String(key) : undefined;
};

/**
 * Lists the items of a walk, once, and gives for each of them the walks of lists that are below it.
 *
 * @throws what the listing fails of; in the end, where items had no key
 */
async function* childWalks(
	parents: PlannedWalk,
	children: readonly PlannedList[],
	{client, whose, signal, refusals}: Run,
): AsyncGenerator<PlannedWalk, void> {
	const {planned, query, slice} = parents;
	const field = children[0]?.parent?.field ?? '';
	let withoutKey = 0;
	checkRefused(planned, refusals);
	try {
		for await (const item of paginate(client, planned.list, query, {signal})) {
			if (slice && !isOfSlice(item, slice)) continue;
			const parent = keyOf(item, field);
			if (parent === undefined) withoutKey++;
			else for (const child of children) yield walkOf(child, whose, {parent});
		}
	} catch (error) {
		if (isVanished(error, parents)) return;
		keepRefusal(error, planned, refusals);
		throw error;
	}
	if (withoutKey === 0) return;
	throw new Error(`Items have no usable ${field} (${withoutKey} of them): what is below them cannot be asked for.`);
}

async function* readBelow(parents: PlannedWalk, branches: Branches, run: Run): AsyncGenerator<Task, void> {
	try {
		for await (const walk of childWalks(parents, [...branches.keys()], run)) {
			const branch = branches.get(walk.planned);
			// Of what is deeper, the walk above it is in the shard already: others need not list its items.
			if (branch === undefined || (branch.above === undefined && !isInShard(walk, run.shard))) continue;
			if (!run.begun.add(walk.id)) continue;
			if (run.isWanted(branch.tally.label)) {
				yield async () => {
					if ((await readCounted(walk, run, branch.tally)) === failed) fail(branch);
				};
			}
			yield* tasksBelow(walk, branch, run);
		}
	} catch (error) {
		if (run.signal.aborted) throw error;
		for (const branch of branches.values()) {
			countFailure(branch.tally, branch.tally.label, error);
			fail(branch);
		}
	}
}

/**
 * All that is below the items of a walk, which are listed once: a walk of each list for each, and what is below that.
 *
 * @param above what the walk itself is a part of, if it is below others
 */
export async function* tasksBelow(
	parents: PlannedWalk,
	above: Branch | undefined,
	run: Run,
): AsyncGenerator<Task, void> {
	const branches = await branchesOf(parents, above, run);
	if (branches.size === 0) return;
	const began = new Date();
	yield* afterAll(readBelow(parents, branches, run), async () => {
		for (const {id, hasFailed, tally} of branches.values()) {
			if (id !== undefined && !hasFailed) await counted(settle(id, began, run), run, tally);
		}
	});
}
