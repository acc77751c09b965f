import * as E from 'fp-ts/lib/Either.js';
import {showName} from '../core/decode-reasons.ts';
import {setField, sourcesIn} from '../core/exact-json.ts';
import type {Column} from '../export/formats/columns.ts';

/** `id,name,active_session.status` */
export const fieldList = (text: string): E.Either<string, readonly string[]> => {
	const fields = text.split(',').map(field => field.trim());
	return fields.every(field => /^[^.\s]+(\.[^.\s]+)*$/.test(field))
		? E.right(fields)
		: E.left('It must be names separated by commas, such as id,name,active_session.status');
};

/** A dotted path such as `active_session.status`, split. */
type FieldPath = readonly string[];

/** What holds the field of a path; `undefined` where the room has no such field. */
const holderOf = (room: unknown, path: FieldPath): object | undefined => {
	let holder: unknown;
	let value = room;
	for (const key of path) {
		if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
		holder = value;
		value = Reflect.get(value, key);
	}
	return holder as object | undefined;
};

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

/** Said before the first room: `absent` are fields that come only with a flag, which was not given. */
export const remarkOnUnasked = (fields: readonly string[], absent: readonly string[], flag: string): string => {
	const unasked = fields.filter(field => absent.includes(field.split('.')[0] ?? ''));
	return unasked.length === 0 ? '' : `rooms have the ${list(unasked)} only with ${flag}`;
};

export const selectFields = (fields: readonly string[]): FieldSelection => {
	const paths = fields.map(field => [field, field.split('.')] as const);
	const missing = new Set(fields);
	const select = (room: object): object => {
		const selected = {};
		for (const [field, path] of paths) {
			const holder = holderOf(room, path);
			const key = path.at(-1) ?? '';
			if (holder === undefined) continue;
			missing.delete(field);
			setField(selected, field, Reflect.get(holder, key), sourcesIn(holder)?.get(key));
		}
		return selected;
	};
	return {select, remark: () => (missing.size === 0 ? '' : `no room had the ${list([...missing])}`)};
};

/** All of a room. */
export const everyField: FieldSelection = {select: room => room, remark: () => ''};
