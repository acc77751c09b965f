import {hashOf, mix} from '../seed/hash.ts';
import {lazyTable} from '../seed/lazy-table.ts';
import {type BinaryText, toFragment} from './binary-text.ts';

/** When a room may be joined, in milliseconds since 1970, and the JSON of the fields that say so. */
export interface JoinWindow {
	readonly from: number | null;
	readonly until: number | null;
	readonly fragment: BinaryText;
}

export const joinWindowCount = 1024;

const hour = 3_600_000;
const start = Date.UTC(2021, 0, 1);
const startHours = 4 * 365 * 24;

const timeText = (time: number | null): string | null =>
	time === null ? null : new Date(time).toISOString().replace('.000Z', 'Z');

const windowOf = (index: number): JoinWindow => {
	const hash = hashOf(index, 4);
	const length = mix(hash + 1) >>> 0;
	const opensAt = start + ((hash >>> 8) % startHours) * hour;
	const from = (hash & 7) === 0 ? null : opensAt;
	// Some end the way the documentation's example ends: a second before the hour.
	const until = (length & 7) < 2 ? null : opensAt + (1 + ((length >>> 8) % 9000)) * hour - (length & 8 ? 1000 : 0);
	const removeAt = (length & 0x30) === 0 ? until : null;
	const fragment = toFragment({
		join_from: timeText(from),
		join_until: timeText(until),
		remove_at: timeText(removeAt),
		remove_after_seconds_elapsed: (length & 0x40) === 0 ? null : 60 * (1 + ((length >>> 7) % 240)),
	});
	return {from, until, fragment};
};

/** Window number `index`, below `joinWindowCount`. Rooms share them, so that a filter over millions is a look-up each. */
export const joinWindow = lazyTable(windowOf);

/** Which window a room has. */
export const joinWindowIndex = (joinSeed: number, number: number): number =>
	mix(mix(number ^ joinSeed) + joinSeed) & (joinWindowCount - 1);

export const joinSeedOf = (seed: number): number => hashOf(seed, 5);
