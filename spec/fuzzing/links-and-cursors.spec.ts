import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import {type BaseAddress, parseBaseUrl, parseSpace, requestUrl} from '../../lib/core/base-address.ts';
import {fromCursor} from '../../lib/core/cursor.ts';
import {followLink} from '../../lib/core/next-page.ts';
import {canonicalRequest, describeRequest} from '../../lib/core/request-descriptor.ts';
import {type Client, type PaginationError, paginateRoomPages, rooms} from '../../lib/index.ts';
import {adversarialLink, anyCodeUnit, requestDescriptor} from '../support/arbitraries.ts';
import {rightOf} from '../support/either.ts';
import {fuzzing, fuzzingSlowly, soundMessage} from '../support/fuzz.ts';
import {clientOf, sendJson, startServer, type TestServer} from '../support/server.ts';

/** Text with a few characters replaced, removed or put in: almost right, and almost wrong. */
const nearMissOf = (texts: readonly string[]): fc.Arbitrary<string> => {
	const character = fc.oneof(
		fc.constantFrom('', '/', '\\', '@', ':', '?', '#', '.', '%', '%2e', '%2F', ';', '//', '..'),
		anyCodeUnit,
	);
	const change = fc.tuple(fc.nat(120), character, fc.nat(4));
	return fc
		.tuple(fc.constantFrom(...texts), fc.array(change, {maxLength: 3}))
		.map(([text, changes]) =>
			changes.reduce((rest, [at, put, removed]) => rest.slice(0, at) + put + rest.slice(at + removed), text),
		);
};

const prefix = '/gate/way';

/** Two servers on one machine: ours, and one that must never hear of us. */
let server: TestServer;
let elsewhere: TestServer;
let client: Client;
let base: BaseAddress;
let next: string;
beforeAll(async () => {
	server = await startServer((response, ordinal) =>
		sendJson(response, 200, {links: ordinal % 2 === 1 ? {next} : {}, data: []}),
	);
	elsewhere = await startServer(response => sendJson(response, 200, {links: {}, data: []}));
	client = clientOf(server, {baseUrl: server.url + prefix, throttle: {limit: 1_000_000}});
	base = {origin: server.url, prefix};
});
afterAll(() => Promise.all([server.close(), elsewhere.close()]));

/** Takes two pages at most; what was sent for them, and how it ended. */
const walk = async (
	options: object,
): Promise<{readonly sent: readonly string[]; readonly error: PaginationError | undefined}> => {
	const before = server.requests.length;
	let error: PaginationError | undefined;
	try {
		for await (const _page of paginateRoomPages(client, {}, {maxPages: 2, ...options}));
	} catch (reason) {
		error = reason as PaginationError;
	}
	const sent = server.requests.slice(before).map(({target}) => target);
	// The server tells first pages from second ones by the number of requests.
	if (sent.length === 1 && server.requests.length % 2 === 1) await fetch(server.url);
	return {sent, error};
};

describe('on the wire, a next link', () => {
	it('is exactly what was judged, or is not followed', async () => {
		const {port} = new URL(server.url);
		const links = fc.oneof(
			adversarialLink,
			nearMissOf([
				`http://127.0.0.1:${port}/gate/way/api/video/rooms?page_number=1&page_token=PA1`,
				`https://127.0.0.1:${port}/api/video/rooms?page_number=1&page_token=PA1#top`,
				`http://127.1:${port}/gate/way/api/video/rooms?page=2`,
				`${elsewhere.url}/gate/way/api/video/rooms?page=2`,
				`//127.0.0.1:${port}/gate/way/api/video/rooms?page=2`,
				'/gate/way/api/video/rooms?q=a+b%20c&x[]=1&sig=a/b:c@d!$(~)*,;|`{}^',
				'/api/video/rooms?page=2',
				'?page_number=1',
			]),
		);
		// The largest page is asked for where a query says nothing of it.
		const first = describeRequest(rooms.path, [['page_size', '1000']]);
		let followed = 0;
		await fc.assert(
			fc.asyncProperty(links, async link => {
				next = link;
				const {sent, error} = await walk({});
				const judged = link === '' ? undefined : followLink(base, first, link);
				if (error !== undefined) expect(error.message).toMatch(soundMessage);
				if (judged === undefined) {
					expect(sent.length).toBe(1);
				} else if (E.isLeft(judged)) {
					expect({sent: sent.length, kind: error?.kind}).toEqual({sent: 1, kind: 'unsafe-link'});
				} else if (canonicalRequest(judged.right) === canonicalRequest(first)) {
					expect({sent: sent.length, kind: error?.kind}).toEqual({sent: 1, kind: 'link-loop'});
				} else {
					followed++;
					const meant = new URL(link, server.url + sent[0]);
					expect(sent[1]).toBe(requestUrl(base, judged.right).slice(server.url.length));
					expect(sent[1]).toBe(`${prefix}${rooms.path}${meant.search}`);
					expect(meant.host).toBe(new URL(server.url).host);
				}
				expect(elsewhere.requests).toEqual([]);
			}),
			fuzzingSlowly(80),
		);
		expect(followed).toBeGreaterThan(0);
	});
});

describe('on the wire, a cursor', () => {
	it('is exactly what was judged, or nothing is sent', async () => {
		next = '';
		const cursors = fc.oneof(
			adversarialLink,
			fc.string({unit: anyCodeUnit}),
			nearMissOf([
				'/api/video/rooms?page_number=1&page_token=PA1',
				'/api/video/rooms?page=2#skip=25',
				'/api/video/rooms#skip=0',
				'/gate/way/api/video/rooms?page=2',
				'/api/video/logs?page=2',
				`${elsewhere.url}/api/video/rooms?page=2`,
			]),
		);
		let accepted = 0;
		await fc.assert(
			fc.asyncProperty(cursors, async resumeFrom => {
				const {sent, error} = await walk({resumeFrom, maxPages: 1});
				const read = fromCursor(rooms.path, resumeFrom);
				if (E.isLeft(read)) {
					expect({sent, kind: error?.kind}).toEqual({sent: [], kind: 'invalid-input'});
					expect(error?.message).toMatch(soundMessage);
					expect(error?.message.length).toBeLessThan(300);
				} else {
					accepted++;
					expect(error).toBeUndefined();
					expect(sent).toEqual([requestUrl(base, read.right.request).slice(server.url.length)]);
					expect(sent).toEqual([`${prefix}${rooms.path}${new URL(resumeFrom, server.url).search}`]);
				}
				expect(elsewhere.requests).toEqual([]);
			}),
			fuzzingSlowly(80),
		);
		expect(accepted).toBeGreaterThan(0);
	});
});

describe('a base URL', () => {
	const texts = fc.oneof(
		fc.anything(),
		fc.string({unit: anyCodeUnit}),
		adversarialLink,
		nearMissOf([
			'https://example.signalwire.com/gate/way',
			'https://example.signalwire.com:8443',
			'http://localhost:4010/',
			'http://127.0.0.1:4010/proxy',
			'http://[::1]:4010//',
			'http://2130706433',
			'https://user:secret@example.signalwire.com',
		]),
	);

	it('leads to https or to this machine, under its own path, whatever was passed', () => {
		fc.assert(
			fc.property(texts, requestDescriptor, (text, request) => {
				const read = parseBaseUrl(text);
				if (E.isLeft(read)) {
					expect(read.left.message).toMatch(soundMessage);
					expect(read.left.message.length).toBeLessThan(300);
					return;
				}
				const given = new URL(text as string);
				const sent = new URL(requestUrl(read.right, request));
				expect(sent.origin).toBe(given.origin);
				expect([sent.username, sent.password, sent.hash]).toEqual(['', '', '']);
				expect(sent.pathname).toBe(given.pathname.replace(/\/+$/, '') + request.path);
				expect(sent.protocol === 'https:' || /^(localhost|\[::1\]|127(\.\d+){3})$/.test(sent.hostname)).toBe(true);
			}),
			fuzzing(),
		);
	});

	it('is made of a space that is a name or a host, and of nothing else', () => {
		const spaces = fc.oneof(
			fc.anything(),
			fc.string({unit: anyCodeUnit}),
			nearMissOf(['example', 'example.signalwire.com', 'ex-ample', '127.0.0.1', 'xn--exmple-cua.com']),
		);
		fc.assert(
			fc.property(spaces, space => {
				const read = parseSpace(space);
				if (E.isLeft(read)) return;
				const {protocol, port, pathname, username} = new URL(requestUrl(read.right, describeRequest('/list', [])));
				expect([protocol, port, pathname, username]).toEqual(['https:', '', '/list', '']);
				expect(rightOf(parseBaseUrl(read.right.origin))).toEqual(read.right);
			}),
			fuzzing(),
		);
	});
});
