import {getEventListeners} from 'node:events';
import {describe, expect, it} from '@jest/globals';
import * as t from 'io-ts';
import {
	type ClientEvent,
	type EachOptions,
	list,
	type PaginationError,
	paginate,
	paginateEach,
	paginatePages,
	pathParameter,
	rooms,
	textParameter,
} from '../../lib/index.ts';
import {
	type RoomSession,
	type RoomSessionMember,
	type RoomSessionMembersQuery,
	roomSessionMembers,
	roomSessions,
} from '../../lib/lists/video/index.ts';
import type {FaultFunction} from '../../lib/simulator/index.ts';
import {rejection, toArray, useSimulators} from '../support/simulated.ts';

const simulate = useSimulators();

/** Long enough for whatever goes on by itself. */
const settle = async () => {
	for (let turn = 0; turn < 30; turn++) await new Promise(resolve => setImmediate(resolve));
};

const ofSession = ({id}: {readonly id: string}): RoomSessionMembersQuery => ({room_session_id: id, page_size: 10});
const lists = {room_sessions: 25, room_session_members: 12};

const isChild = (path: string): boolean => path.endsWith('/members');

/** Whose children a request asks for. */
const sessionIn = (path: string): string | undefined => /room_sessions\/([^/]+)\/members/.exec(path)?.[1];

const isFirst = (query: string): boolean => query === 'page_size=10';

/** As when some sessions were deleted since they were listed. */
const vanished =
	(isGone: (session: string) => boolean, page: 1 | 2): FaultFunction =>
	({path, query}) => {
		const session = sessionIn(path);
		return session !== undefined && isGone(session) && isFirst(query) === (page === 1)
			? {kind: 'status', status: 404}
			: undefined;
	};

describe('the children of each parent', () => {
	it.each([1, 4, 100])('are each given once, with their parent, %i walks at once', async concurrency => {
		const {client, simulator} = await simulate({lists, latency: {min: 0, max: 2}});
		const parents = paginate(client, roomSessions, {page_size: 10});
		const all = paginateEach(client, parents, roomSessionMembers, {query: ofSession, concurrency});
		const given = new Map<RoomSession, RoomSessionMember[]>();
		for await (const {parent, item} of all) given.set(parent, [...(given.get(parent) ?? []), item]);
		const sessions = [...simulator.items(roomSessions)];
		expect(new Set(given.keys())).toEqual(new Set(sessions));
		for (const [{id}, members] of given) {
			expect(members).toEqual([...simulator.items(roomSessionMembers, {room_session_id: id})]);
		}
		expect(all.summary).toEqual({
			parents: 25,
			missing: 0,
			pages: 50,
			items: 300,
			skipped: 0,
			retries: 0,
			differing: 0,
			differences: [],
			reason: 'complete',
		});
	});

	it.each<[kind: string, parents: (ids: string[]) => Iterable<string> | AsyncIterable<string>]>([
		['an array', ids => ids],
		['an iterable', ids => ids.values()],
		[
			'an async iterable',
			async function* (ids) {
				yield* ids;
			},
		],
	])('of %s', async (_kind, parents) => {
		const {client} = await simulate({lists});
		const query = (id: string) => ({room_session_id: id});
		const all = await toArray(paginateEach(client, parents(['a', 'b', 'a']), roomSessionMembers, {query}));
		expect(all.map(({parent}) => parent).sort()).toEqual([...'a'.repeat(24), ...'b'.repeat(12)]);
	});

	it('are asked for no further ahead than needed, and so are their parents', async () => {
		let read = 0;
		const parents = function* () {
			for (;;) yield {id: `session-${read++}`};
		};
		const {client, simulator} = await simulate({lists});
		const all = paginateEach(client, parents(), roomSessionMembers, {query: ofSession, concurrency: 3, readAhead: 0});
		await settle();
		expect({read, requests: simulator.statistics.requests}).toEqual({read: 0, requests: 0});
		await all.next();
		await settle();
		expect({read, requests: simulator.statistics.requests}).toEqual({read: 3, requests: 3});
		// Of each of the three, one item waits at most.
		for (let item = 1; item < 25; item++) await all.next();
		expect(read).toBe(3);
		await all.return(undefined as never);
		expect(all.summary).toMatchObject({parents: 3, items: 25, reason: 'stopped'});
	});

	it('of a page of parents are given while the next page is on its way', async () => {
		const faults: FaultFunction[] = [
			({path, ordinal}) => (isChild(path) || ordinal === 1 ? undefined : {kind: 'silence'}),
		];
		const {client} = await simulate({lists, faults}, {timeout: 600_000});
		const parents = paginate(client, roomSessions, {page_size: 2});
		const all = paginateEach(client, parents, roomSessionMembers, {query: ofSession});
		for (let item = 0; item < 24; item++) expect(await all.next()).toMatchObject({done: false});
		await all.return(undefined as never);
		expect(parents.summary.reason).toBe('stopped');
	});

	it('are what lists of one’s own have too, and tell how they differ', async () => {
		const query = {room_session_id: pathParameter(textParameter('the session'))};
		const item = t.type({id: t.string, name: t.number});
		const members = list({name: 'members', path: '/api/video/room_sessions/{room_session_id}/members', query, item});
		const {client} = await simulate({lists: {room_session_members: 3}});
		const options = {query: ({id}: {readonly id: string}) => ({room_session_id: id})};
		const all = paginateEach(client, [{id: 'a'}, {id: 'b'}], members, options);
		expect(await toArray(all)).toHaveLength(6);
		expect(all.summary).toMatchObject({differing: 6, differences: [{field: 'name', expected: 'number'}]});
		const none = paginateEach(client, [{id: 'a'}, {id: 'b'}], members, {...options, onInvalidItem: 'skip'});
		expect(await toArray(none)).toEqual([]);
		expect(none.summary).toMatchObject({skipped: 6, items: 0, parents: 2});
	});
});

describe('a parent that has vanished', () => {
	const ids = ['a', 'gone', 'b', 'gone too'];
	const query = (id: string): RoomSessionMembersQuery => ({room_session_id: id, page_size: 10});
	const open = async (options: Partial<EachOptions<string, RoomSessionMembersQuery>> = {}, page: 1 | 2 = 1) => {
		const faults = [vanished(id => id.startsWith('gone'), page)];
		const {client} = await simulate({lists, faults});
		return paginateEach(client, ids, roomSessionMembers, {query, ...options});
	};

	it('has no children, and is counted', async () => {
		const all = await open();
		expect(new Set((await toArray(all)).map(({parent}) => parent))).toEqual(new Set(['a', 'b']));
		expect(all.summary).toMatchObject({parents: 4, missing: 2, items: 24, reason: 'complete'});
	});

	it('is given to a function with the error, which is awaited', async () => {
		const told: string[] = [];
		const onMissing = async (parent: string, {status, kind}: PaginationError) => {
			await settle();
			told.push(`${parent} ${kind} ${status}`);
		};
		const all = await open({onMissing});
		expect(await toArray(all)).toHaveLength(24);
		expect(told.sort()).toEqual(['gone rejected 404', 'gone too rejected 404']);
		expect(all.summary.missing).toBe(2);
	});

	it('fails where it is told to, and where the function throws', async () => {
		expect(await rejection(toArray(await open({onMissing: 'throw'})))).toMatchObject({kind: 'rejected', status: 404});
		const mine = new Error('mine');
		const onMissing = () => {
			throw mine;
		};
		const all = await open({onMissing});
		expect(await rejection(toArray(all))).toBe(mine);
		expect(all.summary).toMatchObject({missing: 0, reason: 'failed'});
	});

	it('fails when some of its children were given before', async () => {
		const all = await open({}, 2);
		expect(await rejection(toArray(all))).toMatchObject({status: 404, page: 2});
		expect(all.summary.missing).toBe(0);
	});

	it('is one whose children were answered with 404: not with another status, and not the parents themselves', async () => {
		const {client} = await simulate({
			lists,
			faults: [({path}) => (isChild(path) ? {kind: 'status', status: 410} : undefined)],
		});
		expect(await rejection(toArray(paginateEach(client, ids, roomSessionMembers, {query})))).toMatchObject({
			status: 410,
		});
		const none = await simulate({lists, faults: ['404']});
		const parents = paginate(none.client, roomSessions);
		const all = paginateEach(none.client, parents, roomSessionMembers, {query: ofSession});
		expect(await rejection(toArray(all))).toMatchObject({status: 404, request: {path: '/api/video/room_sessions'}});
	});
});

describe('leaving the children of many parents', () => {
	const open = async (signal?: AbortSignal) => {
		const sent = new Set<unknown>();
		const seen = {events: 0, sent};
		const onEvent = ({type, request}: ClientEvent) => {
			seen.events++;
			if (type === 'request') sent.add(request);
			else sent.delete(request);
		};
		const stalls: FaultFunction = ({path, ordinal}) => (isChild(path) && ordinal > 20 ? {kind: 'stall'} : undefined);
		const {client, simulator} = await simulate({lists, faults: [stalls]}, {timeout: 600_000, onEvent});
		const parents = paginate(client, roomSessions, {page_size: 5});
		const all = paginateEach(client, parents, roomSessionMembers, {query: ofSession, concurrency: 10, signal});
		return {all, parents, seen, simulator};
	};

	const leaves: ReadonlyArray<
		readonly [
			how: string,
			leave: (all: AsyncIterable<unknown>, controller: AbortController) => Promise<unknown>,
			reason: string,
		]
	> = [
		[
			'by break',
			async all => {
				for await (const _ of all) break;
			},
			'stopped',
		],
		[
			'by an abort',
			async (all, controller) => {
				const end = rejection(toArray(all));
				await settle();
				controller.abort('enough');
				expect(await end).toBe('enough');
			},
			'aborted',
		],
		[
			'by an error of the consumer',
			async all =>
				expect(
					await rejection(
						(async () => {
							for await (const _ of all) throw 'mine';
						})(),
					),
				).toBe('mine'),
			'stopped',
		],
	];

	it.each(leaves)('%s leaves no request and no listener', async (_how, leave, reason) => {
		const controller = new AbortController();
		const {all, parents, seen} = await open(controller.signal);
		await leave(all, controller);
		expect(all.summary.reason).toBe(reason);
		expect(parents.summary.reason).toBe('stopped');
		expect(getEventListeners(controller.signal, 'abort')).toHaveLength(0);
		expect(seen.sent.size).toBe(0);
		const {events} = seen;
		await settle();
		expect(seen.events).toBe(events);
	});

	it('ends when a child’s walk fails, with its error, which names the parent and where it goes on', async () => {
		const faults: FaultFunction[] = [
			({path, query}) => (isChild(path) && !isFirst(query) ? {kind: 'status', status: 403} : undefined),
		];
		const {client} = await simulate({lists, faults});
		const parents = paginate(client, roomSessions);
		const all = paginateEach(client, parents, roomSessionMembers, {query: ofSession});
		const error = await rejection(toArray(all));
		expect(error).toMatchObject({
			kind: 'authentication',
			page: 2,
			stack: expect.stringContaining('paginate-each.spec'),
		});
		expect((error as PaginationError).cursor).toMatch(/room_sessions\/[^/]+\/members\?/);
		expect(parents.summary.reason).toBe('stopped');
		expect(all.summary.reason).toBe('failed');
	});

	it('ends when the parents’ walk fails, behind the children of all parents before, where that walk goes on', async () => {
		const faults: FaultFunction[] = [
			({path, query}) => (isChild(path) || isFirst(query) ? undefined : {kind: 'status', status: 403}),
		];
		const {client} = await simulate({lists, faults, latency: 1});
		const parents = paginate(client, roomSessions, {page_size: 10});
		const all = paginateEach(client, parents, roomSessionMembers, {query: ofSession, concurrency: 20});
		const error = await rejection(toArray(all));
		expect(error).toMatchObject({status: 403, page: 2, cursor: parents.cursor});
		expect(all.summary).toMatchObject({parents: 10, items: 120, reason: 'failed'});
	});

	it('loses nothing when it goes on from the page whose parents were begun, as the guide tells', async () => {
		const {client, simulator} = await simulate({lists});
		const given = new Set<string>();
		const read = async (resumeFrom: string | undefined, left: number): Promise<string | undefined> => {
			const pages = paginatePages(client, roomSessions, {page_size: 10}, {resumeFrom});
			let items = 0;
			for await (const page of pages) {
				for await (const {parent, item} of paginateEach(client, page.items, roomSessionMembers, {query: ofSession})) {
					given.add(`${parent.id} ${item.id}`);
					if (++items === left) return pages.cursorBefore;
				}
			}
			return undefined;
		};
		const cursor = await read(undefined, 150);
		expect(cursor).toEqual(expect.any(String));
		await read(cursor, Number.POSITIVE_INFINITY);
		const all = [...simulator.items(roomSessions)].flatMap(({id}) =>
			[...simulator.items(roomSessionMembers, {room_session_id: id})].map(member => `${id} ${member.id}`),
		);
		expect(given).toEqual(new Set(all));
	});

	it('ends with what the function for the query throws, and with what it cannot be asked', async () => {
		const {client} = await simulate({lists});
		const query = () => {
			throw 'mine';
		};
		expect(await rejection(toArray(paginateEach(client, [1], roomSessionMembers, {query})))).toBe('mine');
		const wrong = paginateEach(client, [1], roomSessionMembers, {query: () => ({room_session_id: ''})});
		expect(await rejection(toArray(wrong))).toMatchObject({kind: 'invalid-input'});
	});
});

describe('children that cannot be asked for', () => {
	const query = () => ({});
	const wrong: ReadonlyArray<
		readonly [what: string, parents: unknown, child: unknown, options: unknown, message: RegExp]
	> = [
		['parents', 5, rooms, {query}, /The parents must be an array or another iterable, got 5/],
		['the list', [1], {}, {query}, /The list's name must be/],
		['the query', [1], rooms, {}, /query must be a function/],
		['no options', [1], rooms, undefined, /The options must be an object, got nothing/],
		[
			'concurrency',
			[1],
			rooms,
			{query, concurrency: 1001},
			/concurrency must be a whole number of walks from 1 to 1000/,
		],
		[
			'onMissing',
			[1],
			rooms,
			{query, onMissing: 'ignore'},
			/onMissing must be "skip", "throw" or a function, got "ignore"/,
		],
		[
			'an option of walks',
			[1],
			rooms,
			{query, maxItems: 1},
			/maxItems is not an option; the options are query, onMissing/,
		],
		['a list of subscribers', [1], {...rooms, authentication: 'subscriber'}, {query}, /subscriber/],
	];

	it.each(wrong)('are refused before any request: %s', async (_what, parents, child, options, message) => {
		const {client, simulator} = await simulate({}, {subscriberToken: undefined});
		const all = paginateEach(client, parents as [], child as typeof rooms, options as never);
		expect(await rejection(all.next())).toMatchObject({kind: 'invalid-input', message: expect.stringMatching(message)});
		expect(all.summary).toMatchObject({parents: 0, reason: 'failed'});
		expect(simulator.statistics.requests).toBe(0);
	});

	it('are refused without a client', async () => {
		expect(await rejection(paginateEach({} as never, [1], rooms, {query}).next())).toMatchObject({
			kind: 'invalid-input',
		});
	});
});
