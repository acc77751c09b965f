import {setField, sourcesIn} from '../../core/exact-json.ts';
import {isObject} from '../../core/plain-object.ts';
import type {Column} from '../formats/columns.ts';
import {fieldsIn, otherCellOf} from '../formats/other-fields.ts';
import type {Cell} from '../formats/rows.ts';

/** NUL, as `JSON.stringify` writes it; after an odd backslash only. */
const nul = /(?<!\\)(?:\\\\)*\\u0000/;
const texts = /"(?:[^"\\]|\\.)*"/g;
/** What `jsonb` makes another number of, or does not take: -0, and what is beyond the numbers of its readers. */
const bentNumber = /-0(?:\.0*)?(?:[eE][+-]?\d+)?(?=[,\]}]|$)|[eE][+-]?0*[1-9]\d{2}/;
/** Levels, by which its reader would run out of stack. */
const deepest = 500;

const depthOf = (json: string): number => {
	let [depth, most] = [0, 0];
	for (const character of json) {
		if (character === '[' || character === '{') most = Math.max(most, ++depth);
		else if (character === ']' || character === '}') depth--;
	}
	return most;
};

/** Whether `jsonb` holds such JSON as it is. */
const isJsonb = (json: string): boolean => {
	if (nul.test(json)) return false;
	if (bentNumber.test(json) && bentNumber.test(json.replace(texts, '""'))) return false;
	return json.length < 2 * deepest || depthOf(json.replace(texts, '""')) <= deepest;
};

const isHeld = ({type}: Column, cell: string): boolean => (type === 'json' ? isJsonb(cell) : !cell.includes('\0'));

/** What is left over, as `jsonb` takes it: once more as a JSON text where it would not. */
export const otherJsonb = (cell: string | null): string | null =>
	cell === null || isJsonb(cell) ? cell : JSON.stringify(cell);

/** Moves a field of an item to what is left over: inner ones first, so that what is known of numbers goes with them. */
const moveTo = (other: Record<string, unknown>, [name = '', ...rest]: readonly string[], item: unknown): void => {
	if (!isObject(item)) return;
	if (rest.length === 0) {
		setField(other, name, item[name], sourcesIn(item)?.get(name));
		return;
	}
	const there = Object.hasOwn(other, name) ? other[name] : undefined;
	const below = isObject(there) ? there : {};
	moveTo(below, rest, item[name]);
	setField(other, name, below, undefined);
};

/**
 * Makes a row one that Postgres takes, which has no NUL in texts, and in `jsonb` numbers without a sign of zero: what it would not
 * hold goes to the last column. A text that is a key stays in its own, as its JSON text.
 */
export const toPostgresRow = (columns: readonly Column[], cells: Cell[], item: unknown): void => {
	const last = columns.length - 1;
	let moved: Column[] | undefined;
	for (let index = 0; index < last; index++) {
		const cell = cells[index] as Cell;
		// Of what is no text everything is held.
		if (typeof cell !== 'string') continue;
		const column = columns[index] as Column;
		if (column.type === 'rfc2822') cells[index] = new Date(cell).toISOString();
		if (isHeld(column, cell)) continue;
		cells[index] = column.key ? JSON.stringify(cell) : null;
		if (!column.key) moved = [...(moved ?? []), column];
	}
	const other = cells[last] as string | null;
	if (moved === undefined) {
		cells[last] = otherJsonb(other);
		return;
	}
	const fields = fieldsIn(other);
	for (const {path} of moved) moveTo(fields, path, item);
	cells[last] = otherJsonb(otherCellOf(fields));
};
