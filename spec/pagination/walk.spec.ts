import {describe, expect, it} from '@jest/globals';
import {paginateRoomPages, paginateRooms, type Walk, type WalkOptions} from '../../lib/index.ts';
import {clientOf, sendListing, useServers} from '../support/server.ts';
import {rejection, until, useSimulators} from '../support/simulated.ts';

const simulate = useSimulators();
const serve = useServers();
const query = {page_size: 10};

/** Takes so many items, leaves the loop, and resolves to what the walk tells then. */
const take = async (walk: Walk<unknown>, items: number): Promise<Walk<unknown>> => {
	let taken = 0;
	for await (const _ of walk) if (++taken === items) break;
	return walk;
};

describe('where a walk is', () => {
	const rest = async (client: Parameters<typeof paginateRooms>[0], resumeFrom: string | undefined) => {
		const ids: string[] = [];
		for await (const {id} of paginateRooms(client, {}, {resumeFrom})) ids.push(id);
		return ids;
	};

	it.each([1, 7, 9, 10, 11, 20, 24])('is told after a break at item %i, and before it', async items => {
		const {client, simulator} = await simulate({rooms: 25});
		const walk = await take(paginateRooms(client, query, {readAhead: 2}), items);
		const ids = Array.from({length: 25}, (_, place) => simulator.room(place).id);
		expect(walk.summary).toMatchObject({items, pages: Math.ceil(items / 10), reason: 'stopped', cursor: walk.cursor});
		expect(await rest(client, walk.cursor)).toEqual(ids.slice(items));
		expect(await rest(client, walk.cursorBefore)).toEqual(ids.slice(items - 1));
	});

	it('is told after a break at a page, and before it', async () => {
		const {client, simulator} = await simulate({rooms: 25});
		const walk = await take(paginateRoomPages(client, query), 2);
		const ids = Array.from({length: 25}, (_, place) => simulator.room(place).id);
		expect(walk.summary).toMatchObject({items: 20, pages: 2, reason: 'stopped'});
		expect(await rest(client, walk.cursor)).toEqual(ids.slice(20));
		expect(await rest(client, walk.cursorBefore)).toEqual(ids.slice(10));
	});

	it('is its beginning before the first item, and while nothing was asked for', async () => {
		const {client, simulator} = await simulate({rooms: 25});
		const walk = paginateRooms(client, query);
		expect(walk).toMatchObject({cursor: '/api/video/rooms?page_size=10', cursorBefore: walk.cursor});
		expect(walk.summary).toMatchObject({items: 0, pages: 0, reason: 'running'});
		await walk.return(undefined as never);
		expect(walk.summary.reason).toBe('stopped');
		expect(simulator.statistics.requests).toBe(0);
		const resumed = paginateRooms(client, query, {resumeFrom: '/api/video/rooms?page_size=10#skip=3'});
		expect(resumed.cursor).toBe('/api/video/rooms?page_size=10#skip=3');
	});

	it('is nowhere after completion, and what was given last is still told', async () => {
		const {client, simulator} = await simulate({rooms: 25});
		const walk = await take(paginateRooms(client, query), Number.POSITIVE_INFINITY);
		expect(walk).toMatchObject({cursor: undefined, summary: {items: 25, pages: 3, reason: 'complete'}});
		expect(await rest(client, walk.cursorBefore)).toEqual([simulator.room(24).id]);
	});

	it.each<[options: WalkOptions, reason: string, items: number]>([
		[{maxItems: 13}, 'maxItems', 13],
		[{maxPages: 2}, 'maxPages', 20],
		[{maxDuration: 0}, 'maxDuration', 10],
	])('is told after a limit: %j', async (options, reason, items) => {
		const {client, simulator} = await simulate({rooms: 25});
		const walk = paginateRooms(client, query, options);
		let result = await walk.next();
		while (!result.done) result = await walk.next();
		expect(result.value).toMatchObject({items, reason, cursor: walk.cursor});
		expect(walk.summary).toEqual(result.value);
		expect((await rest(client, walk.cursor))[0]).toBe(simulator.room(items).id);
	});

	it('is told when the time is over while a page is waited for, which is then given up', async () => {
		const server = await serve((response, ordinal, request) => {
			if (ordinal !== 2) sendListing(response, request, 3, 10);
		});
		const client = clientOf(server);
		const walk = await take(paginateRooms(client, query, {maxDuration: 100}), Number.POSITIVE_INFINITY);
		expect(walk.summary).toMatchObject({items: 10, pages: 1, reason: 'maxDuration'});
		await until(() => server.hungUp() === 1);
		expect((await rest(client, walk.cursor))[0]).toBe('room-10');
	});

	it('is where an error says, and where an abort came', async () => {
		const {client, simulator} = await simulate({rooms: 45, faults: ['404@3']});
		const failing = paginateRooms(client, query);
		const error = await rejection(take(failing, 45));
		expect(error).toMatchObject({kind: 'rejected', cursor: failing.cursor});
		expect(failing.summary).toMatchObject({items: 20, pages: 2, reason: 'failed'});
		const controller = new AbortController();
		const aborted = paginateRooms(client, query, {signal: controller.signal});
		for (let item = 0; item < 13; item++) await aborted.next();
		controller.abort(new Error('enough'));
		expect(await rejection(aborted.next())).toMatchObject({message: 'enough'});
		expect(aborted.summary).toMatchObject({items: 13, reason: 'aborted'});
		expect((await rest(client, aborted.cursor))[0]).toBe(simulator.room(13).id);
	});

	it('tells an abort from a failure, also while a page is waited for', async () => {
		const {client} = await simulate({rooms: 45, faults: ['silence@2']});
		const controller = new AbortController();
		const walk = paginateRooms(client, query, {signal: controller.signal});
		for (let item = 0; item < 10; item++) await walk.next();
		const waiting = rejection(walk.next());
		controller.abort(new Error('enough'));
		expect(await waiting).toMatchObject({message: 'enough'});
		expect(walk.summary).toMatchObject({items: 10, reason: 'aborted'});
	});

	it('is nowhere when its input was refused', async () => {
		const {client} = await simulate({rooms: 5});
		const walk = paginateRooms(client, {page_size: 0});
		await rejection(walk.next());
		expect(walk).toMatchObject({cursor: undefined, summary: {items: 0, reason: 'failed'}});
	});

	it('counts entries that were left out, and retries, of what was handed out', async () => {
		const {client, simulator} = await simulate({rooms: 45, faults: ['503@1', 'wrong-types@2', '503@4']});
		const walk = await take(paginateRooms(client, query, {onInvalidItem: 'skip', readAhead: 0}), 5);
		const {items, skipped, retries} = walk.summary;
		expect({items, retries}).toEqual({items: 5, retries: 1});
		expect(skipped).toBeGreaterThan(0);
		const [next] = await rest(client, walk.cursor);
		expect(simulator.room(5 + skipped).id === next || simulator.room(5).id === next).toBe(true);
	});

	it('follows several calls at once, each item once', async () => {
		const {client, simulator} = await simulate({rooms: 25});
		const walk = paginateRooms(client, query);
		await Promise.all(Array.from({length: 12}, () => walk.next()));
		expect(walk.summary.items).toBe(12);
		expect((await rest(client, walk.cursor))[0]).toBe(simulator.room(12).id);
	});
});
