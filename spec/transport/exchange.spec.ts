import {getEventListeners, once} from 'node:events';
import {createServer as createTcpServer} from 'node:net';
import {Worker} from 'node:worker_threads';
import {gzipSync} from 'node:zlib';
import {describe, expect, it} from '@jest/globals';
import ky from 'ky';
import {type Exchange, type ExchangeSettings, exchange} from '../../lib/transport/exchange.ts';
import {type Handler, sendJson, sendText, type TestServer, useServers} from '../support/server.ts';
import {rejection, until} from '../support/simulated.ts';

const serve = useServers();

const http = ky.create({retry: 0, timeout: false, throwHttpErrors: false, redirect: 'manual'});
const request = {method: 'GET', path: '/api/video/rooms', query: 'page_size=5'} as const;
const minutes = 600_000;

const exchangeWith = (
	{url}: Pick<TestServer, 'url'>,
	settings: Partial<ExchangeSettings> = {},
	signal = new AbortController().signal,
): Promise<Exchange> =>
	exchange({http, timeout: minutes, maxResponseBytes: 1000, ...settings}, `${url}/api/video/rooms`, request, signal);

const errorOf = (exchanged: Exchange) => {
	if ('error' in exchanged && 'message' in exchanged.error) return exchanged.error;
	throw new Error(`an error was expected, got ${JSON.stringify(exchanged)}`);
};

const silence: Handler = () => {};
const stalledBody: Handler = response => {
	response.writeHead(200, {'content-type': 'application/json'});
	response.write('{"data": [');
};

/** Timers that keep the process alive. */
const timers = () => process.getActiveResourcesInfo().filter(resource => resource === 'Timeout').length;

/** Short timers of others may come and go; one of an attempt that was left behind would last for minutes. */
const noMoreTimersThan = (count: number) => until(() => timers() <= count);

describe('an exchange', () => {
	it('gives the answer, whatever its status, read whole', async () => {
		const server = await serve(response =>
			sendText(response, 418, 'žluťoučký', {'content-type': 'text/plain', 'retry-after': '2', location: '/elsewhere'}),
		);
		expect(await exchangeWith(server)).toMatchObject({
			answer: {status: 418, contentType: 'text/plain', retryAfter: 2000, text: 'žluťoučký'},
			location: '/elsewhere',
			bytes: 13,
		});
	});

	it('gives an answer without body or headers as such', async () => {
		const server = await serve(response => response.writeHead(204).end());
		expect(await exchangeWith(server)).toMatchObject({
			answer: {status: 204, contentType: null, retryAfter: undefined, text: ''},
			location: null,
			bytes: 0,
		});
	});

	it('has no text when its bytes are not UTF-8', async () => {
		const server = await serve(response => sendText(response, 200, Uint8Array.of(0x22, 0xe9, 0x22)));
		expect(await exchangeWith(server)).toMatchObject({
			answer: {status: 200, text: undefined, flaw: 'bytes that are not UTF-8'},
			bytes: 3,
		});
	});

	it.each([200, 500])('of %d has no text when it is not compressed as it says', async status => {
		const server = await serve(response => sendText(response, status, '{}', {'content-encoding': 'gzip'}));
		expect(await exchangeWith(server)).toMatchObject({
			answer: {status, text: undefined, flaw: 'bytes that are not compressed as its headers say'},
		});
	});

	it.each([
		['the headers', silence],
		['the body', stalledBody],
	])('that waits for %s longer than its time is a time-out, and the connection is closed', async (_what, handler) => {
		const server = await serve(handler);
		const error = errorOf(await exchangeWith(server, {timeout: 40}));
		expect(error).toEqual({
			kind: 'timeout',
			message:
				'GET /api/video/rooms?page_size=5 got no whole answer within 40 ms. ' +
				'Raise the timeout, ask for a smaller page_size, or resume from the cursor.',
			request,
		});
		await until(() => server.hungUp() === 1);
	});

	it('that is given a drop now and then is still a time-out', async () => {
		const server = await serve(response => {
			response.writeHead(200);
			const dripping = setInterval(() => response.write(' '), 5);
			response.on('close', () => clearInterval(dripping));
		});
		expect(errorOf(await exchangeWith(server, {timeout: 60})).kind).toBe('timeout');
	});

	it.each([
		['the headers', silence],
		['the body', stalledBody],
	])('that waits for %s ends at once on an abort, and leaves nothing behind', async (_what, handler) => {
		const server = await serve(handler);
		for (const reason of [new Error('no more'), 'a text', null, undefined]) {
			const before = timers();
			const controller = new AbortController();
			const {length} = server.requests;
			const waiting = rejection(exchangeWith(server, {}, controller.signal));
			await until(() => server.requests.length > length);
			controller.abort(reason);
			expect(await waiting).toBe(controller.signal.reason);
			expect(getEventListeners(controller.signal, 'abort')).toHaveLength(0);
			await noMoreTimersThan(before);
			await until(() => server.hungUp() === length + 1);
		}
	});

	it('leaves no timer and no listener behind when it is over', async () => {
		const server = await serve(response => sendJson(response, 200, {}));
		const before = timers();
		const {signal} = new AbortController();
		await exchangeWith(server, {}, signal);
		await noMoreTimersThan(before);
		expect(getEventListeners(signal, 'abort')).toHaveLength(0);
	});

	describe('through a fetch that knows no signals', () => {
		const deaf = ky.create({
			retry: 0,
			timeout: false,
			fetch: (input: Parameters<typeof fetch>[0]) => fetch(new Request(input instanceof Request ? input.url : input)),
		});

		it.each([
			['the headers', silence],
			['the body', stalledBody],
		])('times out and aborts nevertheless, while it waits for %s', async (_what, handler) => {
			const server = await serve(handler);
			expect(errorOf(await exchangeWith(server, {http: deaf, timeout: 40})).kind).toBe('timeout');
			const controller = new AbortController();
			const waiting = rejection(exchangeWith(server, {http: deaf}, controller.signal));
			await until(() => server.requests.length === 2);
			controller.abort('enough');
			expect(await waiting).toBe('enough');
		});
	});

	it('whose answer comes after it was given up leaves the body of that unread', async () => {
		const server = await serve(response => sendJson(response, 200, {}));
		let answer: ((response: Response) => void) | undefined;
		const late = ky.create({
			retry: 0,
			timeout: false,
			fetch: () =>
				new Promise<Response>(resolve => {
					answer = resolve;
				}),
		});
		let cancelled = 0;
		const unread = () => new Response(new ReadableStream({cancel: () => void cancelled++}));
		expect(errorOf(await exchangeWith(server, {http: late, timeout: 20})).kind).toBe('timeout');
		answer?.(unread());
		await until(() => cancelled === 1);
		const controller = new AbortController();
		const waiting = rejection(exchangeWith(server, {http: late}, controller.signal));
		controller.abort('enough');
		expect(await waiting).toBe('enough');
		answer?.(unread());
		await until(() => cancelled === 2);
	});

	it('is no time-out when the answer came in time and this process was too busy to see it', async () => {
		const worker = new Worker(
			`const {createServer} = require('node:http');
			const {parentPort} = require('node:worker_threads');
			const server = createServer((request, response) => {
				parentPort.postMessage('asked');
				setTimeout(() => response.end('{}'), 20);
			});
			server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port));`,
			{eval: true},
		);
		const [port] = await once(worker, 'message');
		const exchanged = exchangeWith({url: `http://127.0.0.1:${port}`}, {timeout: 100});
		await once(worker, 'message');
		for (const end = performance.now() + 300; performance.now() < end; );
		expect(await exchanged).toMatchObject({answer: {status: 200, text: '{}'}});
		await worker.terminate();
	});

	it.each<[what: string, handler: Handler]>([
		['is reset before the headers', response => response.socket?.destroy()],
		[
			'ends in the middle of the body',
			response => {
				response.writeHead(200, {'content-length': '100'});
				response.write('{', () => response.socket?.destroy());
			},
		],
		[
			'ends in the middle of a chunked body',
			response => {
				response.writeHead(200);
				response.write('{}', () => response.socket?.destroy());
			},
		],
	])('whose answer %s is a network error that says where', async (_what, handler) => {
		const server = await serve(handler);
		const error = errorOf(await exchangeWith(server));
		expect(error.kind).toBe('network');
		expect(error.message).toContain(`GET /api/video/rooms?page_size=5 from ${server.url} failed on the network (`);
		expect(error.message).toMatch(/\. Check the network; resume from the cursor\.$/);
	});

	it('with something that speaks no HTTP is a network error', async () => {
		const gibberish = createTcpServer(socket => socket.on('error', () => {}).end('SSH-2.0-OpenSSH_9.6\r\n'));
		await new Promise<void>(resolve => gibberish.listen(0, '127.0.0.1', resolve));
		const address = gibberish.address();
		const port = typeof address === 'object' && address !== null ? address.port : 0;
		const error = errorOf(await exchangeWith({url: `http://127.0.0.1:${port}`}));
		gibberish.close();
		expect(error).toMatchObject({kind: 'network'});
	});

	it('reads as many bytes as allowed, and not one more', async () => {
		const server = await serve((response, ordinal) => sendText(response, 200, 'x'.repeat(ordinal === 1 ? 1000 : 1001)));
		expect(await exchangeWith(server)).toMatchObject({bytes: 1000});
		expect(errorOf(await exchangeWith(server))).toEqual({
			kind: 'response-too-large',
			message:
				'GET /api/video/rooms?page_size=5 was answered with 200 and more than 1000 bytes. ' +
				'Ask for a smaller page_size, or raise maxResponseBytes.',
			request,
			status: 200,
		});
	});

	it('stops reading an answer that never ends', async () => {
		const server = await serve(response => {
			response.writeHead(200);
			const chunk = Buffer.alloc(65_536);
			const pour = () => {
				response.write(chunk, error => {
					if (!error) setImmediate(pour);
				});
			};
			pour();
		});
		expect(errorOf(await exchangeWith(server, {maxResponseBytes: 1_000_000})).kind).toBe('response-too-large');
		await until(() => server.hungUp() === 1);
	});

	it('counts what a compressed body unpacks to, not what travels', async () => {
		const bomb = gzipSync(Buffer.alloc(50_000_000));
		const server = await serve(response => sendText(response, 200, bomb, {'content-encoding': 'gzip'}));
		expect(bomb.byteLength).toBeLessThan(100_000);
		expect(errorOf(await exchangeWith(server, {maxResponseBytes: 1_000_000})).kind).toBe('response-too-large');
		const small = await serve(response => sendText(response, 200, gzipSync('{}'), {'content-encoding': 'gzip'}));
		expect(await exchangeWith(small)).toMatchObject({answer: {text: '{}'}, bytes: 2});
	});
});
