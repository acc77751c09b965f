import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {describe, expect, it} from '@jest/globals';
import {isPaginationError, type PaginationError, paginateRooms} from '../../lib/index.ts';
import type {SimulatorOptions} from '../../lib/simulator/index.ts';
import {rejection, useSimulators} from '../support/simulated.ts';

const simulate = useSimulators();

/** Walks until it fails; the rooms before the failure, and the failure. */
const walkToFailure = async (options: SimulatorOptions, pageSize = 10) => {
	const {simulator, client} = await simulate({rooms: 50, ...options});
	let rooms = 0;
	const error = (await rejection(
		(async () => {
			for await (const _room of paginateRooms(client, {page_size: pageSize})) rooms++;
		})(),
	)) as PaginationError;
	return {simulator, rooms, error};
};

const withNext = (next: unknown): SimulatorOptions => ({
	faults: [({ordinal}) => (ordinal === 2 ? {kind: 'rewrite', rewrite: page => ({...page, links: {next}})} : undefined)],
});

describe('a next link', () => {
	it.each([
		['to another host', 'https://evil.example/api/video/rooms?page_number=2'],
		['to another port of the same host', 'http://127.0.0.1:1/api/video/rooms?page_number=2'],
		['to a host that begins like ours', 'http://127.0.0.1.evil.example/api/video/rooms'],
		['with credentials', 'http://user:password@127.0.0.1/api/video/rooms'],
		['without a scheme, to another host', '//evil.example/api/video/rooms'],
		['with backslashes', '\\\\evil.example\\api\\video\\rooms'],
		['off the endpoint', '/api/video/room_sessions?page_number=2'],
		['above the endpoint, by dots', '/api/video/rooms/../../relay/rest/phone_numbers'],
		['above the endpoint, by encoded dots', '/api/video/rooms/%2e%2e/logs'],
		['below the endpoint', '/api/video/rooms/123'],
		['in other letters', '/API/Video/Rooms?page_number=2'],
		['that is a script', 'javascript:alert(1)'],
		['that is data', 'data:application/json,{}'],
		['that is a file', 'file:///etc/passwd'],
		['with a line break', '/api/video/rooms?page_number=2\r\nx-evil: 1'],
		['with white space', ' /api/video/rooms?page_number=2'],
		['of 10 MB', `/api/video/rooms?page_token=${'A'.repeat(10_000_000)}`],
	])('%s is refused after the rooms of the pages before it', async (_what, next) => {
		const {simulator, rooms, error} = await walkToFailure(withNext(next));
		expect(isPaginationError(error)).toBe(true);
		expect(error.kind).toBe('unsafe-link');
		expect(error.message.length).toBeLessThan(700);
		expect(rooms).toBe(20);
		expect(simulator.statistics.requests).toBe(2);
	});

	it.each([
		['an array', ['/api/video/rooms']],
		['a number', 3],
		['an object', {href: '/api/video/rooms'}],
	])('that is %s makes the page invalid', async (_what, next) => {
		const {error, rooms} = await walkToFailure(withNext(next));
		expect(error).toMatchObject({kind: 'invalid-page', page: 2});
		expect(error.message).toContain('links.next');
		expect(rooms).toBe(10);
	});

	it('to another host sends nothing there, not even without credentials', async () => {
		let asked = 0;
		const elsewhere = createServer((_request, response) => {
			asked++;
			response.end('{}');
		});
		await new Promise<void>(resolve => elsewhere.listen(0, '127.0.0.1', resolve));
		const {port} = elsewhere.address() as AddressInfo;
		const linked = await walkToFailure(withNext(`http://127.0.0.1:${port}/api/video/rooms?page_number=2`));
		const redirected = await walkToFailure({faults: ['foreign-redirect@2'], foreignOrigin: `http://127.0.0.1:${port}`});
		elsewhere.close();
		expect([linked.error.kind, redirected.error.kind]).toEqual(['unsafe-link', 'unsafe-redirect']);
		expect(asked).toBe(0);
	});

	it('keeps its unknown parameters, letter for letter', async () => {
		const next = '/api/video/rooms?z=%7e%2F+%20&page_size=10&&empty=&flag&z=2&page_number=0';
		const {simulator, client} = await simulate({rooms: 30, ...withNext(next)});
		const walk = paginateRooms(client, {page_size: 10}, {readAhead: 0});
		for (let room = 0; room < 21; room++) await walk.next();
		expect(simulator.requests[2]?.query).toBe(next.split('?')[1]);
		await walk.return(undefined as never);
	});

	it.each([1, 2, 3])('back by %i pages is found, whatever the period', async back => {
		const {error, rooms} = await walkToFailure({rooms: 80, faults: [{kind: 'loop', back: back - 1, request: 5}]});
		expect(error.kind).toBe('link-loop');
		expect(rooms).toBe(50);
	});

	it('in a circle of a thousand pages is found', async () => {
		const {error, rooms, simulator} = await walkToFailure(
			{rooms: 1100, linkStyle: 'page', faults: [{kind: 'loop', back: 998, request: 1000}]},
			1,
		);
		expect(error.kind).toBe('link-loop');
		expect(rooms).toBe(1000);
		expect(simulator.statistics.requests).toBe(1000);
	});
});

describe('a page', () => {
	it.each([
		['without data', {links: {}}, /data: expected .*got nothing/],
		['with null for data', {links: {}, data: null}, /data: .*got null/],
		['with an object for data', {links: {}, data: {}}, /data: .*got an object/],
		['without links', {data: []}, /links: .*got nothing/],
		['with null for links', {links: null, data: []}, /links: .*got null/],
		['with an array for links', {links: [], data: []}, /links: .*got an array/],
		['with a text for links', {links: 'x', data: []}, /links: .*got "x"/],
		['that is an array', [], /expected page/],
		['that is null', null, /expected page|got null/],
	])('%s is never taken for the end', async (_what, body, message) => {
		const {error, rooms} = await walkToFailure({
			faults: [({ordinal}) => (ordinal === 2 ? {kind: 'respond', body} : undefined)],
		});
		expect(error).toMatchObject({kind: 'invalid-page', page: 2});
		expect(error.message).toMatch(message);
		expect(rooms).toBe(10);
	});
});

describe('a redirect', () => {
	it('to the same origin is followed with credentials', async () => {
		const {simulator, client} = await simulate({rooms: 25, faults: ['redirect@2']});
		const rooms: unknown[] = [];
		for await (const room of paginateRooms(client, {page_size: 10})) rooms.push(room);
		expect(rooms).toHaveLength(25);
		expect(simulator.statistics.requests).toBe(4);
	});

	it('that never ends is given up', async () => {
		const {error, simulator} = await walkToFailure({faults: [{kind: 'redirect'}]});
		expect(error.kind).toBe('unsafe-redirect');
		expect(simulator.statistics.requests).toBe(6);
	});
});
