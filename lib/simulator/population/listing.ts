import {findBoundary, type Snapshot} from './snapshot.ts';

/** Some of a snapshot's rooms, newest first, counted from 0. */
export interface Listing {
	/** The numbers of up to `count` rooms from there on; fewer only at the end. */
	readonly numbers: (position: number, count: number) => number[];
	readonly has: (position: number) => boolean;
	/** The place of the room at that position, which must exist. */
	readonly placeAt: (position: number) => number;
	/** How many rooms of the listing stand before that place. */
	readonly positionOf: (place: number) => number;
}

const numberAt = (snapshot: Snapshot, position: number): number => snapshot.numberAt(snapshot.placeAt(position));

export const wholeListing = (snapshot: Snapshot): Listing => ({
	numbers: (position, count) =>
		Array.from({length: Math.max(0, Math.min(count, snapshot.size - position))}, (_, index) =>
			numberAt(snapshot, position + index),
		),
	has: position => position < snapshot.size,
	placeAt: snapshot.placeAt,
	positionOf: snapshot.positionOf,
});

const countMatches = (isMatch: (position: number) => boolean, from: number, to: number): number => {
	let count = 0;
	for (let position = from; position < to; position++) count += isMatch(position) ? 1 : 0;
	return count;
};

const blockSize = 1024;

/**
 * The rooms that match. Matches are counted block by block, only as far as somebody has asked, and a page then looks
 * into the few blocks it lies in: a walk scans every room once, and a page far inside costs no walk from the start.
 */
export const filteredListing = (snapshot: Snapshot, matches: (number: number) => boolean): Listing => {
	/** How many rooms match in all blocks up to and including each. */
	const totals: number[] = [];

	const isMatch = (position: number): boolean => matches(numberAt(snapshot, position));

	const counted = (): number => totals.at(-1) ?? 0;

	const countOneBlock = (): void => {
		const from = totals.length * blockSize;
		totals.push(counted() + countMatches(isMatch, from, Math.min(from + blockSize, snapshot.size)));
	};

	const has = (position: number): boolean => {
		while (counted() <= position && totals.length * blockSize < snapshot.size) countOneBlock();
		return counted() > position;
	};

	/** Positions in the snapshot of the matching rooms from the given one on. */
	function* positionsFrom(position: number): Generator<number, void, void> {
		const block = findBoundary(totals.length, index => (totals[index] as number) > position);
		let before = totals[block - 1] ?? 0;
		for (let candidate = block * blockSize; candidate < snapshot.size; candidate++) {
			if (isMatch(candidate)) {
				if (before >= position) yield candidate;
				before++;
			}
		}
	}

	const numbers = (position: number, count: number): number[] => {
		const found: number[] = [];
		// Counted first, so that a page beyond the last match does not scan the rest each time.
		if (!has(position)) return found;
		has(position + count - 1);
		const end = Math.min(position + count, counted());
		for (const candidate of positionsFrom(position)) {
			found.push(numberAt(snapshot, candidate));
			if (position + found.length >= end) break;
		}
		return found;
	};

	return {
		numbers,
		has,
		placeAt: position => {
			const [first = 0] = has(position) ? positionsFrom(position) : [];
			return snapshot.placeAt(first);
		},
		positionOf: place => {
			const end = snapshot.positionOf(place);
			const wholeBlocks = Math.floor(end / blockSize);
			while (totals.length < wholeBlocks) countOneBlock();
			return (totals[wholeBlocks - 1] ?? 0) + countMatches(isMatch, wholeBlocks * blockSize, end);
		},
	};
};

const atOnce = 1000;

/** All of a listing, in order, read one by one. */
export function* readListing<Item>(listing: Listing, read: (number: number) => Item): Generator<Item, void, void> {
	for (let position = 0; listing.has(position); position += atOnce) {
		for (const number of listing.numbers(position, atOnce)) yield read(number);
	}
}
