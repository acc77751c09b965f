import type {Make} from './make.ts';

const minute = 60_000;
const newest = Date.UTC(2025, 5, 30, 12);

/** Listings run from the newest item to the oldest. */
export const timeOfItem = (number: number): number => newest - number * 5 * minute;

/** What an item goes through, by the names of its times: those of a later line are later than those of an earlier one. */
const stages: readonly RegExp[] = [
	/creat|sent|queue/,
	/start|begin|from|join|answer/,
	/updat|modif/,
	/(^|_)end|until|leave|left|complet|finish|close|expire|remove|delete/,
];

/** A time in milliseconds, by the name of its field: created before updated, started before ended. */
export const timeByName = (name: string, write: (time: Date) => string): Make => {
	const stage = stages.findLastIndex(pattern => pattern.test(name));
	const [from, length] = stage === 0 ? [0, 4 * minute] : [(stage < 0 ? 2 : stage) * 60 * minute, 60 * minute];
	return (hash, time) => write(new Date(time + from + Math.floor(((hash >>> 0) % length) / 1000) * 1000));
};

export const rfc3339 = (time: Date): string => `${time.toISOString().slice(0, 19)}Z`;
