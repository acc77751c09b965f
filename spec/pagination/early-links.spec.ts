import type {IncomingMessage, ServerResponse} from 'node:http';
import {describe, expect, it} from '@jest/globals';
import * as t from 'io-ts';
import {
	type ClientEvent,
	type ClientOptions,
	linked,
	list,
	type PageStyle,
	paginate,
	paginateRoomPages,
	paginateRooms,
	uriPaged,
	type WalkOptions,
} from '../../lib/index.ts';
import {clientOf, credentials, idsFrom, pageOf, roomsPage, useServers} from '../support/server.ts';
import {rejection, toArray, until} from '../support/simulated.ts';

const serve = useServers();

/** Rooms of a page: long enough for its beginning to be looked at. */
const size = 120;
const pages = 4;

/** Where the beginning of an answer ends that is sent before the rest. */
const begun = 80_000;

const turns = async (count: number): Promise<void> => {
	for (let turn = 0; turn < count; turn++) await new Promise(resolve => setImmediate(resolve));
};

/** The link of each page carries a token of its own. */
const targetOf = (page: number): string => `/api/video/rooms?page=${page}&page_token=PA${page * 7919}`;
const nextOf = (page: number): string | undefined => (page + 1 < pages ? targetOf(page + 1) : undefined);
const textOf = (page: number, next = nextOf(page)): string => JSON.stringify(roomsPage(page, size, next));

/** Sends an answer in two parts, with something that has to happen between them. */
const sendInTwo = async (response: ServerResponse, text: string, between: () => Promise<unknown>): Promise<void> => {
	response.writeHead(200, {'content-type': 'application/json'}).write(text.slice(0, begun));
	await between();
	response.end(text.slice(begun));
};

/** A listing whose answers pause long enough for an early request to leave. */
const serveInTwo = (textFor: (page: number, ordinal: number) => string = page => textOf(page)) =>
	serve((response, ordinal, request) => {
		void sendInTwo(response, textFor(pageOf(request), ordinal), () => turns(30));
	});

type Server = Awaited<ReturnType<typeof serve>>;

/** A client that takes note of its events. */
const observed = (server: Server, options: ClientOptions = {}) => {
	const events: ClientEvent[] = [];
	return {events, client: clientOf(server, {...options, onEvent: event => events.push(event)})};
};

/** Pages that were requested before the answer in front of them was there whole. */
const early = (events: readonly ClientEvent[]): number => {
	let [unanswered, count] = [0, 0];
	for (const {type} of events) {
		if (type === 'request' && unanswered++ > 0) count++;
		if (type === 'response' || type === 'failure' || type === 'retry') unanswered--;
	}
	return count;
};

const outcomes = (events: readonly ClientEvent[]): readonly string[] =>
	events.flatMap(event => (event.type === 'speculation' ? [event.outcome] : []));

const idsOf = (items: readonly unknown[]): readonly unknown[] => items.map(item => (item as {readonly id: unknown}).id);

describe('a link at the beginning of a page', () => {
	it('is followed while the rest of the page is on its way, once a page', async () => {
		const server = await serve((response, _ordinal, request) => {
			const page = pageOf(request);
			const followed = () => server.requests.length > page + 1;
			void sendInTwo(response, textOf(page), () => (nextOf(page) ? until(followed) : turns(1)));
		});
		const {client, events} = observed(server);
		expect(idsOf(await toArray(paginateRooms(client)))).toEqual(idsFrom(0, pages * size));
		expect(server.requests.slice(1).map(({target}) => target)).toEqual([1, 2, 3].map(targetOf));
		expect(outcomes(events)).toEqual(['used', 'used', 'used']);
	});

	it.each<[string, PageStyle, (next: string | null, data: readonly object[]) => object]>([
		['links', linked('rows'), (next, rows) => ({links: {next}, rows})],
		['next_page_uri', uriPaged('rows'), (next, rows) => ({page: 0, next_page_uri: next, rows})],
	])('is found as %s', async (_what, page, layOut) => {
		const things = list({name: 'things', path: '/api/things', page, query: {}, item: t.type({id: t.number})});
		const data = Array.from({length: 2000}, (_, id) => ({id, text: 'a text that makes the page long enough'}));
		const server = await serve((response, ordinal) => {
			const next = ordinal < 3 ? `/api/things?Page=${ordinal}` : null;
			const followed = () => next === null || server.requests.length > ordinal;
			void sendInTwo(response, JSON.stringify(layOut(next, data)), () => until(followed));
		});
		expect(await toArray(paginate(clientOf(server), things))).toHaveLength(6000);
		expect(server.requests).toHaveLength(3);
	});

	it.each<[string, WalkOptions, requests: number]>([
		['readAhead is 0', {readAhead: 0}, pages],
		['maxPages ends with the page', {maxPages: 1}, 1],
		['maxItems may end with the page', {maxItems: size}, 1],
		['maxItems may end with a page as long as the list documents', {maxItems: 3 * size}, 3],
		['the time is over', {maxDuration: 1}, 1],
	])('is left alone where %s', async (_what, options, requests) => {
		const server = await serveInTwo();
		const {client, events} = observed(server);
		await toArray(paginateRooms(client, {}, options));
		expect(early(events)).toBe(0);
		expect(server.requests.length).toBeLessThanOrEqual(requests + ('maxDuration' in options ? 1 : 0));
	});

	it('is left alone while the consumer has a page: no more are requested than read-ahead allows', async () => {
		const server = await serveInTwo();
		const walk = paginateRoomPages(clientOf(server));
		await walk.next();
		await until(() => server.requests.length === 2);
		await turns(200);
		expect(server.requests).toHaveLength(2);
		await walk.return(undefined as never);
	});

	it('is not there where it stands behind the entries, and nothing is lost', async () => {
		const behind = (page: number) => {
			const {links, data} = JSON.parse(textOf(page));
			return JSON.stringify({data, links});
		};
		const server = await serveInTwo(behind);
		const {client, events} = observed(server);
		expect(idsOf(await toArray(paginateRooms(client)))).toEqual(idsFrom(0, pages * size));
		expect([early(events), server.requests.length]).toEqual([0, pages]);
	});
});

/** The same field once more, and only the last one counts. */
const saysOtherwise = (text: string, links: object): string => `${text.slice(0, -1)},"links":${JSON.stringify(links)}}`;

describe('a page that was requested early', () => {
	it('is dropped where the whole page links elsewhere, and nothing is requested early after it', async () => {
		const server = await serveInTwo(page =>
			page === 1 ? saysOtherwise(textOf(1, '/api/video/rooms?page=9'), {next: targetOf(2)}) : textOf(page),
		);
		const {client, events} = observed(server);
		expect(idsOf(await toArray(paginateRooms(client)))).toEqual(idsFrom(0, pages * size));
		expect(outcomes(events)).toEqual(['used', 'dropped']);
		expect(server.requests).toHaveLength(pages + 1);
		await until(() => server.hungUp() === 1);
	});

	it('is dropped where the whole page is the last', async () => {
		const server = await serveInTwo(() => saysOtherwise(textOf(0), {}));
		const {client, events} = observed(server);
		const walk = paginateRooms(client);
		expect(idsOf(await toArray(walk))).toEqual(idsFrom(0, size));
		expect(walk.summary).toMatchObject({reason: 'complete', pages: 1, retries: 0});
		expect(outcomes(events)).toEqual(['dropped']);
		await until(() => server.hungUp() === 1);
	});

	it.each<[string, (response: ServerResponse, request: IncomingMessage) => void]>([
		['404', response => response.writeHead(404).end('{}')],
		['429', response => response.writeHead(429, {'retry-after': '0'}).end('{}')],
		['an answer that is no page', response => response.writeHead(200).end('{"links": {}}')],
		['a broken connection', (_response, request) => request.socket.destroy()],
	])('and fails with %s is requested as if nobody had been early', async (_what, fail) => {
		const server = await serve((response, ordinal, request) => {
			if (ordinal === 2) fail(response, request);
			else void sendInTwo(response, textOf(pageOf(request)), () => until(() => server.requests.length > 1));
		});
		const {client, events} = observed(server);
		const walk = paginateRooms(client);
		expect(idsOf(await toArray(walk))).toEqual(idsFrom(0, pages * size));
		expect(outcomes(events)).toEqual(['failed']);
		expect(walk.summary.retries).toBe(0);
		expect(server.requests).toHaveLength(pages + 1);
	});

	it.each([
		{broken: 0, retries: 1, told: ['dropped']},
		{broken: 1, retries: 0, told: ['failed', 'dropped']},
	])(
		'is dropped where page $broken in front of it broke off, and had to be requested again',
		async ({broken, ...expected}) => {
			const server = await serve((response, ordinal, request) => {
				const page = pageOf(request);
				const isAgain = page > broken && ordinal > broken + 2;
				const text = isAgain ? textOf(page).replaceAll('room_', 'renamed_') : textOf(page);
				const breakOff = async () => {
					await until(() => server.requests.length === broken + 2);
					request.socket.destroy();
				};
				void sendInTwo(response, text, ordinal === broken + 1 ? breakOff : () => turns(30));
			});
			const {client, events} = observed(server);
			const walk = paginateRooms(client);
			const rooms = await toArray(walk);
			expect(idsOf(rooms)).toEqual(idsFrom(0, pages * size));
			// As it was after the page in front of it.
			expect(rooms[(broken + 1) * size]?.name).toMatch('renamed_');
			expect(walk.summary.retries).toBe(expected.retries);
			expect(outcomes(events)).toEqual(expected.told);
			// The one that was dropped, and one more attempt.
			expect(server.requests).toHaveLength(pages + 2);
		},
	);

	it('is not requested by a page that is requested again', async () => {
		const server = await serve((response, ordinal, request) => {
			if (ordinal === 1) response.writeHead(503).end('{}');
			else void sendInTwo(response, textOf(pageOf(request)), () => turns(30));
		});
		const {client, events} = observed(server);
		await toArray(paginateRooms(client, {}, {maxPages: 2}));
		expect([early(events), server.requests.length]).toEqual([0, 3]);
	});

	it.each([
		['a break', false],
		['an abort', true],
	])('ends with %s, as the one in front of it does', async (_what, aborts) => {
		const server = await serve((response, _ordinal, request) => {
			void sendInTwo(response, textOf(pageOf(request)), () =>
				pageOf(request) === 0 ? turns(1) : new Promise(() => {}),
			);
		});
		const controller = new AbortController();
		const walk = paginateRoomPages(clientOf(server), {}, {signal: controller.signal});
		await walk.next();
		const waiting = walk.next();
		await until(() => server.requests.length === 3);
		if (aborts) {
			controller.abort(new Error('enough'));
			expect(await rejection(waiting)).toEqual(new Error('enough'));
		} else {
			await walk.return(undefined as never);
			await waiting;
		}
		await until(() => server.hungUp() === 2);
		expect(server.requests).toHaveLength(3);
	});
});

describe('a link that must not be followed', () => {
	it.each<[string, (url: string) => string, kind: string]>([
		['leads to another host', url => `${url.replace('127.0.0.1', 'localhost')}/api/video/rooms?page=1`, 'unsafe-link'],
		['leads off the path', () => '/api/video/logs?page=1', 'unsafe-link'],
		['holds the token', () => `/api/video/rooms?page=1&token=${credentials.apiToken}`, 'unsafe-link'],
		['leads back', () => '/api/video/rooms?page=0', 'link-loop'],
	])('is not followed early either: one that %s', async (_what, linkOf, kind) => {
		const server = await serveInTwo(() => textOf(0, linkOf(server.url)));
		const {client, events} = observed(server);
		const walk = paginateRooms(client, {}, {resumeFrom: '/api/video/rooms?page=0'});
		const rooms: unknown[] = [];
		const reading = async () => {
			for await (const room of walk) rooms.push(room);
		};
		expect(await rejection(reading())).toMatchObject({kind});
		expect(rooms).toHaveLength(size);
		expect([server.requests.length, ...outcomes(events)]).toEqual([1]);
	});
});
