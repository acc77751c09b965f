import {countOf, grouped, type Noun} from '../core/noun.ts';
import type {Difference, Differences} from '../pagination/differences.ts';

/** What a command has done so far. Times in milliseconds. */
export interface Tally {
	readonly items: number;
	readonly pages: number;
	readonly retries: number;
	/** Invalid items left out. */
	readonly skipped: number;
	/** Items that are not as documented and were kept. */
	readonly differing: number;
	/** Items that the listing showed a second time; exports write them once. */
	readonly duplicates: number;
	/** Bytes of the file that is being written; undefined on standard output. */
	readonly bytes: number | undefined;
	/** Items that an earlier run had written. */
	readonly resumedFrom: number;
	/** Of this run. */
	readonly elapsed: number;
}

/** What of it is known so far: what is not is left out of events. */
export type KnownTally = Pick<Tally, 'retries' | 'elapsed'> & Partial<Tally>;

const page = {one: 'page', many: 'pages'};
const duplicate = {one: 'duplicate', many: 'duplicates'};
const retry = {one: 'retry', many: 'retries'};

const rate = ({items, resumedFrom, elapsed}: Tally, {many}: Noun): string =>
	`${grouped(Math.round((items - resumedFrom) / (Math.max(elapsed, 1) / 1000)))} ${many}/s`;

export const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`;

const invalid = ({one, many}: Noun): Noun => ({one: `invalid ${one}`, many: `invalid ${many}`});

const counts = ({items, pages, skipped, duplicates, retries, bytes}: Tally, noun: Noun): readonly string[] => [
	countOf(items, noun),
	countOf(pages, page),
	...(duplicates === 0 ? [] : [`${countOf(duplicates, duplicate)} dropped`]),
	...(skipped === 0 ? [] : [`${countOf(skipped, invalid(noun))} left out`]),
	countOf(retries, retry),
	...(bytes === undefined ? [] : [`${(bytes / 1e6).toFixed(1)} MB`]),
];

/** One line at the end: `1,000 rooms, 1 page, 0 retries, 0.3 s (3,333 rooms/s)`. */
export const summaryLine = (tally: Tally, noun: Noun): string =>
	`${counts(tally, noun).join(', ')}, ${seconds(tally.elapsed)} (${rate(tally, noun)})`;

const mostShown = 5;

const shownDifference = ({field, expected, got, count}: Difference): string => {
	const what = got === undefined ? expected : `expected ${expected}, got ${got}`;
	return `${field === '' ? '' : `${field} `}${what}${count === 1 ? '' : ` (${grouped(count)})`}`;
};

/** `3 rooms differ from the documentation: quality expected string, got null (2), …`; empty when none does. */
export const differencesLine = ({differing, differences}: Differences, noun: Noun): string => {
	if (differing === 0) return '';
	const shown = differences.slice(0, mostShown).map(shownDifference);
	const more = differences.length > mostShown ? [`and ${differences.length - mostShown} more`] : [];
	const items = `${countOf(differing, noun)} ${differing === 1 ? 'differs' : 'differ'}`;
	return `${items} from the documentation: ${[...shown, ...more].join(', ')}; --on-invalid stop ends at the first`;
};

/** The line that changes while a walk goes on; `waiting` is what is left of a pause that the server asked for. */
export const progressLine = (tally: Tally, noun: Noun, waiting: number): string =>
	[
		...counts(tally, noun),
		rate(tally, noun),
		seconds(tally.elapsed),
		...(waiting > 0 ? [`waiting ${Math.ceil(waiting / 1000)} s for the rate limit`] : []),
	].join(' · ');

/**
 * A line of `--progress json`.
 * @param counted what the number of items is called
 */
export const progressEvent = (event: string, {items, ...known}: KnownTally, waiting: number, counted: string): string =>
	JSON.stringify({
		event,
		[counted]: items,
		...known,
		elapsed: Math.round(known.elapsed),
		waiting: Math.max(0, Math.round(waiting)),
	});
