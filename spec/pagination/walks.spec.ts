import {describe, expect, it} from '@jest/globals';
import {type ClientEvent, paginateRoomPages, paginateRooms, type WalkOptions} from '../../lib/index.ts';
import type {SimulatorOptions} from '../../lib/simulator/index.ts';
import {expectSame, toArray, useSimulators} from '../support/simulated.ts';

const simulate = useSimulators();

const styles = (['page', 'anchor', 'rolling'] as const).flatMap(linkStyle =>
	(['absolute', 'path', 'query'] as const).map(linkForm => ({linkStyle, linkForm})),
);

const walks = async (options: SimulatorOptions, pageSize: number | undefined, walk: WalkOptions = {}) => {
	const {simulator, client} = await simulate(options);
	const rooms = await toArray(paginateRooms(client, {page_size: pageSize}, walk));
	return {simulator, rooms, expected: [...simulator.rooms()]};
};

describe('a walk', () => {
	const whole = styles.filter(({linkForm}) => linkForm === 'absolute');
	it.each([
		...whole.flatMap(style => [0, 1, 49, 50, 51].map(rooms => ({...style, rooms}))),
		...styles.map(style => ({...style, rooms: 151})),
	])('gives exactly the $rooms rooms, in order, with $linkStyle links written as $linkForm', async options => {
		const {rooms, expected} = await walks(options, undefined);
		expectSame(rooms, expected);
	});

	it.each([1, 2, 999, 1000])('gives exactly the rooms with %i on a page', async pageSize => {
		const {rooms, expected} = await walks({rooms: pageSize * 2 + 1}, pageSize);
		expectSame(rooms, expected);
	});

	it.each(styles)(
		'gives the same rooms eight pages at once, with $linkStyle links written as $linkForm',
		async style => {
			const {rooms, expected, simulator} = await walks({...style, rooms: 255, latency: {min: 0, max: 3}}, 10, {
				concurrency: 8,
			});
			expectSame(rooms, expected);
			expect(simulator.requests.length).toBeLessThan(26 + 30);
		},
	);

	it.each(styles)('gives exactly the rooms through faults, with $linkStyle links written as $linkForm', async style => {
		const faults = [
			'503:0.06',
			'reset:0.04',
			'truncate:0.04',
			'invalid-json:0.04',
			'html:0.03',
			'500:0.03',
			'408:0.02',
		];
		const {rooms, expected, simulator} = await walks({...style, rooms: 250, faults, seed: 7}, 10);
		expectSame(rooms, expected);
		expect(simulator.statistics.faultsInjected).toBeGreaterThan(3);
	});

	it('gives exactly the rooms through faults, eight pages at once', async () => {
		const faults = ['503:0.05', 'reset:0.05', 'truncate:0.05', '429:0.02;retry-after=0'];
		const {rooms, expected} = await walks({rooms: 500, faults, seed: 3}, 10, {concurrency: 8});
		expectSame(rooms, expected);
	});

	it('reads ahead eight pages at once towards a limit of items, also where entries are left out', async () => {
		let used = 0;
		const onEvent = (event: ClientEvent) => {
			if (event.type === 'speculation' && event.outcome === 'used') used++;
		};
		const {client} = await simulate({rooms: 100, linkStyle: 'anchor', faults: ['wrong-types:1']}, {onEvent});
		const limits = {maxItems: 20, concurrency: 8};
		const rooms = await toArray(paginateRooms(client, {page_size: 2}, {...limits, onInvalidItem: 'skip'}));
		expect(rooms).toHaveLength(20);
		expect(used).toBeGreaterThan(12);
	});

	it('gives exactly 2,000 rooms on 100 pages, and says so', async () => {
		const {simulator, client} = await simulate({rooms: 2000});
		const walk = paginateRooms(client, {page_size: 20});
		let count = 0;
		let last: string | undefined;
		let result = await walk.next();
		for (; !result.done; result = await walk.next()) {
			count++;
			last = result.value.id;
		}
		expect(count).toBe(2000);
		expect(last).toBe(simulator.room(1999).id);
		expect(result.value).toEqual({
			pages: 100,
			items: 2000,
			skipped: 0,
			differing: 0,
			differences: [],
			retries: 0,
			reason: 'complete',
			cursor: undefined,
		});
	});

	it.each(['absent', 'null', 'empty'] as const)('ends at a next link that is %s', async omitNext => {
		const {rooms} = await walks({rooms: 7, omitNext}, 3);
		expect(rooms).toHaveLength(7);
	});

	it('follows an empty page that has a next link', async () => {
		const {rooms, expected} = await walks({rooms: 30, faults: ['empty-page@2']}, 10);
		expectSame(rooms, expected);
	});

	it('keeps a path prefix of the base address, and does not double it', async () => {
		for (const linkForm of ['absolute', 'path', 'query'] as const) {
			const {rooms, simulator} = await walks({rooms: 30, basePath: '/gateway/v1', linkForm}, 10);
			expect(rooms).toHaveLength(30);
			expect(new Set(simulator.requests.map(({path}) => path))).toEqual(new Set(['/gateway/v1/api/video/rooms']));
		}
	});

	it('asks for sessions and filters as it was told, on every page', async () => {
		const {simulator, client} = await simulate({rooms: 400});
		const query = {
			include_active_session: true,
			starts_after: new Date('2022-06-01'),
			ends_before: '2027-01-01',
			page_size: 20,
		};
		const rooms = await toArray(paginateRooms(client, query));
		const wire = {include_active_session: true, starts_after: '2022-06-01', ends_before: '2027-01-01'};
		expect(rooms).toEqual([...simulator.rooms(wire)]);
		expect(rooms.some(({active_session}) => active_session?.status !== undefined)).toBe(true);
	});

	it('carries fields and values through that no documentation knows', async () => {
		const {rooms, expected} = await walks({rooms: 300, future: true}, 100);
		expectSame(rooms, expected);
		expect(new Set(rooms.flatMap(room => Object.keys(room))).size).toBeGreaterThan(22);
	});
});

describe('laziness', () => {
	it('requests nothing before the first next(), and nothing when there never is one', async () => {
		const {simulator, client} = await simulate({rooms: 10});
		const walk = paginateRooms(client);
		await walk.return(undefined as never);
		await new Promise(resolve => setImmediate(resolve));
		expect(simulator.statistics.requests).toBe(0);
		expect(await walk.next()).toEqual({done: true, value: undefined});
	});

	it('takes one request for the first room, without read-ahead', async () => {
		const {simulator, client} = await simulate({rooms: 5000});
		const walk = paginateRooms(client, {page_size: 1000}, {readAhead: 0});
		for (let room = 0; room < 1000; room++) await walk.next();
		expect(simulator.statistics.requests).toBe(1);
		await walk.next();
		expect(simulator.statistics.requests).toBe(2);
		await walk.return(undefined as never);
	});

	it.each([1, 2, 3])('fetches no more than %i pages ahead', async readAhead => {
		const {simulator, client} = await simulate({rooms: 100, faults: []});
		const walk = paginateRoomPages(client, {page_size: 5}, {readAhead});
		await walk.next();
		for (let turn = 0; turn < 200; turn++) await new Promise(resolve => setImmediate(resolve));
		expect(simulator.statistics.requests).toBe(1 + readAhead);
		await walk.return(undefined as never);
	});

	it.each([
		[{maxItems: 0}, 0, 0, 'maxItems'],
		[{maxItems: 7}, 1, 7, 'maxItems'],
		[{maxItems: 10}, 1, 10, 'maxItems'],
		[{maxItems: 11}, 2, 11, 'maxItems'],
		[{maxItems: 30}, 3, 30, 'complete'],
		[{maxItems: 31}, 3, 30, 'complete'],
		[{maxPages: 0}, 0, 0, 'maxPages'],
		[{maxPages: 2}, 2, 20, 'maxPages'],
		[{maxPages: 3}, 3, 30, 'complete'],
		[{maxPages: 2, maxItems: 15}, 2, 15, 'maxItems'],
	] as const)('with %j takes %i requests for %i rooms', async (limits, requests, items, reason) => {
		for (const more of [{readAhead: 0}, {readAhead: 5}, {concurrency: 4}]) {
			const {simulator, client} = await simulate({rooms: 30});
			const walk = paginateRooms(client, {page_size: 10}, {...limits, ...more});
			let given = 0;
			let result = await walk.next();
			for (; !result.done; result = await walk.next()) given++;
			expect({given, reason: result.value.reason}).toEqual({given: items, reason});
			expect(simulator.statistics.requests).toBe(requests);
		}
	});
});
