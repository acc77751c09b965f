/** A dotted path such as `active_session.status`, split. */
type FieldPath = readonly string[];

/** Finds a field by its path; `undefined` where the room has no such field. */
const valueAt = (room: unknown, path: FieldPath): unknown =>
	path.reduce<unknown>(
		(value, key) =>
			typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined,
		room,
	);

/** Keeps the named fields, in the order asked for, under the names asked for; a field that a room lacks is left out. */
export const selectFields = (fields: readonly string[]): ((room: object) => object) => {
	const paths = fields.map(field => [field, field.split('.')] as const);
	return room => Object.fromEntries(paths.map(([field, path]) => [field, valueAt(room, path)]));
};
