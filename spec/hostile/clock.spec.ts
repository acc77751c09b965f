import {afterEach, describe, expect, it, jest} from '@jest/globals';
import {type ClientEvent, type ClientOptions, paginateRooms} from '../../lib/index.ts';
import {clientOf, idsFrom, type Received, sendJson, sendListing, useServers} from '../support/server.ts';
import {fastRetry, toArray} from '../support/simulated.ts';
import {within} from './support/within.ts';

const serve = useServers();
afterEach(() => {
	jest.restoreAllMocks();
});

const hour = 3_600_000;
const minute = 60_000;
const realNow = Date.now;
/** What the machine's clock says from now on; the time that passes is as real as before. */
const moveClock = (milliseconds: number): void => {
	jest.spyOn(Date, 'now').mockImplementation(() => realNow() + milliseconds);
};

/** After a move the throttle lets nothing through for an interval: a short one, so that it does not hide what is tested. */
const throttle = {limit: 1000, interval: 20};

const gapsOf = (requests: ReadonlyArray<Pick<Received, 'at'>>): readonly number[] =>
	requests.slice(1).map(({at}, place) => at - (requests[place]?.at ?? 0));

/** Walks 8 pages; as soon as the fourth is asked for, the clock moves. */
const walkThrough = async (jump: number, options: ClientOptions, concurrency: number) => {
	const server = await serve((response, ordinal, request) => {
		if (ordinal === 4) moveClock(jump);
		sendListing(response, request, 8, 2);
	});
	const left: number[] = [];
	const onEvent = ({type}: ClientEvent) => {
		if (type === 'request') left.push(performance.now());
	};
	const walk = toArray(paginateRooms(clientOf(server, {...options, onEvent}), {}, {concurrency}));
	const rooms = (await within(8000, walk)).map(({id}) => id);
	return {rooms, left};
};

/** The far ones only, unless `HOSTILE_MODES=all`: all of this waits in real time. */
const isLong = process.env.HOSTILE_MODES === 'all';

const nearJumps = [
	['back by ten seconds', -10_000],
	['ahead by ten seconds', 10_000],
] as const;
const jumps: ReadonlyArray<readonly [what: string, milliseconds: number]> = [
	['back by three hours', -3 * hour],
	['ahead by three hours', 3 * hour],
	...(isLong ? nearJumps : []),
];

describe.each(jumps)('a clock that is moved %s during a walk', (_what, jump) => {
	it.each([1, 8])('neither stops the throttle nor opens it (concurrency %i)', async concurrency => {
		const interval = 100;
		const {rooms, left} = await walkThrough(jump, {throttle: {limit: 2, interval}}, concurrency);
		expect(rooms).toEqual(idsFrom(0, 16));
		// Of any three requests the third leaves an interval after the first; a busy machine notes them less evenly.
		const twoGaps = left.slice(2).map((time, place) => time - (left[place] ?? 0));
		expect(Math.min(...twoGaps)).toBeGreaterThan(interval / 2);
	});

	it('neither lengthens nor shortens a pause', async () => {
		const server = await serve((response, ordinal, request) => {
			if (ordinal !== 2) return sendListing(response, request, 3, 2);
			sendJson(response, 503, {}, {'retry-after': '0.2'});
		});
		// The pause has begun: now the clock moves.
		const onEvent = ({type}: ClientEvent) => {
			if (type === 'pause') moveClock(jump);
		};
		const walk = toArray(paginateRooms(clientOf(server, {onEvent, throttle})));
		expect((await within(10_000, walk)).map(({id}) => id)).toEqual(idsFrom(0, 6));
		expect(gapsOf(server.requests)[1]).toBeGreaterThan(180);
	});

	it('neither ends the retries nor prolongs them', async () => {
		const retry = {...fastRetry, retries: 3, maxElapsed: 10_000};
		const server = await serve((response, ordinal, request) => {
			if (ordinal === 3) moveClock(jump);
			if (ordinal > 1 && ordinal < 5) sendJson(response, 503, {});
			else sendListing(response, request, 3, 2);
		});
		const walk = toArray(paginateRooms(clientOf(server, {retry, throttle})));
		expect((await within(10_000, walk)).map(({id}) => id)).toEqual(idsFrom(0, 6));
	});

	it('makes no attempt time out, and none last longer', async () => {
		const server = await serve((response, ordinal, request) => {
			if (ordinal !== 2) return sendListing(response, request, 3, 2);
			moveClock(jump); // And no answer: the next attempt must come all the same.
		});
		// Measured where requests leave: how late a busy process sees them arrive is another matter.
		const left: {readonly at: number}[] = [];
		const onEvent = ({type}: {readonly type: string}) => {
			if (type === 'request') left.push({at: performance.now()});
		};
		const walk = toArray(paginateRooms(clientOf(server, {timeout: 300, throttle, onEvent})));
		expect((await within(10_000, walk)).map(({id}) => id)).toEqual(idsFrom(0, 6));
		expect(gapsOf(left)[1]).toBeGreaterThan(280);
	});
});

describe('a clock that stands still', () => {
	it.each([
		['the default throttle', {}],
		['a low throttle', {throttle: {limit: 5, interval: 1000}}],
	])('costs no time with %s', async (_what, options) => {
		jest.spyOn(Date, 'now').mockReturnValue(realNow());
		const server = await serve((response, _ordinal, request) => {
			setTimeout(() => sendListing(response, request, 8, 2), 60);
		});
		const begun = performance.now();
		const walk = toArray(paginateRooms(clientOf(server, options)));
		expect((await within(8000, walk)).map(({id}) => id)).toEqual(idsFrom(0, 16));
		expect(performance.now() - begun).toBeLessThan(2500);
	});
});

describe('a clock that is wrong', () => {
	it.each([-10 * minute, 10 * minute, ...(isLong ? [-minute, minute] : [])])(
		'by %i ms neither lengthens nor shortens what a server asks for as a date',
		async wrong => {
			const pauses: number[] = [];
			const onEvent = (event: ClientEvent) => {
				if (event.type === 'pause') pauses.push(event.delay);
			};
			moveClock(wrong);
			const server = await serve((response, ordinal, request) => {
				if (ordinal !== 2) return sendListing(response, request, 3, 2);
				const [date, later] = [0, 1000].map(wait => new Date(realNow() + wait).toUTCString()) as [string, string];
				sendJson(response, 429, {}, {date, 'retry-after': later});
			});
			const walk = toArray(paginateRooms(clientOf(server, {onEvent, retry: {...fastRetry, maxElapsed: 5000}})));
			expect((await within(10_000, walk)).map(({id}) => id)).toEqual(idsFrom(0, 6));
			expect(pauses).toEqual([1000]);
		},
	);
});
