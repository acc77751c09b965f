import {isExactRfc2822, isExactTime} from '../../core/date-time.ts';
import {type Sources, setField, sourcesIn} from '../../core/exact-json.ts';
import {isKeyValue} from '../../core/item-id.ts';
import {isObject} from '../../core/plain-object.ts';
import {asWellFormed, holdsLoneHalves, isWellFormed} from '../../core/well-formed.ts';
import type {Column} from './columns.ts';
import type {ColumnType} from './fields.ts';
import {otherCellOf} from './other-fields.ts';
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

const fits = (type: Exclude<ColumnType, 'json'>, value: unknown): value is Cell => {
	switch (type) {
		case 'string':
			return typeof value === 'string' && isWellFormed(value);
		case 'boolean':
			return typeof value === 'boolean';
		case 'integer':
			return Number.isSafeInteger(value);
		case 'number':
			return Number.isFinite(value);
		case 'timestamp':
			return typeof value === 'string' && isExactTime(value);
		case 'rfc2822':
			return typeof value === 'string' && isExactRfc2822(value);
	}
};

/**
 * What stands for a value in its column; null when nothing can.
 * @param source the number as it was sent, where JavaScript cannot hold it
 */
const cellOf = ({type, key}: Column, given: unknown, source: string | undefined): Cell => {
	// What tells nothing apart is no key, and two of them are not to be taken for one.
	if (key !== undefined && (source !== undefined || !isKeyValue(given))) return null;
	// A key stays in its column, whatever it is: rows are told apart by it.
	const value = key !== undefined && typeof given === 'string' ? asWellFormed(given) : given;
	if (type === 'json') {
		const json = source ?? toJson(value);
		return holdsLoneHalves(json) ? null : json;
	}
	return source === undefined && fits(type, value) ? value : null;
};

/** What stands for a parent that an item does not tell, or not so that its column takes it; null also in all other columns. */
export const parentCell = ({type, parameter}: Column): Cell => {
	if (parameter === undefined) return null;
	if (type === 'string') return asWellFormed(parameter);
	if (type === 'json') return toJson(asWellFormed(parameter));
	const number = Number(parameter);
	return type === 'integer' && Number.isSafeInteger(number) && String(number) === parameter ? number : null;
};

/**
 * Whether an item has its whole key, as these columns hold it.
 *
 * @param sourcesOf the numbers of an item that JavaScript cannot hold; asked only where one is in its key
 */
export const createHasKey = (
	columns: readonly Column[],
	sourcesOf: (item: object) => Sources | undefined = sourcesIn,
): ((item: unknown) => boolean) => {
	const key = columns.filter(column => column.key && parentCell(column) === null);
	return item =>
		key.every(column => {
			if (!isObject(item)) return false;
			const [field = ''] = column.path;
			const value = item[field] ?? null;
			const source = typeof value === 'number' ? sourcesOf(item)?.get(field) : undefined;
			return cellOf(column, value, source) !== null;
		});
};

/**
 * Turns items into rows of these columns. What has no column, or does not fit into its column, such as a time with
 * microseconds, goes into the last one, `other_fields`, under its own path: nothing is lost and nothing is bent. Where
 * an item does not tell its parent, the one is taken that was asked for.
 */
export const createToRow = (columns: readonly Column[]): ((item: unknown) => Cell[]) => {
	const root = treeOf(columns);
	const last = columns.length - 1;
	const parents = columns.flatMap((column, index) => {
		const cell = parentCell(column);
		return cell === null ? [] : [[index, cell] as const];
	});

	/** Fills cells; gives what is left over, and `{}` where there was nothing to fill: it is not null, as cells are. */
	const spread = (item: Record<string, unknown>, tree: Tree, row: Cell[]): Record<string, unknown> | undefined => {
		const sources = sourcesIn(item);
		let other: Record<string, unknown> | undefined;
		let isEmpty = true;
		for (const key of Object.keys(item)) {
			const value = item[key];
			const place = tree.get(key);
			let rest = value;
			if (place !== undefined) {
				if (value === null || value === undefined) continue;
				isEmpty = false;
				if (typeof place === 'number') {
					row[place] = cellOf(columns[place] as Column, value, sources?.get(key));
					if (row[place] !== null) continue;
				} else if (isObject(value)) {
					rest = spread(value, place, row);
					if (rest === undefined) continue;
				}
			}
			other ??= {};
			setField(other, key, rest, sources?.get(key));
		}
		return other ?? (isEmpty ? {} : undefined);
	};

	const empty = columns.map((): Cell => null);

	return item => {
		const row = empty.slice();
		if (!isObject(item)) row[last] = otherCellOf(item);
		else {
			const other = spread(item, root, row) ?? {};
			if (Object.keys(other).length > 0) row[last] = otherCellOf(other);
		}
		for (const [index, cell] of parents) row[index] ??= cell;
		return row;
	};
};
