import * as t from 'io-ts';
import {noDifferences} from '../pagination/differences.ts';

export const count = t.refinement(t.number, value => Number.isSafeInteger(value) && value >= 0, 'a whole number');

const difference = t.intersection([
	t.type({field: t.string, expected: t.string, count, first: t.type({page: count, index: count})}),
	t.partial({got: t.string}),
]);

/** What any export keeps of how far it has come; its target keeps more beside it. */
export const progressFields = {
	/** What is listed: a checkpoint continues this and nothing else. */
	endpoint: t.string,
	baseUrl: t.string,
	query: t.string,
	/** The list's name and, as JSON, its key: by these rows are told apart, and go into their table. */
	list: t.string,
	key: t.string,
	/** Where the walk goes on, also where a limit has ended it; null when it has reached its end. */
	cursor: t.union([t.string, t.null]),
	rows: count,
	pages: count,
	/** The limits that count over all runs, the latest that were given; null for none. */
	maxItems: t.union([count, t.null]),
	maxPages: t.union([count, t.null]),
	duplicates: count,
	invalid: count,
	/** Rows without a usable key; the target counts them, and says where they are. */
	withoutKey: count,
	/** What was kept although it differs from the documentation. */
	differing: count,
	differences: t.readonlyArray(difference),
	retries: count,
	/** Milliseconds that earlier runs took. */
	elapsed: count,
};

const progressCodec = t.type(progressFields);

/** How far an export has come. It holds no secrets. */
export interface Checkpoint extends t.TypeOf<typeof progressCodec> {}

/** What is listed. */
export type Listed = Pick<Checkpoint, 'endpoint' | 'baseUrl' | 'query' | 'list' | 'key'>;

/** Before the first page, whose cursor this is. */
export const startOf = (listed: Listed, cursor: string): Checkpoint => ({
	...listed,
	cursor,
	rows: 0,
	pages: 0,
	maxItems: null,
	maxPages: null,
	duplicates: 0,
	invalid: 0,
	withoutKey: 0,
	...noDifferences,
	retries: 0,
	elapsed: 0,
});

/** Longer values would hide in a message what it says. */
const longestShown = 100;

const changeOf = (name: string, earlier: unknown, now: unknown): string => {
	const [was, is] = [JSON.stringify(earlier), JSON.stringify(now)];
	return was.length + is.length > 2 * longestShown ? `${name} is another` : `${name} was ${was} and is now ${is}`;
};

/** The names of what differs between an export and the checkpoint that it is to continue, with what they were and are. */
export const changesFrom = <Kept extends Checkpoint>(checkpoint: Kept, identity: Partial<Kept>): readonly string[] =>
	(Object.keys(identity) as (keyof Kept)[])
		.filter(name => checkpoint[name] !== identity[name])
		.map(name => changeOf(String(name), checkpoint[name], identity[name]));
