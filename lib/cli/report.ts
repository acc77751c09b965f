/** What a command has done so far. Times in milliseconds. */
export interface Tally {
	readonly rooms: number;
	readonly pages: number;
	readonly retries: number;
	readonly skipped: number;
	readonly elapsed: number;
}

const count = (number: number, noun: string): string =>
	`${number.toLocaleString('en-US')} ${noun}${number === 1 ? '' : 's'}`;

const rate = ({rooms, elapsed}: Tally): string =>
	`${Math.round(rooms / (Math.max(elapsed, 1) / 1000)).toLocaleString('en-US')} rooms/s`;

const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`;

const counts = (tally: Tally): readonly string[] => [
	count(tally.rooms, 'room'),
	count(tally.pages, 'page'),
	...(tally.skipped === 0 ? [] : [`${count(tally.skipped, 'invalid room')} left out`]),
	tally.retries === 1 ? '1 retry' : `${tally.retries.toLocaleString('en-US')} retries`,
];

/** One line at the end: `1,000 rooms, 1 page, 0 retries, 0.3 s (3,333 rooms/s)`. */
export const summaryLine = (tally: Tally): string =>
	`${counts(tally).join(', ')}, ${seconds(tally.elapsed)} (${rate(tally)})`;

/** The line that changes while a walk goes on; `waiting` is what is left of a pause that the server asked for. */
export const progressLine = (tally: Tally, waiting: number): string =>
	[
		...counts(tally),
		rate(tally),
		seconds(tally.elapsed),
		...(waiting > 0 ? [`waiting ${Math.ceil(waiting / 1000)} s for the rate limit`] : []),
	].join(' · ');

/** A cursor as a shell takes it. */
export const resumeHint = (cursor: string): string => `--resume-from '${cursor.replaceAll("'", "'\\''")}'`;
