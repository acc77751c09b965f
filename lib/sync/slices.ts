import {dayTimeOfText, isDateOrDateTime} from '../core/date-time.ts';
import type {AnyList, TimeFilter} from '../core/list.ts';
import type {ListPlan} from './plan.ts';

export const day = 86_400_000;

/** How a list is read in slices of time. */
export interface Slicing {
	readonly unit: 'day' | 'month';
	/** Milliseconds: the beginning of the first slice, and how long after its end a slice may still change. */
	readonly since: number;
	readonly lookback: number;
	readonly filter: TimeFilter;
}

const isDay = (text: string): boolean =>
	text.length === 'YYYY-MM-DD'.length && isDateOrDateTime(text) && text >= '2000';

/** How a plan has a list read in slices; a text says what is wrong with that. */
export const slicingOf = (
	{slice, since, lookback, sliceDespiteNull, query = {}}: ListPlan,
	{name, timeFilter: filter}: AnyList,
	at: string,
): Slicing | string | undefined => {
	if (slice === undefined) {
		const [stray] = Object.entries({since, lookback, sliceDespiteNull}).find(([, value]) => value !== undefined) ?? [];
		return stray && `${at}.${stray} is for slices: add slice, or leave it out`;
	}
	if (since === undefined) return `${at}.slice needs since, the first day to be read`;
	if (!isDay(since)) return `${at}.since must be a day from 2000 on, such as "2026-01-01"`;
	if (filter === undefined) {
		return `${at}.slice: ${name} documents no parameters to choose items by a time: leave slice out`;
	}
	const given = [filter.after, filter.before].filter(parameter => query[parameter] !== undefined);
	if (given.length > 0) return `${at}.query has ${given.join(' and ')}, which slice sets: leave them out`;
	if (filter.mayBeNull && sliceDespiteNull !== true) {
		return `${at}.slice: ${filter.field} of ${name} may be null, and such items would come into no slice: leave slice out, or accept that with sliceDespiteNull`;
	}
	return {unit: slice, since: Date.parse(since), lookback: (lookback ?? 2) * day, filter};
};

/** One of its slices: the days from one, and before another, in UTC, in milliseconds. */
export interface Slice extends Slicing {
	readonly from: number;
	readonly to: number;
	/** `2026-01-31`, or `2026-01` */
	readonly label: string;
}

/** Whether a slice that was read then can have nothing new. */
export const isOver = ({to, lookback}: Slice, read: number): boolean => read >= to + lookback;

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

/**
 * As `isOfSlice`, of what was asked for.
 * @throws {FilterUnheeded} where no filter would have let it through, wherever its days begin
 */
export const belongsTo =
	(slice: Slice) =>
	(item: unknown): boolean => {
		const time = timeIn(item, slice);
		if (!(time >= slice.from - 3 * day && time < slice.to + 3 * day)) throw new FilterUnheeded();
		return isOfSlice(item, slice);
	};
