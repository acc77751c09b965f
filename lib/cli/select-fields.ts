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
	/** The names of fields that no room has had so far. */
	readonly missing: () => readonly string[];
}

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
	return {select, missing: () => [...missing]};
};

/** All of a room. */
export const everyField: FieldSelection = {select: room => room, missing: () => []};
