import {createHash} from 'node:crypto';
import {escaped} from '../export/dataset/partitioner.ts';
import type {PlannedList, Query} from './planned-lists.ts';
import {checkHeeded, isOfSlice, queryOfSlice, type Slice} from './slices.ts';

/** Whose lists they are. */
export interface Whose {
	/** The name of the project in the plan. */
	readonly name: string;
	/** The host of its space, and its ID. */
	readonly space: string;
	readonly projectId: string;
}

/** One walk: a list, a slice of one, or what is below one parent. */
export interface PlannedWalk {
	/** What messages call it: `emea / voice logs / 2026-01`. */
	readonly label: string;
	/** Which walk it is, whatever the plan around it. */
	readonly id: string;
	readonly planned: PlannedList;
	readonly query: Query;
	readonly slice: Slice | undefined;
	/** Which items are its own; undefined where all are. `check` refuses to go on where a filter is not heeded. */
	readonly belongs: ((item: unknown) => boolean) | undefined;
	readonly check: ((item: unknown) => void) | undefined;
	/** The folder of its rows in one of datasets. */
	readonly folder: string;
}

const hashOf = (parts: readonly unknown[]): string =>
	createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);

const labelOf = (parts: readonly (string | undefined)[]): string =>
	parts.filter(part => part !== undefined).join(' / ');

/** @param parent the key of the item that it is below */
export const walkOf = (
	planned: PlannedList,
	{name, space, projectId}: Whose,
	{slice, parent}: {readonly slice?: Slice | undefined; readonly parent?: string | undefined},
): PlannedWalk => {
	const {words, list, table, slicing} = planned;
	const sliced = slice && slicing && {slice, unit: slicing.unit, filter: slicing.filter};
	const query = {
		...planned.query,
		...(planned.parent && {[planned.parent.parameter]: parent}),
		...(sliced && queryOfSlice(sliced.filter, sliced.slice)),
	};
	const levels = [
		table,
		`space=${escaped(space)}`,
		`project=${escaped(projectId)}`,
		...(planned.parent ? [`${planned.parent.parameter}_value=${escaped(parent ?? '')}`] : []),
		...(sliced ? [`${sliced.filter.field}_${sliced.unit}=${sliced.slice.label}`] : []),
	];
	return {
		label: labelOf([name, words, slice?.label ?? parent]),
		id: hashOf([space, projectId, list.path, table, query]),
		planned,
		query,
		slice,
		belongs: sliced && (item => isOfSlice(item, sliced.filter, sliced.slice)),
		check: sliced && (item => checkHeeded(item, sliced.filter, sliced.slice)),
		folder: levels.join('/'),
	};
};

/** One of so many machines that share a plan: from 1. */
export interface Shard {
	readonly index: number;
	readonly of: number;
}

/** Whether a walk is this machine's; the others come to the same answer. */
export const isInShard = ({id}: Pick<PlannedWalk, 'id'>, {index, of}: Shard): boolean =>
	Number.parseInt(id.slice(0, 8), 16) % of === index - 1;

/** The name under which it is noted that all below the parents of a walk was read. */
export const familyId = (parents: PlannedWalk, child: PlannedList): string =>
	hashOf([parents.id, child.words, child.query, child.table]);
