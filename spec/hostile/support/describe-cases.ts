import {describe, expect} from '@jest/globals';
import {
	type ClientEvent,
	type ClientOptions,
	isPaginationError,
	type PaginationErrorKind,
	paginateRooms,
	type WalkOptions,
} from '../../../lib/index.ts';
import type {RetryPolicy} from '../../../lib/transport/retry-policy.ts';
import {itAtOnce} from '../../support/at-once.ts';
import {clientOf, idsFrom, startServer} from '../../support/server.ts';
import {fastRetry, toArray} from '../../support/simulated.ts';
import {
	type HostileServer,
	hostilePage,
	hostileServer,
	type Misdeed,
	pages,
	roomsOnPage,
	useElsewhere,
} from './hostile-server.ts';
import {expectNoSecrets} from './secrets.ts';
import {within} from './within.ts';

/** What must come of a case. */
export interface Outcome {
	/** The ids of the rooms that are given, in order. */
	readonly rooms: readonly string[];
	/** How often page 4 is asked for, one page at a time. */
	readonly requests: number;
	/** Bounds of every back-off and pause, in milliseconds; looked at only when there must be one. */
	readonly delays?: readonly [least: number, most: number];
	/** How the walk fails; undefined when it is done. */
	readonly failure?: {
		readonly kind: PaginationErrorKind;
		readonly message: RegExp;
		readonly status?: number;
		readonly code?: unknown;
		readonly retryAfter?: number;
		readonly details?: unknown;
	};
}

const everyId = idsFrom(0, pages * roomsOnPage);

/** The walk gives every room, and is done. */
export const done = (requests = 1, rooms: readonly string[] = everyId): Outcome => ({rooms, requests});

/** The walk gives the pages before page 4, and fails then. */
export const failsAtIt = (
	kind: PaginationErrorKind,
	message: RegExp,
	requests = 1,
	more: Partial<Outcome['failure']> = {},
): Outcome => ({rooms: idsFrom(0, hostilePage * roomsOnPage), requests, failure: {kind, message, ...more}});

/** The walk gives page 4 too, and fails at its link. */
export const failsAfterIt = (kind: PaginationErrorKind, message: RegExp): Outcome => ({
	rooms: idsFrom(0, (hostilePage + 1) * roomsOnPage),
	requests: 1,
	failure: {kind, message},
});

interface Options extends Omit<ClientOptions, 'timeout' | 'retry'> {
	/** What the client calls the server. */
	readonly host?: string;
	readonly timeout?: number;
	readonly retry?: Partial<RetryPolicy>;
	readonly onInvalidItem?: 'throw';
}

export type Case = readonly [server: string, misdeed: Misdeed, outcome: Outcome, options?: Options | undefined];

/** The ways in which a listing is walked. */
export const modes: ReadonlyArray<readonly [name: string, walk: WalkOptions]> = [
	['page by page', {readAhead: 0}],
	['three pages ahead', {readAhead: 3}],
	['eight pages at once', {concurrency: 8, unanchored: true}],
];

/** Of the cases of a table, those for one of these ways: they come by turns; with `HOSTILE_MODES=all`, each in all three. */
export const casesFor = <Each>(mode: number, cases: readonly Each[]): readonly Each[] =>
	cases.filter((_case, place) => process.env.HOSTILE_MODES === 'all' || place % modes.length === mode);

/** Two retries unless a case says otherwise. */
const retries = 2;
const timeout = 4000;

/**
 * Each case over real sockets, page by page, with read-ahead, or with guesses: which rooms are given, how the walk ends,
 * how often the page was asked for, and that resuming gives exactly the rest once the server behaves. In every case
 * nothing hangs, nobody else is contacted and no error or event holds credentials. (An unhandled rejection fails the
 * test by itself: jest sees to that.)
 */
export const describeCases = (title: string, cases: readonly Case[]): void => {
	const ways = modes
		.map(([name, walk], mode) => [name, walk, casesFor(mode, cases)] as const)
		.filter(([, , walked]) => walked.length > 0);
	describe.each(ways)(`${title} (walked %s)`, (_mode, walkOptions, walked) => {
		const elsewhere = useElsewhere();

		itAtOnce(walked, 12, async ([_server, misdeed, outcome, {host = '127.0.0.1', onInvalidItem, ...options} = {}]) => {
			const hostile = hostileServer();
			const {url, close} = await startServer(hostile.handler(misdeed, elsewhere.origin(), host));
			try {
				await expectWalk({hostile, url: url.replace('127.0.0.1', host)}, outcome, options, {
					...walkOptions,
					onInvalidItem,
				});
				expect(elsewhere.connections()).toBe(0);
			} finally {
				await close();
			}
		});
	});
};

/** Walks to whatever end, and resumes once the server behaves. */
const expectWalk = async (
	{hostile, ...server}: {readonly hostile: HostileServer; readonly url: string},
	outcome: Outcome,
	options: Omit<Options, 'host' | 'onInvalidItem'>,
	walkOptions: WalkOptions,
): Promise<void> => {
	const events: ClientEvent[] = [];
	const retry = {retries, ...fastRetry, ...options.retry};
	const settings = {timeout, ...options, retry};
	const client = clientOf(server, {...settings, onEvent: event => events.push(event)});

	const walk = paginateRooms(client, {}, walkOptions);
	const rooms: string[] = [];
	const walking = (async () => {
		for await (const {id} of walk) rooms.push(id);
	})();
	// As many attempts as there may be, a guess before them, and what a slow machine takes besides.
	const bound = (retry.retries + 2) * (settings.timeout + retry.maxDelay) + 10_000;
	const error = await within(bound, walking).catch(thrown => thrown);
	await walk.return(undefined as never);

	expect(rooms).toEqual(outcome.rooms);
	expectOutcome(error, outcome);
	expectNoSecrets(error, events);
	expectDelays(events, outcome);
	const {requests} = outcome;
	if (walkOptions.concurrency === undefined) expect(hostile.asked()).toBe(requests);
	else {
		// A guess may have been refused before.
		expect(hostile.asked()).toBeGreaterThanOrEqual(requests);
		expect(hostile.asked()).toBeLessThanOrEqual(2 * requests);
	}

	if (!isPaginationError(error)) return;
	hostile.behaveFromNowOn();
	const rest = toArray(paginateRooms(clientOf(server, settings), {}, {...walkOptions, resumeFrom: error.cursor}));
	expect((await within(bound, rest)).map(({id}) => id)).toEqual(everyId.slice(rooms.length));
};

const expectDelays = (events: readonly ClientEvent[], {delays}: Outcome): void => {
	if (delays === undefined) return;
	const seen = events.flatMap(event => (event.type === 'retry' || event.type === 'pause' ? [event.delay] : []));
	expect(seen.length).toBeGreaterThan(0);
	expect(Math.min(...seen)).toBeGreaterThanOrEqual(delays[0]);
	expect(Math.max(...seen)).toBeLessThanOrEqual(delays[1]);
};

const expectOutcome = (error: unknown, {failure}: Outcome): void => {
	if (failure === undefined) {
		expect(error).toBeUndefined();
		return;
	}
	const {message, ...fields} = failure;
	expect(error).toMatchObject(fields);
	if (!isPaginationError(error)) throw new Error('a PaginationError was expected');
	expect(error.message).toMatch(message);
	expect(error.message.length).toBeLessThan(1000);
};
