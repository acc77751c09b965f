/**
 * The rooms that exist at one moment, newest first. Each room has a *number*, its name for life, and a *place*, the
 * order in which listings show it: rooms of the beginning have place = number, the n-th room created since then has
 * place -n. A room's *position* counts those before it that still exist.
 */
export interface Snapshot extends SnapshotParts {
	readonly size: number;
	readonly placeOf: (number: number) => number;
	readonly numberAt: (place: number) => number;
	/** The place of the room at that position; positions run from 0 to `size - 1`. */
	readonly placeAt: (position: number) => number;
	/** How many rooms stand before that place. */
	readonly positionOf: (place: number) => number;
}

export interface SnapshotParts {
	readonly version: number;
	/** How many rooms there were at the beginning, deleted ones included. */
	readonly initial: number;
	/** How many have been created since. */
	readonly created: number;
	/** The places of all deleted rooms, ascending. */
	readonly deleted: readonly number[];
}

/** The first index from 0 to `length` for which `isBeyond` holds, if it holds for all after it. */
export const findBoundary = (length: number, isBeyond: (index: number) => boolean): number => {
	let low = 0;
	let high = length;
	while (low < high) {
		const middle = Math.floor((low + high) / 2);
		if (isBeyond(middle)) high = middle;
		else low = middle + 1;
	}
	return low;
};

export const createSnapshot = (parts: SnapshotParts): Snapshot => {
	const {initial, created, deleted} = parts;
	const firstPlace = 0 - created; // Not -created, which would be -0 for none.

	return {
		...parts,
		size: initial + created - deleted.length,
		placeOf: number => (number < initial ? number : initial - 1 - number),
		numberAt: place => (place >= 0 ? place : initial - 1 - place),
		placeAt: position => {
			const undisturbed = firstPlace + position;
			if (deleted.length === 0) return undisturbed;
			// Every deleted room before the one wanted moves it one place on.
			return undisturbed + findBoundary(deleted.length, index => (deleted[index] as number) - index > undisturbed);
		},
		positionOf: place => {
			const existing = Math.min(Math.max(place, firstPlace), initial);
			const gone = findBoundary(deleted.length, index => (deleted[index] as number) >= existing);
			return existing - firstPlace - gone;
		},
	};
};
