import {describe, expect, it} from '@jest/globals';
import {
	createClient,
	type InvalidItem,
	isPaginationError,
	type PaginationError,
	paginateRoomPages,
	paginateRooms,
} from '../../lib/index.ts';
import {clientOf, pageOf, roomAt, sendJson, useServers} from '../support/server.ts';
import {fastRetry, rejection, toArray, until, useSimulators} from '../support/simulated.ts';

const simulate = useSimulators();
const serve = useServers();

describe('resuming', () => {
	it('from every page gives exactly the rooms after it', async () => {
		for (const linkStyle of ['page', 'anchor', 'rolling'] as const) {
			const {simulator, client} = await simulate({rooms: 47, linkStyle});
			const expected = [...simulator.rooms()];
			let given = 0;
			for (const page of await toArray(paginateRoomPages(client, {page_size: 10}))) {
				given += page.items.length;
				if (page.cursor === undefined) expect(given).toBe(47);
				else expect(await toArray(paginateRooms(client, {}, {resumeFrom: page.cursor}))).toEqual(expected.slice(given));
			}
		}
	});

	it.each([1, 9, 10, 11, 25, 46])('after maxItems %i gives exactly the rest', async maxItems => {
		const {simulator, client} = await simulate({rooms: 47});
		const walk = paginateRooms(client, {page_size: 10}, {maxItems});
		let result = await walk.next();
		while (!result.done) result = await walk.next();
		const {cursor = 'none'} = result.value;
		expect(await toArray(paginateRooms(client, {}, {resumeFrom: cursor}))).toEqual(
			[...simulator.rooms()].slice(maxItems),
		);
	});

	it.each([
		'401@3',
		'404@3',
		'422@3',
		'503',
		'reset',
		'missing-data@3',
		'html',
		'foreign-link@3',
		'loop@3',
		'foreign-redirect@3',
	])('after a failure by %s gives exactly the rest', async fault => {
		const text = fault.includes('@') ? fault : `${fault}@3`;
		const {simulator, client} = await simulate({rooms: 47}, {retry: {...fastRetry, retries: 0}});
		const {simulator: failing, client: failingClient} = await simulate(
			{rooms: 47, faults: [text]},
			{retry: {...fastRetry, retries: 0}},
		);
		const rooms: unknown[] = [];
		const error = (await rejection(
			(async () => {
				for await (const room of paginateRooms(failingClient, {page_size: 10})) rooms.push(room);
			})(),
		)) as PaginationError;
		expect(isPaginationError(error)).toBe(true);
		// The same rooms and tokens come from the same seed, and this one is in order.
		const rest = await toArray(paginateRooms(client, {}, {resumeFrom: error.cursor}));
		expect([...rooms, ...rest]).toEqual([...simulator.rooms()]);
		expect(failing.statistics.faultsInjected).toBe(1);
	});

	it('tells page and cursor of the failure, and a second next() is done', async () => {
		const {client} = await simulate({rooms: 47, faults: ['409@3']});
		const walk = paginateRoomPages(client, {page_size: 10});
		await walk.next();
		await walk.next();
		const error = await rejection(walk.next());
		expect(error).toMatchObject({kind: 'rejected', status: 409, page: 3});
		expect((error as PaginationError).cursor).toMatch(/^\/api\/video\/rooms\?.*page_number=2/);
		expect(await walk.next()).toEqual({done: true, value: undefined});
	});

	it.each([
		['another endpoint', '/api/video/logs?page_number=1'],
		['a whole address', 'https://example.signalwire.com/api/video/rooms?page_number=1'],
		['another host', '//evil.example/api/video/rooms'],
		['a number', 3],
		['a broken mark', '/api/video/rooms?page_number=1#skip=-1'],
		['an empty text', ''],
	])('from %s is refused before any request', async (_what, resumeFrom) => {
		const {simulator, client} = await simulate();
		const error = await rejection(paginateRooms(client, {}, {resumeFrom: resumeFrom as string}).next());
		expect(error).toMatchObject({kind: 'invalid-input'});
		expect((error as Error).message).toMatch(/^resumeFrom .* Pass a cursor exactly as /);
		expect(simulator.statistics.requests).toBe(0);
	});

	it('needs nothing but the cursor: another client, another process', async () => {
		const {simulator, client} = await simulate({rooms: 30});
		const {value} = await paginateRoomPages(client, {page_size: 10}).next();
		const {url: baseUrl, projectId, apiToken} = simulator;
		const other = createClient({baseUrl, projectId, apiToken});
		const {cursor} = value as {cursor: string};
		expect(await toArray(paginateRooms(other, {}, {resumeFrom: cursor}))).toHaveLength(20);
	});
});

describe('an invalid room', () => {
	const invalid = {rooms: 30, faults: ['wrong-types@2']};

	it('fails the walk before any room of its page, and says what is wrong with which', async () => {
		const {client} = await simulate(invalid);
		const rooms: unknown[] = [];
		const error = (await rejection(
			(async () => {
				for await (const room of paginateRooms(client, {page_size: 10}, {onInvalidItem: 'throw'})) rooms.push(room);
			})(),
		)) as PaginationError;
		expect(rooms).toHaveLength(10);
		expect(error).toMatchObject({kind: 'invalid-item', page: 2});
		expect(error.message).toMatch(/^Entry \d( \(id .*?\))? of page 2 of rooms, .*: \w+: expected .*, got /);
		expect(error.reasons?.length).toBeGreaterThan(0);
	});

	it.each([
		[{...roomAt(7), name: null}, 'Entry 1 (id "room-7") of page 1 of rooms'],
		[{...roomAt(7), id: 7}, 'Entry 1 (id 7) of page 1 of rooms'],
		[{}, 'Entry 1 of page 1 of rooms'],
		[null, 'Entry 1 of page 1 of rooms'],
		['room', 'Entry 1 of page 1 of rooms'],
	])('is named by its id where it has one: %#', async (entry, beginning) => {
		const server = await serve(response => sendJson(response, 200, {links: {}, data: [roomAt(1), entry]}));
		const walk = paginateRooms(clientOf(server), {}, {onInvalidItem: 'throw'});
		const error = (await rejection(walk.next())) as PaginationError;
		expect(error.message.slice(0, beginning.length)).toBe(beginning);
	});

	it('is left out with skip, and counted', async () => {
		const {client} = await simulate(invalid);
		const walk = paginateRooms(client, {page_size: 10}, {onInvalidItem: 'skip'});
		let count = 0;
		let result = await walk.next();
		for (; !result.done; result = await walk.next()) count++;
		expect(count).toBe(29);
		expect(result.value).toMatchObject({items: 29, skipped: 1, reason: 'complete'});
	});

	it('is handed to a function as it was sent', async () => {
		const {simulator, client} = await simulate(invalid);
		const handed: unknown[] = [];
		await toArray(paginateRooms(client, {page_size: 10}, {onInvalidItem: item => handed.push(item)}));
		expect(handed).toHaveLength(1);
		const [{raw, page, index, reasons}] = handed as [
			{raw: {description: string | null}; page: number; index: number; reasons: string[]},
		];
		expect(page).toBe(2);
		expect(simulator.room(10 + index).description).toBe(raw.description);
		expect(reasons.length).toBeGreaterThan(0);
	});

	it('ends the walk with the error that the function throws', async () => {
		const {client} = await simulate(invalid);
		const mine = new Error('mine');
		const onInvalidItem = () => {
			throw mine;
		};
		expect(await rejection(toArray(paginateRooms(client, {page_size: 10}, {onInvalidItem})))).toBe(mine);
	});

	it('is waited for by the walk where the function is async, and its rejection ends it', async () => {
		const {client} = await simulate(invalid);
		const order: string[] = [];
		const onInvalidItem = async ({page}: InvalidItem) => {
			order.push(`begun on ${page}`);
			await new Promise(resolve => setImmediate(resolve));
			order.push(`done with ${page}`);
		};
		for await (const {items} of paginateRoomPages(client, {page_size: 10}, {onInvalidItem})) {
			order.push(`${items.length}`);
		}
		expect(order).toEqual(['10', 'begun on 2', 'done with 2', '9', '10']);
		const mine = new Error('mine');
		const rejecting = {onInvalidItem: () => Promise.reject(mine)};
		const {client: another} = await simulate(invalid);
		expect(await rejection(toArray(paginateRooms(another, {page_size: 10}, rejecting)))).toBe(mine);
	});

	it('does not hold a walk that is stopped while the function is at work', async () => {
		for (const readAhead of [0, 2]) {
			const [{client}, {client: another}] = [await simulate(invalid), await simulate(invalid)];
			const controller = new AbortController();
			let entered = 0;
			const onInvalidItem = () => {
				entered++;
				return new Promise(() => {});
			};
			const options = {onInvalidItem, readAhead, signal: controller.signal};
			const left = paginateRoomPages(client, {page_size: 10}, options);
			await left.next();
			const pending = left.next();
			await until(() => entered === 1);
			expect((await left.return(undefined as never)).done).toBe(true);
			expect(await pending).toMatchObject({done: true, value: {reason: 'stopped', items: 10}});
			const aborted = rejection(toArray(paginateRooms(another, {page_size: 10}, options)));
			await until(() => entered === 2);
			controller.abort('enough');
			expect(await aborted).toBe('enough');
		}
	});

	it.each([0, 1, 3])('is told of once by a walk and those that go on from it (read-ahead %i)', async readAhead => {
		// In each page of ten: eight rooms, and two that are none.
		const server = await serve((response, _ordinal, request) => {
			const page = pageOf(request);
			const data = Array.from({length: 10}, (_, place) =>
				place % 5 === 2 ? {id: page * 10 + place} : roomAt(page * 10 + place),
			);
			sendJson(response, 200, {links: {next: page < 4 ? `/api/video/rooms?page=${page + 1}` : null}, data});
		});
		for (const maxItems of [1, 2, 3, 7, 8, 9, 100]) {
			const told: unknown[] = [];
			let [skipped, items] = [0, 0];
			const options = {readAhead, maxItems, onInvalidItem: ({raw}: InvalidItem) => told.push(raw)};
			for (let resumeFrom: string | undefined = ''; resumeFrom !== undefined; ) {
				const walk = paginateRooms(clientOf(server), {}, {...options, resumeFrom: resumeFrom || undefined});
				let result = await walk.next();
				while (!result.done) result = await walk.next();
				items += result.value.items;
				skipped += result.value.skipped;
				resumeFrom = result.value.cursor;
			}
			expect({items, skipped}).toEqual({items: 40, skipped: 10});
			expect(told).toEqual([2, 7, 12, 17, 22, 27, 32, 37, 42, 47].map(id => ({id})));
		}
		const told: unknown[] = [];
		for await (const _page of paginateRoomPages(
			clientOf(server),
			{},
			{readAhead, onInvalidItem: item => told.push(item)},
		))
			break;
		expect(told).toHaveLength(2);
	});

	it('does not disturb resuming inside its page', async () => {
		const {simulator, client} = await simulate(invalid);
		const {client: sound} = await simulate({rooms: 30});
		const walk = paginateRooms(client, {page_size: 10}, {onInvalidItem: 'skip', maxItems: 18});
		const first: Array<{id: string}> = [];
		let result = await walk.next();
		for (; !result.done; result = await walk.next()) first.push(result.value);
		const rest = await toArray(paginateRooms(sound, {}, {resumeFrom: result.value.cursor}));
		const ids = new Set([...first, ...rest].map(({id}) => id));
		expect(ids.size).toBe(first.length + rest.length);
		expect([...simulator.rooms()].filter(({id}) => !ids.has(id)).length).toBeLessThanOrEqual(1);
	});
});

describe('the caller’s objects', () => {
	it('are read once, never changed, and serve two walks at once', async () => {
		const {simulator, client} = await simulate({rooms: 25});
		const query = Object.freeze({page_size: 10});
		const options = Object.freeze({readAhead: 2, maxItems: 12});
		const walks = await Promise.all([1, 2].map(() => toArray(paginateRooms(client, query, options))));
		expect(walks).toEqual([[...simulator.rooms()].slice(0, 12), [...simulator.rooms()].slice(0, 12)]);
		const changing = {page_size: 5};
		const walk = paginateRooms(client, changing, {readAhead: 0});
		changing.page_size = 9999;
		await walk.next();
		expect(simulator.requests.at(-1)?.query).toBe('page_size=5');
		await walk.return(undefined as never);
	});

	it.each([
		[{page_size: 0}, {}, /page_size: must be a whole number from 1 to 1000, got 0/],
		[{page_size: 1001}, {}, /page_size/],
		[{page_number: 1}, {}, /needs the page_token/],
		[{starts_after: '2026-02-30'}, {}, /starts_after: must be an RFC 3339 date/],
		[{pagesize: 5}, {}, /pagesize: is not a parameter of rooms/],
		[{}, {maxItem: 5}, /maxItem is not an option/],
		[{}, {readAhead: -1}, /readAhead must be/],
		[{}, {concurrency: 0}, /concurrency must be/],
		[{}, {signal: {}}, /signal must be an AbortSignal/],
		[{}, {onInvalidItem: 'ignore'}, /onInvalidItem must be/],
	])('are refused when wrong, at the first next() and before any request: %j %j', async (query, options, message) => {
		const {simulator, client} = await simulate();
		const error = await rejection(paginateRooms(client, query as object, options as object).next());
		expect(error).toMatchObject({kind: 'invalid-input'});
		expect((error as Error).message).toMatch(message);
		expect(simulator.statistics.requests).toBe(0);
	});

	it('must be a client in the first place', async () => {
		const error = await rejection(paginateRooms({baseUrl: 'https://example.signalwire.com'}).next());
		expect((error as Error).message).toMatch(/must be a client.*createClient/);
	});
});
