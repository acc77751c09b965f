import {describe, expect, it} from '@jest/globals';
import {isPaginationError, paginateRooms, type WalkOptions} from '../../lib/index.ts';
import {clientOf, idsFrom, pageOf, roomAt, sendJson, useServers} from '../support/server.ts';
import {casesFor, modes} from './support/describe-cases.ts';
import {expectNoSecrets} from './support/secrets.ts';

const serve = useServers();

const ways = modes.map(([name, walk], mode) => ({name, walk, mode}));

/** A listing of one room a page, whose page after `last` is `back`. */
const circle = (last: number, back: number) => (page: number) => (page === last ? back : page + 1);

/** Walks for ever unless the library or its options end it; every page holds what `roomOf` says. */
const walkFor = async (
	nextOf: (page: number) => number,
	walkOptions: WalkOptions,
	roomOf: (page: number) => number = page => page,
	linkTo: (page: number) => string | undefined = () => undefined,
) => {
	const server = await serve((response, _ordinal, request) => {
		const page = pageOf(request);
		const next = linkTo(nextOf(page)) ?? `/api/video/rooms?page=${nextOf(page)}`;
		sendJson(response, 200, {links: {next}, data: [roomAt(roomOf(page))]});
	});
	const walk = paginateRooms(clientOf(server), {}, walkOptions);
	const rooms: string[] = [];
	try {
		let result = await walk.next();
		for (; !result.done; result = await walk.next()) rooms.push(result.value.id);
		return {rooms, requests: server.requests.length, summary: result.value, error: undefined};
	} catch (error) {
		return {rooms, requests: server.requests.length, summary: undefined, error};
	}
};

describe.each(ways)('links that go round in a circle (walked $name)', ({walk, mode}) => {
	it.each(
		casesFor(mode, [
			['of 100 pages', 104, 5],
			['of 1 page', 6, 6],
			['of 2 pages', 6, 5],
			['of 3 pages', 7, 5],
		] as const),
	)('%s are found when they close, after each room once', async (_what, last, back) => {
		const {rooms, error, requests} = await walkFor(circle(last, back), walk);
		expect(rooms).toEqual(idsFrom(0, last + 1));
		expect(error).toMatchObject({kind: 'link-loop', page: last + 2});
		expect(isPaginationError(error) && error.cursor).toMatch(/#skip=1$/);
		expect(isPaginationError(error) && error.message).toMatch(/links go round in a circle/);
		expectNoSecrets(error);
		// Guesses go beyond the last page; nothing else is asked for twice.
		expect(requests).toBeLessThanOrEqual(last + 1 + (walk.concurrency ?? 1));
	});

	it.each([
		['as it was asked for', '/api/video/rooms?page_size=1000', idsFrom(0, 5)],
		// What a client asks for at first is not how servers write it: only its second link to it is known to be one.
		['under another address', '/api/video/rooms?page=0', [...idsFrom(0, 5), ...idsFrom(0, 1)]],
	])('back to the first page, %s, are found too', async (_what, first, given) => {
		const {rooms, error} = await walkFor(
			circle(4, 0),
			walk,
			page => page,
			page => (page === 0 ? first : undefined),
		);
		expect(rooms).toEqual(given);
		expect(error).toMatchObject({kind: 'link-loop', page: given.length + 1});
	});
});

/** A walk that is ended by the library, with what its caller can do about it. */
const expectStandstill = (error: unknown, message: RegExp, cursor: string) => {
	expect(error).toMatchObject({kind: 'link-loop', cursor});
	expect(isPaginationError(error) && error.message).toMatch(message);
	expect(isPaginationError(error) && error.message).toMatch(/Resume from the cursor to go on all the same/);
	expectNoSecrets(error);
};

// After how many pages over nothing, and what else the watch for it tells apart, is in spec/pagination.
describe.each(ways)('links that count on for ever (walked $name)', ({walk, mode}) => {
	it.each(
		casesFor(mode, [
			['the same room', 1],
			['the same two rooms in turn', 2],
			['the same thirty rooms', 30],
		] as const),
	)('over %s come to an end after 100 pages without a new one', async (_what, period) => {
		const {rooms, error} = await walkFor(
			page => page + 1,
			walk,
			page => page % period,
		);
		expect(rooms).toEqual(Array.from({length: period + 100}, (_, place) => `room-${place % period}`));
		const last = period + 99;
		expectStandstill(error, /100 pages in a row repeated pages before them/, `/api/video/rooms?page=${last}#skip=1`);
	});

	it.each([
		['maxPages', {maxPages: 50}, 50],
		['maxItems', {maxItems: 70}, 70],
	] as const)('are followed up to %s, and not once more', async (reason, limit, length) => {
		const {rooms, summary, requests} = await walkFor(
			page => page + 1,
			{...walk, ...limit},
			() => 7,
		);
		expect(rooms).toEqual(Array(length).fill('room-7'));
		expect(summary).toMatchObject({reason, pages: length, cursor: `/api/video/rooms?page=${length}`});
		expect(requests).toBe(length);
	});
});
