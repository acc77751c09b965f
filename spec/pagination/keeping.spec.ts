import {describe, expect, it} from '@jest/globals';
import * as t from 'io-ts';
import {z} from 'zod';
import {queryCodec} from '../../lib/fp.ts';
import {
	type Client,
	type ClientEvent,
	type ClientOptions,
	type List,
	list,
	type PaginationError,
	paginate,
	paginatePages,
	paginateRoomPages,
	paginateRooms,
} from '../../lib/index.ts';
import {clientOf, pageOf, roomAt, sendJson, useServers} from '../support/server.ts';
import {rejection, toArray} from '../support/simulated.ts';

const serve = useServers();

/** A listing with these entries on its pages. */
const listing = async (
	pages: ReadonlyArray<readonly unknown[]>,
	options: ClientOptions = {},
): Promise<{readonly client: Client; readonly events: readonly ClientEvent[]}> => {
	const server = await serve((response, _ordinal, request) => {
		const page = pageOf(request);
		const next = page + 1 < pages.length ? `/api/video/rooms?page=${page + 1}` : undefined;
		sendJson(response, 200, {links: next === undefined ? {} : {next}, data: pages[page]});
	});
	const events: ClientEvent[] = [];
	return {client: clientOf(server, {...options, onEvent: event => events.push(event)}), events};
};

const quality = (index: number, value: unknown) => ({...roomAt(index), quality: value});
const noQuality = {field: 'quality', expected: 'string', got: 'null'};

describe('an entry that differs from the documentation', () => {
	const pages = [
		[roomAt(0), quality(1, null)],
		[{...quality(2, null), fps: '20'}, roomAt(3)],
	];
	const differences = [
		{...noQuality, count: 2, first: {page: 1, index: 1}},
		{field: 'fps', expected: 'number', got: '"20"', count: 1, first: {page: 2, index: 0}},
	];

	it.each([
		['by default', {}],
		['where it is asked for', {onInvalidItem: 'keep'}],
		['without read-ahead', {readAhead: 0}],
	] as const)('is kept as it was sent, in its place, and told of in the summary %s', async (_when, options) => {
		const {client} = await listing(pages);
		const walk = paginateRooms(client, {}, options);
		const rooms: unknown[] = [];
		let result = await walk.next();
		for (; !result.done; result = await walk.next()) rooms.push(result.value);
		expect(rooms).toEqual(pages.flat());
		expect(result.value).toMatchObject({items: 4, skipped: 0, differing: 2, differences, reason: 'complete'});
		expect(walk.summary).toEqual(result.value);
	});

	it('is told of by an event', async () => {
		const {client, events} = await listing(pages);
		await toArray(paginateRooms(client));
		const told = events.filter(({type}) => type === 'invalid-item');
		expect(told).toMatchObject([
			{page: 1, index: 1, kept: true, reasons: ['quality: expected string, got null']},
			{page: 2, index: 0, kept: true, reasons: expect.arrayContaining(['fps: expected number, got "20"'])},
		]);
		expect(events.filter(({type}) => type === 'page')).toMatchObject([
			{items: 2, invalid: 0},
			{items: 2, invalid: 0},
		]);
	});

	it('is neither kept nor told of in the summary where it is left out', async () => {
		for (const onInvalidItem of ['skip', () => {}] as const) {
			const {client, events} = await listing(pages);
			const walk = paginateRooms(client, {}, {onInvalidItem});
			expect(await toArray(walk)).toEqual([roomAt(0), roomAt(3)]);
			expect(walk.summary).toMatchObject({items: 2, skipped: 2, differing: 0, differences: []});
			expect(events.filter(({type}) => type === 'invalid-item')).toMatchObject([{kept: false}, {kept: false}]);
		}
	});

	it('counts when it is handed out, and not when it is read ahead', async () => {
		const {client} = await listing(pages);
		const walk = paginateRooms(client, {}, {readAhead: 1});
		const counts: unknown[] = [];
		for await (const _room of walk) {
			const [row] = walk.summary.differences;
			counts.push([walk.summary.differing, row?.count, walk.summary.differences.length]);
		}
		expect(counts).toEqual([
			[0, undefined, 0],
			[1, 1, 1],
			[2, 2, 2],
			[2, 2, 2],
		]);
		const paged = paginateRoomPages(client, {}, {readAhead: 1});
		await paged.next();
		await new Promise(resolve => setImmediate(resolve));
		expect(paged.summary).toMatchObject({pages: 1, differing: 1});
		await paged.return(undefined as never);
		expect(paged.summary).toMatchObject({differing: 1, differences: [{...noQuality, count: 1}]});
	});

	it('counts no more where a limit ends the walk before it, and then in the walk that goes on', async () => {
		const {client} = await listing([[quality(0, null), quality(1, null), quality(2, 7)]]);
		const walk = paginateRooms(client, {}, {maxItems: 1});
		expect(await toArray(walk)).toHaveLength(1);
		expect(walk.summary).toMatchObject({differing: 1, differences: [{...noQuality, count: 1}]});
		const rest = paginateRooms(client, {}, {resumeFrom: walk.cursor});
		expect(await toArray(rest)).toHaveLength(2);
		expect(rest.summary).toMatchObject({
			differing: 2,
			differences: [{...noQuality, count: 2, first: {page: 1, index: 1}}],
		});
	});
});

describe('an entry that is no object', () => {
	it.each([[null], [7], ['room'], [[roomAt(1)]], [true]])('cannot be kept: %#', async entry => {
		const {client, events} = await listing([[roomAt(0)], [quality(1, null), entry]]);
		const walk = paginateRooms(client);
		const rooms: unknown[] = [];
		const error = (await rejection(
			(async () => {
				for await (const room of walk) rooms.push(room);
			})(),
		)) as PaginationError;
		expect(rooms).toEqual([roomAt(0)]);
		expect(error).toMatchObject({kind: 'invalid-item', page: 2, cursor: '/api/video/rooms?page=1'});
		expect(error.message).toMatch(/^Entry 1 of page 2 of rooms, .* got .*\. It is no object, so it cannot be kept: /);
		expect(walk.summary).toMatchObject({items: 1, differing: 0, reason: 'failed'});
		expect(events.filter(({type}) => type === 'invalid-item')).toMatchObject([{kept: true}, {kept: false}]);
		expect(await toArray(paginateRooms(client, {}, {onInvalidItem: 'skip'}))).toEqual([roomAt(0)]);
	});

	it('is an item like others where the list says so', async () => {
		const {client} = await listing([['a', null]]);
		const texts: List<object, string | null> = {
			name: 'texts',
			path: '/api/video/rooms',
			query: queryCodec('texts', {}),
			item: t.union([t.string, t.null]),
		};
		expect(await toArray(paginate(client, texts))).toEqual(['a', null]);
	});
});

it('an item that a schema of somebody else refuses is kept too, and told of in the words of that schema', async () => {
	const {client} = await listing([
		[
			{id: 'a', tags: ['x', null]},
			{id: 'b', tags: [7, 8]},
		],
	]);
	const things = list({
		name: 'things',
		path: '/api/video/rooms',
		item: z.object({id: z.string(), tags: z.array(z.string('a tag is a text'))}),
	});
	const walk = paginate(client, things);
	expect(await toArray(walk)).toEqual([
		{id: 'a', tags: ['x', null]},
		{id: 'b', tags: [7, 8]},
	]);
	expect(walk.summary.differences).toEqual([
		{field: 'tags[]', expected: 'a tag is a text', count: 2, first: {page: 1, index: 0}},
	]);
});

describe('what is told of differences is bounded', () => {
	const listOf = (item: t.Mixed): List<object, unknown> => ({
		name: 'things',
		path: '/api/video/rooms',
		query: queryCodec('things', {}),
		item: item as t.Type<unknown, unknown, unknown>,
	});

	it('an item counts once for a field, however many of its entries differ', async () => {
		const {client} = await listing([[{tags: [1, 'a', 2]}, {tags: [3]}]]);
		const walk = paginatePages(client, listOf(t.type({tags: t.array(t.string)})));
		await toArray(walk);
		expect(walk.summary.differences).toEqual([
			{field: 'tags[]', expected: 'string', got: '1', count: 2, first: {page: 1, index: 0}},
		]);
	});

	it('to 100 rows, on one page and over many; the items are counted all the same', async () => {
		const wrong = (page: number) =>
			Object.fromEntries(Array.from({length: 80}, (_, index) => [`${page}-${index}`, 'x']));
		const {client} = await listing([[wrong(0)], [wrong(1)], [{...wrong(2), ...wrong(3)}]]);
		const walk = paginatePages(client, listOf(t.record(t.string, t.number)), {}, {readAhead: 0});
		await walk.next();
		expect(walk.summary.differences).toHaveLength(80);
		await toArray(walk);
		expect(walk.summary.differing).toBe(3);
		expect(walk.summary.differences).toHaveLength(100);
	});

	it('to 10,000 items of a page, beyond which they are counted only', async () => {
		const {client, events} = await listing([Array.from({length: 10_050}, () => ({}))]);
		const walk = paginatePages(client, listOf(t.type({id: t.string})));
		await toArray(walk);
		expect(walk.summary).toMatchObject({items: 10_050, differing: 10_050, differences: [{field: 'id', count: 10_000}]});
		expect(events.filter(({type}) => type === 'invalid-item')).toHaveLength(10_000);
	});
});

it('items that differ count for the limit by which pages are requested early', async () => {
	const server = await serve((response, _ordinal, request) => {
		const page = pageOf(request);
		const data = Array.from({length: 5}, (_, place) => quality(5 * page + place, null));
		sendJson(response, 200, {links: {next: `/api/video/rooms?page=${page + 1}&page_token=PA1`}, data});
	});
	let requests = 0;
	const client = clientOf(server, {onEvent: ({type}) => type === 'request' && requests++});
	const walk = paginateRooms(client, {}, {concurrency: 8, maxItems: 50});
	expect(await toArray(walk)).toHaveLength(50);
	expect(requests).toBe(10);
});
