import {dayTimeOfText} from '../core/date-time.ts';
import type {TimeFilter} from '../core/list.ts';

export const day = 86_400_000;

/** How a list is read in slices of time. */
export interface Slicing {
	readonly unit: 'day' | 'month';
	/** Milliseconds: the beginning of the first slice, and how long after its end a slice may still change. */
	readonly since: number;
	readonly lookback: number;
	readonly filter: TimeFilter;
}

/** One of its slices: the days from one, and before another, in UTC, in milliseconds. */
export interface Slice extends Slicing {
	readonly from: number;
	readonly to: number;
	/** `2026-01-31`, or `2026-01` */
	readonly label: string;
}

const dateOf = (time: number): string => new Date(time).toISOString().slice(0, 'YYYY-MM-DD'.length);

const nextAfter = (time: number, unit: Slicing['unit']): number => {
	const date = new Date(time);
	const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
	return unit === 'day' ? Date.UTC(year, month, date.getUTCDate() + 1) : Date.UTC(year, month + 1);
};

/** The slices up to now, the oldest first; the first month begins where the slicing does. */
export const slicesOf = (slicing: Slicing, now: number): readonly Slice[] => {
	const {unit, since} = slicing;
	const slices: Slice[] = [];
	for (let from = since; from <= now; ) {
		const to = nextAfter(from, unit);
		const label = unit === 'day' ? dateOf(from) : dateOf(from).slice(0, 'YYYY-MM'.length);
		slices.push({...slicing, from, to, label});
		from = to;
	}
	return slices;
};

/**
 * What is asked for a slice, and more: nothing says whether a filter takes its own day, nor in which zone a day is. A day
 * more on each side is enough for any zone, and one more before it where a filter leaves its own day out.
 */
export const queryOfSlice = ({filter: {after, before}, from, to}: Slice): Readonly<Record<string, string>> => ({
	[after]: dateOf(from - 2 * day),
	[before]: dateOf(to + day),
});

const timeIn = (item: unknown, {filter: {field}}: Slice): number => {
	const value: unknown = Reflect.get(Object(item), field);
	return typeof value === 'string' ? dayTimeOfText(value) : Number.NaN;
};

/** Whether an item is of a slice. */
export const isOfSlice = (item: unknown, slice: Slice): boolean => {
	const time = timeIn(item, slice);
	return time >= slice.from && time < slice.to;
};

/** What is listed is not what was asked for: the filter is not heeded, and slices of it would not be all. */
export class FilterUnheeded extends Error {}

/** What no filter would have let through, wherever its days begin, tells that none was heeded. */
export const checkHeeded = (item: unknown, slice: Slice): void => {
	const time = timeIn(item, slice);
	if (!(time >= slice.from - 3 * day && time < slice.to + 3 * day)) throw new FilterUnheeded();
};
