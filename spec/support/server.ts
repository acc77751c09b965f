import {createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse} from 'node:http';
import type {AddressInfo, Socket} from 'node:net';
import {afterEach} from '@jest/globals';
import {type Client, type ClientOptions, createClient} from '../../lib/index.ts';
import {examplePageText} from '../lists/video/example-page.ts';
import {fastRetry} from './simulated.ts';

/** A request as it came over the wire. */
export interface Received {
	/** Path and query, letter for letter. */
	readonly target: string;
	readonly headers: IncomingHttpHeaders;
	/** Milliseconds, on the clock of `performance.now()`. */
	readonly at: number;
}

/** Answers a request; `ordinal` is 1 for the first one. An answer may also be left unfinished. */
export type Handler = (response: ServerResponse, ordinal: number, request: IncomingMessage) => void;

export interface TestServer {
	readonly url: string;
	readonly requests: readonly Received[];
	/** Answers that were not sent to their end before the client hung up. */
	readonly hungUp: () => number;
	readonly close: () => Promise<void>;
}

export const startServer = async (handler: Handler): Promise<TestServer> => {
	const requests: Received[] = [];
	const sockets = new Set<Socket>();
	let hungUp = 0;
	const server = createServer((request, response) => {
		requests.push({target: request.url ?? '', headers: request.headers, at: performance.now()});
		response.on('close', () => {
			if (!response.writableFinished) hungUp++;
		});
		handler(response, requests.length, request);
	});
	server.on('connection', socket => {
		sockets.add(socket);
		socket.on('close', () => sockets.delete(socket));
		socket.on('error', () => {}); // The client may reset it at any time.
	});
	await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
	const {port} = server.address() as AddressInfo;
	const close = () =>
		new Promise<void>(resolve => {
			server.close(() => resolve());
			for (const socket of sockets) socket.destroy();
		});
	return {url: `http://127.0.0.1:${port}`, requests, hungUp: () => hungUp, close};
};

/** Starts HTTP servers on loopback; all of them end with the test. */
export const useServers = () => {
	const open: TestServer[] = [];
	afterEach(async () => {
		await Promise.all(open.splice(0).map(server => server.close()));
	});
	return async (handler: Handler): Promise<TestServer> => {
		const server = await startServer(handler);
		open.push(server);
		return server;
	};
};

export const credentials = {projectId: 'c22d24f6-5a47-4597-9a23-c7d01e696b92', apiToken: 'PT0123456789abcdef'} as const;

/** A client of a test server, whose retries do not take long. */
export const clientOf = ({url}: Pick<TestServer, 'url'>, options: ClientOptions = {}): Client =>
	createClient({baseUrl: url, ...credentials, retry: fastRetry, ...options});

export const sendText = (
	response: ServerResponse,
	status: number,
	body: string | Uint8Array,
	headers: Readonly<Record<string, string>> = {},
): void => {
	response.writeHead(status, {'content-type': 'application/json', ...headers}).end(body);
};

export const sendJson = (
	response: ServerResponse,
	status: number,
	body: unknown,
	headers: Readonly<Record<string, string>> = {},
): void => sendText(response, status, JSON.stringify(body), headers);

const {
	data: [example],
} = JSON.parse(examplePageText);

/** A valid room that can be told from others. */
export const roomAt = (index: number): Readonly<Record<string, unknown>> => ({
	...example,
	id: `room-${index}`,
	name: `room_${index}`,
});

export const idsFrom = (first: number, end: number): readonly string[] =>
	Array.from({length: end - first}, (_, place) => `room-${first + place}`);

/** The page numbered from 0 of a listing, with a link to `next` if there is one. */
export const roomsPage = (page: number, size: number, next: string | undefined): unknown => ({
	links: next === undefined ? {} : {next},
	data: Array.from({length: size}, (_, place) => roomAt(page * size + place)),
});

/** Which page a request asks for, from 0. */
export const pageOf = (request: IncomingMessage): number =>
	Number(new URL(request.url ?? '', 'http://localhost').searchParams.get('page') ?? 0);

/** Sends the page that is asked for, of a listing of `pages` pages with `size` rooms each. */
export const sendListing = (response: ServerResponse, request: IncomingMessage, pages: number, size: number): void => {
	const page = pageOf(request);
	const next = page + 1 < pages ? `/api/video/rooms?page=${page + 1}` : undefined;
	sendJson(response, 200, roomsPage(page, size, next));
};
