import {paginate} from '../pagination/paginate.ts';
import type {PlannedList} from './planned-lists.ts';
import type {WalkMeans} from './read-walk.ts';
import {isOfSlice} from './slices.ts';
import {checkRefused, isVanished, keepRefusal} from './walk-errors.ts';
import {type PlannedWalk, walkOf} from './walks.ts';

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
export async function* childWalks(
	parents: PlannedWalk,
	children: readonly PlannedList[],
	{client, whose, signal, refusals}: Pick<WalkMeans, 'client' | 'whose' | 'signal' | 'refusals'>,
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
