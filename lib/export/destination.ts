/**
 * A place for rows that is no file: `postgres()` of `signalwire-paginate/postgres` makes one. It shows no secrets, however
 * it is printed.
 */
export interface Destination {
	/** What kind of place it is. */
	readonly format: 'postgres';
}

/** Beside the object rather than in it, so that neither printing nor copying one shows how to connect. */
const hidden = new WeakMap<object, unknown>();

/** A destination, and what nobody is to see of it. */
export const hideBehind = (format: Destination['format'], inside: unknown): Destination => {
	const destination: Destination = Object.freeze({format});
	hidden.set(destination, inside);
	return destination;
};

export const hiddenBehind = (destination: Destination): unknown => hidden.get(destination);

/** Whether it is a place for rows. */
export const isDestination = (value: unknown): value is Destination =>
	typeof value === 'object' && value !== null && hidden.has(value);
