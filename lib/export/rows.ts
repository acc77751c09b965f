import {isKeyValue} from '../core/item-id.ts';
import type {Column, ColumnType} from './columns.ts';
import {toJson} from './to-json.ts';

/** A value of a row: JSON columns hold their text, times the text that was sent. */
export type Cell = string | number | boolean | null;

type Tree = Map<string, number | Tree>;

const treeOf = (columns: readonly Column[]): Tree => {
	const root: Tree = new Map();
	for (const [index, {path}] of columns.entries()) {
		let tree = root;
		for (const [depth, key] of path.entries()) {
			if (depth === path.length - 1) tree.set(key, index);
			else {
				const below = tree.get(key);
				const next: Tree = below instanceof Map ? below : new Map();
				tree.set(key, next);
				tree = next;
			}
		}
	}
	return root;
};

/** What a time column can hold without loss: UTC, to the millisecond. */
const exactTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,3})?Z$/;

const fits = (type: ColumnType, value: unknown): value is Cell => {
	switch (type) {
		case 'string':
			return typeof value === 'string';
		case 'boolean':
			return typeof value === 'boolean';
		case 'integer':
			return Number.isSafeInteger(value);
		case 'number':
			return typeof value === 'number';
		case 'timestamp':
			return typeof value === 'string' && exactTime.test(value) && !Number.isNaN(Date.parse(value));
		case 'json':
			return false;
	}
};

const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Turns items into rows of these columns. What has no column, or does not fit into its column, such as a time with
 * microseconds, goes into the last one, `other_fields`, under its own path: nothing is lost and nothing is bent.
 */
export const createToRow = (columns: readonly Column[]): ((item: unknown) => Cell[]) => {
	const root = treeOf(columns);
	const last = columns.length - 1;

	const spread = (item: Record<string, unknown>, tree: Tree, row: Cell[]): Record<string, unknown> | undefined => {
		let other: Record<string, unknown> | undefined;
		for (const key of Object.keys(item)) {
			const value = item[key];
			const place = tree.get(key);
			let rest: unknown = value;
			if (typeof place === 'number') {
				const {type, key: isKey} = columns[place] as Column;
				if (value === null || value === undefined) continue;
				// What tells nothing apart is no key, and two of them are not to be taken for one.
				if (isKey !== undefined && !isKeyValue(value)) row[place] = null;
				else if (type === 'json') row[place] = toJson(value);
				else if (fits(type, value)) row[place] = value;
				if (row[place] !== null) continue;
			} else if (place !== undefined) {
				if (value === null || value === undefined) continue;
				if (isObject(value)) rest = spread(value, place, row);
				if (rest === undefined) continue;
			}
			other ??= {};
			// Defined, not assigned: a field may be called `__proto__`.
			Object.defineProperty(other, key, {value: rest, enumerable: true, configurable: true, writable: true});
		}
		return other;
	};

	return item => {
		const row = Array<Cell>(columns.length).fill(null);
		const other = isObject(item) ? spread(item, root, row) : item;
		if (other !== undefined) row[last] = toJson(other);
		return row;
	};
};
