import {joinSeedOf, joinWindow, joinWindowCount, joinWindowIndex} from './join-windows.ts';

/** Times in milliseconds since 1970; undefined means any. */
export interface RoomFilter {
	/** Rooms with `join_from` at this time or later. */
	readonly startsAfter: number | undefined;
	/** Rooms with `join_until` at this time or earlier. */
	readonly endsBefore: number | undefined;
}

export const isFiltered = ({startsAfter, endsBefore}: RoomFilter): boolean =>
	startsAfter !== undefined || endsBefore !== undefined;

export const filterKey = ({startsAfter, endsBefore}: RoomFilter): string => `${startsAfter ?? ''}~${endsBefore ?? ''}`;

const passes = (bound: number | undefined, time: number | null, compare: (time: number, bound: number) => boolean) =>
	bound === undefined || (time !== null && compare(time, bound));

/** Decides by a room's number: its window is known without writing the room. */
export const createMatcher = (seed: number, {startsAfter, endsBefore}: RoomFilter): ((number: number) => boolean) => {
	const joinSeed = joinSeedOf(seed);
	const verdicts = Uint8Array.from({length: joinWindowCount}, (_, index) => {
		const {from, until} = joinWindow(index);
		const isLate = passes(startsAfter, from, (time, bound) => time >= bound);
		return isLate && passes(endsBefore, until, (time, bound) => time <= bound) ? 1 : 0;
	});
	return number => verdicts[joinWindowIndex(joinSeed, number)] === 1;
};
