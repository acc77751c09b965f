import {createHash} from 'node:crypto';
import type {PlannedList, Query} from './planned-lists.ts';
import {queryOfSlice, type Slice, slicesOf} from './slices.ts';

/** Whose lists they are. */
export interface Whose {
	/** The name of the project in the plan. */
	readonly name: string;
	/** The host of its space, and its ID. */
	readonly space: string;
	readonly projectId: string;
	readonly baseUrl: string;
}

/** Which walk of a list it is: that of a slice, or of what is below the item with a key, of another walk. */
export interface Part {
	readonly slice?: Slice | undefined;
	readonly parent?: string | undefined;
	readonly above?: PlannedWalk | undefined;
}

/** One walk: a list, a slice of one, or what is below one parent. */
export interface PlannedWalk extends Omit<Part, 'above'> {
	/** What messages call it: `emea / voice logs / 2026-01`. */
	readonly label: string;
	/** The label of the outcome that it is counted in: its own; that of all walks of its list below the items of a walk. */
	readonly outcome: string;
	/** Which walk it is, whatever the plan around it. */
	readonly id: string;
	readonly whose: Whose;
	readonly planned: PlannedList;
	readonly query: Query;
}

export const hashOf = (parts: readonly unknown[]): string =>
	createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);

export const walkOf = (planned: PlannedList, whose: Whose, {slice, parent, above}: Part): PlannedWalk => {
	const {name, space, projectId} = whose;
	const {words, list, table, parent: key} = planned;
	const query = {
		...planned.query,
		...(key && {[key.parameter]: parent}),
		...(slice && queryOfSlice(slice)),
	};
	const label = [name, words, slice?.label ?? parent].filter(part => part !== undefined).join(' / ');
	return {
		label,
		outcome: above ? `${above.outcome} / ${words}` : label,
		id: hashOf([space, projectId, list.path, table, query]),
		whose,
		planned,
		query,
		slice,
		parent,
	};
};

/** The walks of a list that are known beforehand: one, or one for each slice. */
export const walksOf = (planned: PlannedList, whose: Whose, now: number): readonly PlannedWalk[] => {
	const parts: readonly Part[] = planned.slicing ? slicesOf(planned.slicing, now).map(slice => ({slice})) : [{}];
	return parts.map(part => walkOf(planned, whose, part));
};

/** One of so many machines that share a plan: from 1. */
export interface Shard {
	readonly index: number;
	readonly of: number;
}

/** All of a plan, in one place. */
export const unshared: Shard = {index: 1, of: 1};

/** What is chosen of a plan. */
export interface Choice {
	/** Walks whose labels have one of these in them; empty for all. */
	readonly only: readonly string[];
	readonly shard: Shard;
}

/** Which walks of a plan are wanted. */
export interface Wanted {
	readonly isWanted: (label: string) => boolean;
	readonly shard: Shard;
}

/** Those whose labels have one of these texts in them; all where there are none. */
export const labelledBy =
	(only: readonly string[]): Wanted['isWanted'] =>
	label =>
		only.length === 0 || only.some(text => label.includes(text));

/** Whether a walk is this machine's; the others come to the same answer. */
export const isInShard = ({id}: Pick<PlannedWalk, 'id'>, {index, of}: Shard): boolean =>
	Number.parseInt(id.slice(0, 8), 16) % of === index - 1;
