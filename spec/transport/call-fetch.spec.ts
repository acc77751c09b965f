import {Readable} from 'node:stream';
import {gzipSync} from 'node:zlib';
import {afterEach, describe, expect, it, jest} from '@jest/globals';
import nodeFetch from 'node-fetch';
import {fetch as undiciFetch} from 'undici';
import {type ClientOptions, type FetchLike, paginateRooms} from '../../lib/index.ts';
import {
	clientOf,
	credentials,
	type Handler,
	idsFrom,
	roomsPage,
	sendListing,
	sendText,
	useServers,
} from '../support/server.ts';
import {rejection, until} from '../support/simulated.ts';

const serve = useServers();

/** As users pass them, without a cast: the type checker looks at these. */
const fetches: Readonly<Record<string, FetchLike>> = {
	"the runtime's": (url, init) => fetch(url, init),
	"npm's undici": undiciFetch,
	'node-fetch': nodeFetch,
};
const each = Object.entries(fetches);

const listing: Handler = (response, _ordinal, request) => sendListing(response, request, 3, 2);
const silence: Handler = () => {};
const stalledBody: Handler = response => {
	response.writeHead(200, {'content-type': 'application/json'});
	response.write('{"data": [');
};

/** The ids of all rooms of a listing, read through a fetch. */
const idsThrough = async (server: {readonly url: string}, options: ClientOptions): Promise<readonly string[]> => {
	const ids: string[] = [];
	for await (const {id} of paginateRooms(clientOf(server, options), {}, {concurrency: 2})) ids.push(id);
	return ids;
};

const failureThrough = (server: {readonly url: string}, options: ClientOptions) =>
	rejection(idsThrough(server, {retry: {retries: 1, minDelay: 1, maxDelay: 2}, ...options}));

const nowhere = {url: 'https://space.example'};

describe.each(each)('a walk through a fetch of its own: %s', (_name, ownFetch) => {
	it('gives every room', async () => {
		const server = await serve(listing);
		expect(await idsThrough(server, {fetch: ownFetch})).toEqual(idsFrom(0, 6));
		expect(server.requests[0]?.headers).toMatchObject({
			accept: 'application/json',
			authorization: `Basic ${btoa(`${credentials.projectId}:${credentials.apiToken}`)}`,
			'user-agent': expect.stringMatching(/^signalwire-paginate\//),
		});
	});

	it('reads what is compressed, and refuses what is not compressed as it says', async () => {
		const text = JSON.stringify(roomsPage(0, 2, undefined));
		const packed = await serve(response => sendText(response, 200, gzipSync(text), {'content-encoding': 'gzip'}));
		expect(await idsThrough(packed, {fetch: ownFetch})).toEqual(idsFrom(0, 2));
		const unpacked = await serve(response => sendText(response, 200, text, {'content-encoding': 'gzip'}));
		expect(await failureThrough(unpacked, {fetch: ownFetch})).toMatchObject({kind: 'invalid-body'});
	});

	it('follows no redirect by itself', async () => {
		const server = await serve(response => response.writeHead(302, {location: 'https://evil.invalid/'}).end());
		expect(await failureThrough(server, {fetch: ownFetch})).toMatchObject({kind: 'unsafe-redirect', status: 302});
	});

	it('stops reading at maxResponseBytes', async () => {
		const server = await serve(response => {
			response.writeHead(200);
			const pour = () => response.write(Buffer.alloc(65_536), error => void (error || setImmediate(pour)));
			pour();
		});
		expect(await failureThrough(server, {fetch: ownFetch, maxResponseBytes: 200_000})).toMatchObject({
			kind: 'response-too-large',
		});
		await until(() => server.hungUp() === 1);
	});

	it.each([
		['the headers', silence],
		['the body', stalledBody],
	])('times out, and ends at an abort, while it waits for %s; the connection is closed', async (_what, handler) => {
		const server = await serve(handler);
		const options = {fetch: ownFetch, timeout: 60, retry: {retries: 0}};
		expect(await failureThrough(server, options)).toMatchObject({kind: 'timeout'});
		// A slow machine may have come to the time-out before its request came to the server.
		const {length} = server.requests;
		const controller = new AbortController();
		const {signal} = controller;
		const walk = paginateRooms(clientOf(server, {fetch: ownFetch}), {}, {signal});
		const waiting = rejection(walk.next());
		await until(() => server.requests.length > length);
		controller.abort('enough');
		expect(await waiting).toBe('enough');
		await until(() => server.hungUp() === server.requests.length);
	});

	it('says what ended a body early', async () => {
		const server = await serve(response => {
			response.writeHead(200, {'content-length': '1000'});
			response.write('{"links": {}', () => response.socket?.destroy());
		});
		expect(await failureThrough(server, {fetch: ownFetch})).toMatchObject({kind: 'network'});
	});
});

describe('the global fetch', () => {
	const original = globalThis.fetch;
	afterEach(() => {
		globalThis.fetch = original;
	});

	it('may be one of another package', async () => {
		const server = await serve(listing);
		globalThis.fetch = undiciFetch as unknown as typeof fetch;
		expect(await idsThrough(server, {})).toEqual(idsFrom(0, 6));
	});
});

const page = JSON.stringify(roomsPage(0, 2, undefined));

describe('a fetch', () => {
	it('is given the address as text, and plain options', async () => {
		const mock = jest.fn<FetchLike>(async () => new Response(page));
		expect(await idsThrough(nowhere, {fetch: mock})).toEqual(idsFrom(0, 2));
		expect(mock.mock.calls).toEqual([
			[
				'https://space.example/api/video/rooms?page_size=1000',
				{method: 'GET', headers: expect.any(Object), signal: expect.any(Object), redirect: 'manual'},
			],
		]);
		expect(Object.keys(mock.mock.calls[0]?.[1].headers ?? {}).sort()).toEqual([
			'accept',
			'authorization',
			'user-agent',
		]);
	});

	const headers = new Headers();
	async function* chunks() {
		yield page.slice(0, 5);
		yield Buffer.from(page.slice(5));
	}
	it.each<[what: string, answer: () => Awaited<ReturnType<FetchLike>>]>([
		['a Node stream', () => ({status: 200, headers, body: Readable.from([Buffer.from(page)])})],
		['a Node stream of text', () => ({status: 200, headers, body: Readable.from([page]).setEncoding('utf8')})],
		['an async iterable', () => ({status: 200, headers, body: chunks()})],
		['only text(), as a mock does', () => ({status: 200, headers, text: async () => page})],
		[
			'only text(), as a Response without a body does',
			() => ({status: 200, headers, body: null, text: async () => page}),
		],
	])('may answer with %s', async (_what, answer) => {
		expect(await idsThrough(nowhere, {fetch: async () => answer()})).toEqual(idsFrom(0, 2));
	});

	it.each<[what: string, answer: unknown, message: RegExp]>([
		['nothing', undefined, /gave nothing in place of a Response/],
		['text', page, /gave ".+ in place of a Response/],
		['the JSON itself', {links: {}, data: []}, /gave an object in place of a Response/],
		['no headers', {status: 200, body: null}, /gave an object in place of a Response/],
		['no status', {headers, body: null}, /gave an object in place of a Response/],
		['an error response', Response.error(), /gave an object in place of a Response/],
		[
			'only json()',
			{ok: true, status: 200, headers, json: async () => JSON.parse(page)},
			/neither a body nor text\(\)/,
		],
		['a body of JSON', {status: 200, headers, body: {data: []}}, /body that cannot be read/],
	])('that answers with %s is told so at once', async (_what, answer, message) => {
		const mock = jest.fn(async () => answer);
		const error = await failureThrough(nowhere, {fetch: mock as unknown as FetchLike});
		expect(error).toMatchObject({kind: 'invalid-input', message: expect.stringMatching(message)});
		expect(mock).toHaveBeenCalledTimes(1);
	});

	it('that answers with the same Response each time is told so', async () => {
		const same = new Response(JSON.stringify(roomsPage(0, 2, '?page=1')));
		const error = await failureThrough(nowhere, {fetch: async () => same});
		expect(error).toMatchObject({kind: 'invalid-input', message: expect.stringMatching(/was read already/)});
	});

	it('that hides where a redirect leads is told so', async () => {
		const hidden = {type: 'opaqueredirect', status: 0, headers, body: null};
		const error = await failureThrough(nowhere, {fetch: async () => hidden});
		expect(error).toMatchObject({kind: 'unsafe-redirect', message: expect.stringMatching(/does not say where/)});
	});

	it('that has followed a redirect to another origin is told so, and what it brought is not used', async () => {
		const strange = {
			status: 200,
			redirected: true,
			url: 'https://evil.invalid/key',
			headers,
			body: Readable.from([page]),
		};
		const error = await failureThrough(nowhere, {fetch: async () => strange});
		expect(error).toMatchObject({
			kind: 'unsafe-redirect',
			message: expect.stringMatching(/by itself.*https:\/\/evil\.invalid.*redirect: 'manual'/),
		});
		expect(strange.body.destroyed).toBe(true);
	});

	it('may lead to another address, and may have followed a redirect on the same origin', async () => {
		const moved = () => ({status: 200, redirected: false, url: 'http://127.0.0.1:9/gateway', headers, body: chunks()});
		expect(await idsThrough(nowhere, {fetch: async () => moved()})).toEqual(idsFrom(0, 2));
		const followed = () => ({...moved(), redirected: true, url: 'https://space.example/v2/api/video/rooms'});
		expect(await idsThrough(nowhere, {fetch: async () => followed()})).toEqual(idsFrom(0, 2));
	});

	const complain = () => {
		throw new Error('no end');
	};

	it('that throws at once is a network error with what it said, tried again', async () => {
		const mock = jest.fn<FetchLike>(() => {
			throw new TypeError('not today');
		});
		expect(await failureThrough(nowhere, {fetch: mock})).toMatchObject({
			kind: 'network',
			message: expect.stringContaining('(not today)'),
		});
		expect(mock).toHaveBeenCalledTimes(2);
	});

	it('that never settles, or settles too late, is a time-out', async () => {
		const late: Array<(answer: Awaited<ReturnType<FetchLike>>) => void> = [];
		const never: FetchLike = () => new Promise(resolve => late.push(resolve));
		expect(await failureThrough(nowhere, {fetch: never, timeout: 20})).toMatchObject({kind: 'timeout'});
		const body = Readable.from([page]);
		for (const resolve of late) resolve({status: 200, headers, body});
		await until(() => body.destroyed);
	});

	it.each<[how: string, ending: object]>([
		['that cannot be destroyed', {destroy: complain}],
		['that cannot be returned', {}],
	])('that never ends a body %s is a time-out, and what the body complains of is not heard', async (_how, ending) => {
		const iterator = {next: () => new Promise(() => {}), return: complain};
		const body = {[Symbol.asyncIterator]: () => iterator, ...ending};
		expect(
			await failureThrough(nowhere, {fetch: async () => ({status: 200, headers, body}), timeout: 20}),
		).toMatchObject({kind: 'timeout'});
	});
});
