/** The id of an item that has one, as all that SignalWire lists have; undefined where there is none, or no text. */
export const idOf = (item: unknown): string | undefined => {
	const id: unknown = typeof item === 'object' && item !== null ? Reflect.get(item, 'id') : undefined;
	return typeof id === 'string' ? id : undefined;
};
