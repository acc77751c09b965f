import type {Place} from './place.ts';
import {type PlannedList, withChildren} from './planned-lists.ts';
import {hashOf, type PlannedWalk, type Shard, type Whose} from './walks.ts';

/** What is asked for below the items of a list, and below that. */
const askedOf = (below: PlannedList) => withChildren(below).map(({words, query, table}) => [words, query, table]);

/** Under which it is noted since when rows of a project are asked for as they are now, and since when as they were last. */
const namesOf = (below: PlannedList, {space, projectId}: Whose) => {
	const rows = [space, projectId, below.table];
	return {own: `below ${hashOf([rows, askedOf(below)])}`, last: `below ${hashOf(rows)}`};
};

/** What is noted of that. */
const notedOf = async (below: PlannedList, whose: Whose, place: Place) => {
	const names = namesOf(below, whose);
	const [own, last] = [await place.noted(names.own), await place.noted(names.last)];
	/** Since when the same is asked for; undefined where it was something else last. */
	const asked = own === last ? own : undefined;
	return {names, own, last, asked};
};

/**
 * Notes that this is asked for below the items of a list, and since when. Where it was something else last, what was noted
 * of this before that does not count any more.
 */
const askFor = async (below: PlannedList, whose: Whose, place: Place, since: number): Promise<number> => {
	const {names, own, last = 0, asked} = await notedOf(below, whose, place);
	if (asked !== undefined) return asked;
	// Machines that ask for it at once, of one run, come to the same time; a run that goes on is older than what was between.
	const now = own === undefined || since >= last ? since : Date.now();
	// In this order: who finds the second finds the first.
	await place.note(names.last, now);
	await place.note(names.own, now);
	return now;
};

/** Since when the same is asked for below the items of a list. */
export type AskedSince = Map<PlannedList, Promise<number>>;

interface Asking {
	readonly asked: AskedSince;
	readonly whose: Whose;
	readonly place: Place;
	/** When this run began. */
	readonly since: number;
}

/** Noted once in a run, whose walks come to one time so. */
export const askedSince = (below: PlannedList, {asked, whose, place, since}: Asking): Promise<number> => {
	const known = asked.get(below);
	if (known !== undefined) return known;
	const asking = askFor(below, whose, place, since);
	asked.set(below, asking);
	// What has failed once is tried again for the next walk.
	asking.catch(() => asked.delete(below));
	return asking;
};

/** The name under which it is noted that all below the items of a walk was read, as it is asked for since then. */
export const familyId = (parents: PlannedWalk, below: PlannedList, {index, of}: Shard, asked: number): string =>
	`${hashOf([parents.id, asked, ...askedOf(below)])} ${index}/${of}`;

/** Since when all below the items of a walk is read, as it is asked for; undefined where it is not. */
export const familyRead = async (
	parents: PlannedWalk,
	below: PlannedList,
	shard: Shard,
	place: Place,
): Promise<number | undefined> => {
	const {asked} = await notedOf(below, parents.whose, place);
	return asked === undefined ? undefined : place.noted(familyId(parents, below, shard, asked));
};
