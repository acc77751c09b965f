import {setField, sourcesIn} from '../core/exact-json.ts';

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
	/** The names of fields that no room has had so far. */
	readonly missing: () => readonly string[];
}

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
	return {select, missing: () => [...missing]};
};

/** All of a room. */
export const everyField: FieldSelection = {select: room => room, missing: () => []};
