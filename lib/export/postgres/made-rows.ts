import type {Column} from '../formats/columns.ts';
import {type Cell, createToRow} from '../formats/rows.ts';
import {toPostgresRow} from './cells.ts';

/** Bytes of a whole key: an index of Postgres takes no more than 2,704. */
const longestKey = 2000;
/** Bytes of UTF-8 that stand for one code unit at most. */
const longestUnit = 3;

/** A row, before it is written. */
export interface MadeRow {
	readonly cells: Cell[];
	/** Its key as a text, which no other key has; undefined where it has none that tells it apart. */
	readonly key: string | undefined;
	/** Fields that were not asked for, and have not come all the same: what is there of them is kept. */
	readonly kept: readonly string[];
}

const isTooLong = (key: string): boolean =>
	key.length * longestUnit > longestKey && Buffer.byteLength(key, 'utf8') > longestKey;

export const keyPlacesOf = (columns: readonly Column[]): readonly number[] =>
	columns.flatMap(({key}, place) => (key ? [place] : []));

/** Makes rows of items. */
export const createMakeRow = (
	columns: readonly Column[],
	notAsked: readonly string[],
): ((item: unknown) => MadeRow) => {
	const toRow = createToRow(columns);
	const keyPlaces = keyPlacesOf(columns);
	const keyOf = (cells: readonly Cell[]): string | undefined => {
		const parts = keyPlaces.map(place => cells[place] as Cell);
		if (parts.length === 0 || parts.includes(null)) return undefined;
		// No part has a NUL in it: Postgres has none.
		const key = parts.join('\0');
		return isTooLong(key) ? undefined : key;
	};
	return item => {
		const cells = toRow(item);
		toPostgresRow(columns, cells, item);
		const kept = notAsked.filter(field => (Reflect.get(Object(item), field) ?? null) === null);
		return {cells, key: keyOf(cells), kept};
	};
};
