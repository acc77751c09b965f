import {showName} from '../core/decode-reasons.ts';
import type {Column} from '../export/columns.ts';

/** A dotted path such as `active_session.status`, split. */
type FieldPath = readonly string[];

/** Finds a field by its path; `undefined` where the room has no such field. */
const valueAt = (room: unknown, path: FieldPath): unknown =>
	path.reduce<unknown>(
		(value, key) =>
			typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined,
		room,
	);

export interface FieldSelection {
	/** Keeps the named fields, in the order and under the names asked for; one that the room lacks is left out. */
	readonly select: (room: object) => object;
	/** What is to be said of fields that no room has had; empty when each had one. */
	readonly remark: () => string;
}

const list = (fields: readonly string[]): string =>
	`${fields.length === 1 ? 'field' : 'fields'} ${fields.map(showName).join(', ')}`;

const startsWith = (path: FieldPath, start: FieldPath): boolean => start.every((key, depth) => path[depth] === key);

/** Said before the first room: a field may be newer than this version, so that it is no error to ask for it. */
export const remarkOnUnknown = (fields: readonly string[], columns: readonly Column[]): string => {
	const known = columns.filter(({path}) => path.length > 0);
	const unknown = fields.filter(field => {
		const path = field.split('.');
		// A part of JSON is known as far as its column goes.
		return !known.some(
			column => startsWith(column.path, path) || (column.type === 'json' && startsWith(path, column.path)),
		);
	});
	if (unknown.length === 0) return '';
	const names = new Set(known.map(({path}) => path[0]));
	return `rooms are not documented to have the ${list(unknown)}; they have ${[...names].join(', ')}`;
};

export const selectFields = (fields: readonly string[]): FieldSelection => {
	const paths = fields.map(field => [field, field.split('.')] as const);
	const missing = new Set(fields);
	const select = (room: object): object =>
		Object.fromEntries(
			paths.map(([field, path]) => {
				const value = valueAt(room, path);
				if (value !== undefined) missing.delete(field);
				return [field, value];
			}),
		);
	return {select, remark: () => (missing.size === 0 ? '' : `no room had the ${list([...missing])}`)};
};

/** All of a room. */
export const everyField: FieldSelection = {select: room => room, remark: () => ''};
