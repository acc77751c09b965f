import {describe, expect, it} from '@jest/globals';
import * as t from 'io-ts';
import {isPaginationError, list, paginate} from '../../../lib/index.ts';
import {availableCountry} from '../../../lib/lists/laml/index.ts';
import {roomSessionMembers, roomSessions} from '../../../lib/lists/video/index.ts';
import {rooms} from '../../../lib/lists/video/rooms.ts';
import {startSimulator} from '../../../lib/simulator/index.ts';
import {rejection, toArray, useSimulators} from '../../support/simulated.ts';
import {receive} from '../support/client.ts';
import {calls, logs, notes, numbers, search} from './example-lists.ts';

const simulate = useSimulators();

const sessionsPath = '/api/video/room_sessions';
const callsPath = '/api/laml/2010-04-01/Accounts/A/Calls';
const ownLists = [calls, logs, numbers, search, notes];

describe('a server of many lists', () => {
	it('has other items below each parent, the same each time', async () => {
		const {simulator, client} = await simulate({lists: {room_session_members: 30}});
		const membersOf = (room_session_id: string) => toArray(paginate(client, roomSessionMembers, {room_session_id}));
		const [one, other, again] = [await membersOf('one'), await membersOf('other'), await membersOf('one')];
		expect(again).toEqual(one);
		expect(new Set([...one, ...other].map(({id}) => id)).size).toBe(60);
		expect([one[0]?.room_session_id, other[0]?.room_session_id]).toEqual(['one', 'other']);
		expect(one).toEqual([...simulator.items(roomSessionMembers, {room_session_id: 'one'})]);
	});

	it('has as many items in each list as it is told, and in single ones as they are told', async () => {
		const {simulator} = await simulate({items: 7, lists: {room_session_members: 2}});
		expect([...simulator.items(roomSessions)]).toHaveLength(7);
		expect([...simulator.items(roomSessionMembers, {room_session_id: 'one'})]).toHaveLength(2);
	});

	it('takes a word in a path for itself, and all others for a parameter, however they are encoded', async () => {
		const {simulator, client} = await simulate({ownLists, lists: {search: 2, notes: 3}});
		expect(await toArray(paginate(client, search))).toEqual([...simulator.items(search)]);
		const found = await toArray(paginate(client, notes, {ThingId: 'sea rch/é'}));
		expect(found.map(({thing_id}) => thing_id)).toEqual(Array(3).fill('sea rch/é'));
		expect(new Set(found.map(({id}) => id)).size).toBe(3);
	});

	it.each([
		'/api/video/room_sessions/',
		'/api/video/room_sessions//members',
		'/api/video/room_sessions/a/b/members',
		'/api/video/room_sessions/%zz/members',
		'/api/video/Room_sessions',
		'/base/api/video/room_sessions',
	])('answers 404 to %s', async path => {
		const {simulator} = await simulate();
		expect((await receive(simulator, path)).status).toBe(404);
	});

	it('asks for GET, for credentials and for the scope of the list', async () => {
		const {simulator} = await simulate({ownLists, videoScope: false, basePath: '/base'});
		const status = async (path: string, init?: RequestInit) => (await receive(simulator, `/base${path}`, init)).status;
		expect(await status(sessionsPath, {method: 'POST'})).toBe(405);
		expect(await status(sessionsPath, {headers: {authorization: 'Basic eDp5'}})).toBe(401);
		expect(await status(sessionsPath)).toBe(403);
		expect(await status(callsPath)).toBe(200);
		expect(await status(callsPath, {headers: {authorization: 'Basic eDp5'}})).toBe(401);
	});

	it.each([
		[`${sessionsPath}?page_size=1001`, 'page_size', 'page_size must be an integer from 1 to 1000'],
		[`${sessionsPath}?page_number=1`, 'page_token', 'page_token must be given when page_number is greater than 0'],
		[`${sessionsPath}?page_token=PA1`, 'page_token', 'page_token is unknown, or belongs to another query'],
		[`${sessionsPath}?status=a&status=b`, 'status', 'status is given more than once'],
		[`${callsPath}?PageSize=0`, 'PageSize', 'PageSize must be an integer from 1 to 1000'],
		[`${callsPath}?Page=x`, 'Page', 'Page must be an integer of at least 0'],
		[`${callsPath}?PageToken=PA1`, 'PageToken', 'PageToken is unknown, or belongs to another query'],
		[`${callsPath}?StartTime%3E=soon`, 'StartTime>', 'StartTime> must be an RFC 3339 date or date-time'],
		['/api/logs?created_on=today', 'created_on', 'created_on must be an RFC 3339 date or date-time'],
	])('answers 422 to %s, naming %s', async (address, attribute, message) => {
		const {simulator} = await simulate({ownLists});
		const {status, text} = await receive(simulator, address);
		expect(status).toBe(422);
		expect(JSON.parse(text).errors).toMatchObject([{attribute, message}]);
	});

	it('ties a token to its list, its parent and its query', async () => {
		const {simulator} = await simulate({linkForm: 'query'});
		const members = (parent: string) => `${sessionsPath}/${parent}/members`;
		const {links} = JSON.parse((await receive(simulator, members('one'))).text);
		const statusOf = async (address: string) => (await receive(simulator, address)).status;
		expect(await statusOf(members('one') + links.next)).toBe(200);
		expect(await statusOf(members('two') + links.next)).toBe(422);
		expect(await statusOf(sessionsPath + links.next)).toBe(422);
	});

	it('has pages of 50 unless asked, writes LaML as it is written, and carries what it does not know', async () => {
		const {simulator} = await simulate({ownLists, linkForm: 'path', lists: {calls: 120}});
		const page = JSON.parse((await receive(simulator, `${callsPath}?x=%20+y&Page=1`)).text);
		expect(page).toEqual({
			uri: `${callsPath}?Page=1&PageSize=50&x=%20+y`,
			first_page_uri: `${callsPath}?Page=0&PageSize=50&x=%20+y`,
			next_page_uri: expect.stringMatching(/Calls\?Page=2&PageSize=50&x=%20\+y&PageToken=PA/),
			previous_page_uri: expect.stringMatching(/Calls\?Page=0&PageSize=50&x=%20\+y&PageToken=PA/),
			page: 1,
			page_size: 50,
			calls: [...simulator.items(calls, {AccountSid: 'A'})].slice(50, 100),
		});
	});

	it('counts pages of LaML from 0 without a token, in the page style', async () => {
		const {simulator} = await simulate({ownLists, linkStyle: 'page', lists: {calls: 7}});
		const page = JSON.parse((await receive(simulator, `${callsPath}?PageSize=3`)).text);
		expect(page.next_page_uri).toBe(`${simulator.url}${callsPath}?Page=1&PageSize=3`);
		expect(JSON.parse((await receive(simulator, page.next_page_uri)).text).calls).toHaveLength(3);
	});

	it('logs requests to all lists, and counts rooms apart', async () => {
		const {simulator} = await simulate({rooms: 4, lists: {room_sessions: 3}});
		await receive(simulator, sessionsPath);
		await receive(simulator);
		expect(simulator.requests).toMatchObject([
			{path: sessionsPath, status: 200, rooms: 0},
			{status: 200, rooms: 4},
		]);
		expect(simulator.statistics).toMatchObject({requests: 2, pagesServed: 2, roomsServed: 4, itemsServed: 7});
	});
});

describe('a fault', () => {
	it.each(['503@1', '429@1;retry-after=0', 'reset@1', 'truncate@1', 'html@1', 'invalid-json@1', 'slow@1;delay=1'])(
		'%s strikes every list, and the library gets over it',
		async fault => {
			const {simulator, client} = await simulate({lists: {room_sessions: 30}, faults: [fault]});
			expect(await toArray(paginate(client, roomSessions))).toEqual([...simulator.items(roomSessions)]);
			expect(simulator.statistics.faultsInjected).toBe(1);
		},
	);

	it.each([
		['loop@2', 'link-loop'],
		['foreign-link@1', 'unsafe-link'],
		['missing-data@1', 'invalid-page'],
		['missing-links@1', 'invalid-page'],
		['wrong-types@1', 'invalid-item'],
		['foreign-redirect@1', 'unsafe-redirect'],
	])('%s ends a walk of LaML with %s', async (fault, kind) => {
		const {client} = await simulate({ownLists, lists: {calls: 50}, faults: [fault]});
		const walk = toArray(paginate(client, calls, {AccountSid: 'A', PageSize: 20}, {onInvalidItem: 'throw'}));
		const error = await rejection(walk);
		expect(isPaginationError(error) && error.kind).toBe(kind);
	});

	it('empty-page leads to the same items in LaML', async () => {
		const {simulator, client} = await simulate({ownLists, lists: {calls: 50}, faults: ['empty-page@2']});
		const items = await toArray(paginate(client, calls, {AccountSid: 'A', PageSize: 20}));
		expect(items).toEqual([...simulator.items(calls, {AccountSid: 'A'})]);
		expect(simulator.requests).toHaveLength(4);
	});

	it('of links does not strike a list without pages', async () => {
		const faults = ['loop@1', 'empty-page@2', 'foreign-link@3', 'missing-links@4', 'wrong-types@5'];
		const {simulator} = await simulate({ownLists, lists: {numbers: 3}, faults});
		const proper = {data: [...simulator.items(numbers)]};
		for (let request = 1; request <= 4; request++) {
			expect(JSON.parse((await receive(simulator, '/api/messaging/whatsapp/numbers')).text)).toEqual(proper);
		}
		expect(simulator.statistics.faultsInjected).toBe(0);
		const spoiled = JSON.parse((await receive(simulator, '/api/messaging/whatsapp/numbers')).text);
		expect(spoiled.data.filter((item: object) => !numbers.item.is(item))).toHaveLength(1);
	});

	it('rewrites pages of any list as they are written', async () => {
		const faults = [() => ({kind: 'rewrite', rewrite: (page: object) => ({...page, seen: true})}) as const];
		const {simulator} = await simulate({ownLists, faults});
		expect(JSON.parse((await receive(simulator, callsPath)).text)).toMatchObject({seen: true, page_size: 50});
	});

	it('is limited, delayed and logged as for rooms', async () => {
		const {simulator} = await simulate({rateLimit: {limit: 1, interval: 60_000}, latency: 1});
		expect((await receive(simulator, sessionsPath)).headers.get('x-ratelimit-remaining')).toBe('0');
		expect((await receive(simulator, sessionsPath)).status).toBe(429);
	});
});

describe('lists of your own', () => {
	it('take the place of one with their name', async () => {
		const item = t.type({id: t.string, mine: t.literal(true)});
		const mine = list({name: 'room_sessions', path: '/api/mine', item});
		const {simulator} = await simulate({ownLists: [mine], lists: {room_sessions: 2}});
		expect(JSON.parse((await receive(simulator, '/api/mine')).text).data).toMatchObject([{mine: true}, {mine: true}]);
		expect((await receive(simulator, sessionsPath)).status).toBe(404);
	});

	it('have one item where an answer is that item', async () => {
		const single = Object.assign((body: unknown) => t.success({links: {}, data: [body]}), {
			most: 1,
			write: ({items}: {readonly items: readonly unknown[]}) => items[0] as object,
		});
		const one = list({name: 'one', path: '/api/one', page: single, item: t.type({id: t.string})});
		const {simulator, client} = await simulate({ownLists: [one]});
		expect(await toArray(paginate(client, one))).toEqual([...simulator.items(one)]);
		expect([...simulator.items(one)]).toHaveLength(1);
	});

	it('count where their key is a number', async () => {
		const {simulator} = await simulate({ownLists, lists: {numbers: 3}});
		expect([...simulator.items(numbers)].map(({id}) => id)).toEqual([1, 2, 3]);
	});
});

describe('an answer that is its one item', () => {
	it('has it, however many items lists have', async () => {
		const {simulator} = await simulate({items: 0, lists: {available_country: 0}});
		const path = '/api/laml/2010-04-01/Accounts/A/AvailablePhoneNumbers/US';
		const item = JSON.parse((await receive(simulator, path)).text);
		expect(availableCountry.item.is(item)).toBe(true);
		expect([...simulator.items(availableCountry, {AccountSid: 'A', IsoCountry: 'US'})]).toEqual([item]);
	});
});

describe('a server', () => {
	it.each(['/..', '/a/../b', '/./a', '/a/.'])('does not begin at %s, where no request leads', async basePath => {
		await expect(startSimulator({basePath})).rejects.toThrow(
			`basePath must have no segments "." and "..", which no request would hold, not "${basePath}".`,
		);
	});

	it('begins at segments that have dots', async () => {
		const {simulator} = await simulate({basePath: '/v1.0/...'});
		expect((await receive(simulator, `/v1.0/...${sessionsPath}`)).status).toBe(200);
	});

	it.each([
		['name', {name: 'rooms', path: '/api/mine'}],
		['path', {name: 'mine', path: rooms.path}],
	])('refuses a list with the %s of rooms, which are a matter of their own', async (trait, traits) => {
		const ownLists = [list({...traits, item: t.type({id: t.string})})];
		await expect(startSimulator({ownLists})).rejects.toThrow(
			`The list "${traits.name}" of ownLists cannot have the ${trait} of rooms, which the option rooms makes.`,
		);
		await (await startSimulator({ownLists: [rooms]})).close();
	});
});

describe('items()', () => {
	it('gives 1,000 items unless told otherwise, and none where there are none', async () => {
		await using simulator = await startSimulator({ownLists, lists: {logs: 0}});
		expect([...simulator.items(roomSessions)]).toHaveLength(1000);
		expect([...simulator.items(logs)]).toEqual([]);
	});

	it('refuses a query that the list does not take', async () => {
		await using simulator = await startSimulator();
		expect(() => simulator.items(roomSessionMembers)).toThrow(
			'The query of room_session_members cannot be used: room_session_id: is required: it is a part of the path.',
		);
		expect(() => simulator.items(roomSessions, {page_size: 0})).toThrow('page_size: must be a whole number');
	});
});
