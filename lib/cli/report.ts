import type {Difference, Differences} from '../pagination/differences.ts';

/** What a command has done so far. Times in milliseconds. */
export interface Tally {
	readonly rooms: number;
	readonly pages: number;
	readonly retries: number;
	/** Invalid rooms left out. */
	readonly skipped: number;
	/** Rooms that are not as documented and were kept. */
	readonly differing: number;
	/** Rooms that the listing showed a second time; exports write them once. */
	readonly duplicates: number;
	/** Bytes of the file that is being written; undefined on standard output. */
	readonly bytes: number | undefined;
	/** Rooms that an earlier run had written. */
	readonly resumedFrom: number;
	/** Of this run. */
	readonly elapsed: number;
}

const count = (number: number, noun: string): string =>
	`${number.toLocaleString('en-US')} ${noun}${number === 1 ? '' : 's'}`;

const rate = ({rooms, resumedFrom, elapsed}: Tally): string =>
	`${Math.round((rooms - resumedFrom) / (Math.max(elapsed, 1) / 1000)).toLocaleString('en-US')} rooms/s`;

const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`;

const counts = ({rooms, pages, skipped, duplicates, retries, bytes}: Tally): readonly string[] => [
	count(rooms, 'room'),
	count(pages, 'page'),
	...(duplicates === 0 ? [] : [`${count(duplicates, 'duplicate')} dropped`]),
	...(skipped === 0 ? [] : [`${count(skipped, 'invalid room')} left out`]),
	retries === 1 ? '1 retry' : `${retries.toLocaleString('en-US')} retries`,
	...(bytes === undefined ? [] : [`${(bytes / 1e6).toFixed(1)} MB`]),
];

/** One line at the end: `1,000 rooms, 1 page, 0 retries, 0.3 s (3,333 rooms/s)`. */
export const summaryLine = (tally: Tally): string =>
	`${counts(tally).join(', ')}, ${seconds(tally.elapsed)} (${rate(tally)})`;

const mostShown = 5;

const shownDifference = ({field, expected, got, count}: Difference): string => {
	const what = got === undefined ? expected : `expected ${expected}, got ${got}`;
	return `${field === '' ? '' : `${field} `}${what}${count === 1 ? '' : ` (${count.toLocaleString('en-US')})`}`;
};

/** `3 rooms differ from the documentation: quality expected string, got null (2), …`; empty when none does. */
export const differencesLine = ({differing, differences}: Differences): string => {
	if (differing === 0) return '';
	const shown = differences.slice(0, mostShown).map(shownDifference);
	const more = differences.length > mostShown ? [`and ${differences.length - mostShown} more`] : [];
	const rooms = `${count(differing, 'room')} ${differing === 1 ? 'differs' : 'differ'}`;
	return `${rooms} from the documentation: ${[...shown, ...more].join(', ')}; --on-invalid stop ends at the first`;
};

/** The line that changes while a walk goes on; `waiting` is what is left of a pause that the server asked for. */
export const progressLine = (tally: Tally, waiting: number): string =>
	[
		...counts(tally),
		rate(tally),
		seconds(tally.elapsed),
		...(waiting > 0 ? [`waiting ${Math.ceil(waiting / 1000)} s for the rate limit`] : []),
	].join(' · ');

/** A line of `--progress json`. */
export const progressEvent = (event: string, tally: Tally, waiting: number): string =>
	JSON.stringify({event, ...tally, elapsed: Math.round(tally.elapsed), waiting: Math.max(0, Math.round(waiting))});
