import {createServer, type Server} from 'node:http';
import {type AddressInfo, createServer as createTcpServer, type Socket} from 'node:net';
import {afterEach, describe, expect, it} from '@jest/globals';
import {paginateRooms} from '../../lib/index.ts';
import {clientOf, idsFrom, sendListing} from '../support/server.ts';
import {rejection, toArray} from '../support/simulated.ts';
import {describeCases, done, failsAtIt} from './support/describe-cases.ts';
import {first, type Misdeed, properText, rawAndEnd} from './support/hostile-server.ts';
import {chunk, chunked, half, headers, length} from './support/raw-answers.ts';
import {expectNoSecrets} from './support/secrets.ts';

const network = failsAtIt(
	'network',
	/from http:\/\/127\.0\.0\.1:\d+ failed on the network \(\S.*\)\. .* It failed 3 times\.$/,
	3,
);
const invalidBody = (what: RegExp) => failsAtIt('invalid-body', what, 3);

const reset =
	(before: string): Misdeed =>
	({socket}) =>
		socket.write(before, () => socket.resetAndDestroy());

describeCases('a connection that fails is tried again:', [
	['it is reset before any answer', ({socket}) => socket.resetAndDestroy(), network],
	['it is closed before any answer', ({socket}) => socket.end(), network],
	['it is reset within the status line', reset('HTTP/1.'), network],
	['it is reset within the headers', reset(headers), network],
	['it is reset after the headers', reset(`${headers}content-length: ${length}\r\n\r\n`), network],
	['it is reset within the body', reset(`${headers}content-length: ${length}\r\n\r\n${half}`), network],
	['it is reset within a chunked body', reset(`${chunked}${chunk(half)}`), network],
	['it is closed within the headers', rawAndEnd(headers), network],
	['it is closed within the body', rawAndEnd(`${headers}content-length: ${length}\r\n\r\n${half}`), network],
	['it is closed within a chunked body', rawAndEnd(`${chunked}${chunk(half)}`), network],
	['it is closed within a chunk', rawAndEnd(`${chunked}${chunk(properText).slice(0, -20)}`), network],
	['it is closed before the last chunk', rawAndEnd(`${chunked}${chunk(properText)}`), network],
	[
		'it is closed within a body of no known length',
		rawAndEnd(`${headers}connection: close\r\n\r\n${half}`),
		invalidBody(/200 and something else than whole JSON: "{/),
	],
	['it is reset before any answer, once', first(1, ({socket}) => socket.resetAndDestroy()), done(2)],
	[
		'it is reset within the body, twice',
		first(2, reset(`${headers}content-length: ${length}\r\n\r\n${half}`)),
		done(3),
	],
	['it is closed within a chunked body, once', first(1, rawAndEnd(`${chunked}${chunk(half)}`)), done(2)],
]);

describe('a connection', () => {
	const open: Array<Server | ReturnType<typeof createTcpServer>> = [];
	const sockets = new Set<Socket>();
	afterEach(async () => {
		for (const socket of sockets) socket.destroy();
		await Promise.all(open.splice(0).map(server => new Promise(resolve => server.close(resolve))));
	});

	/** A listing of three pages; `front` is given every connection, and passes on those that it likes. */
	const listen = async (front: (socket: Socket, ordinal: number, passOn: () => void) => void) => {
		let ordinal = 0;
		const listing = createServer((request, response) => sendListing(response, request, 3, 2));
		const server = createTcpServer(socket => {
			sockets.add(socket.on('error', () => {}));
			front(socket, ++ordinal, () => listing.emit('connection', socket));
		});
		open.push(server);
		await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
		return {url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, connections: () => ordinal};
	};
	const ids = async (server: {readonly url: string}) =>
		(await toArray(paginateRooms(clientOf(server, {retry: {retries: 2, minDelay: 1, maxDelay: 5}})))).map(({id}) => id);

	it.each([
		['is reset as soon as it is made', (socket: Socket) => socket.resetAndDestroy()],
		['is closed as soon as it is made', (socket: Socket) => socket.end()],
		['is greeted by something else', (socket: Socket) => socket.end('220 mail.invalid ESMTP\r\n')],
	])('that %s is made again, and given up after as many times as retries allow', async (_what, refuse) => {
		const soon = await listen((socket, ordinal, passOn) => (ordinal <= 2 ? refuse(socket) : passOn()));
		expect(await ids(soon)).toEqual(idsFrom(0, 6));
		expect(soon.connections()).toBeGreaterThanOrEqual(3);
		const never = await listen(socket => refuse(socket));
		const error = await rejection(ids(never));
		expect(error).toMatchObject({kind: 'network', page: 1, cursor: '/api/video/rooms?page_size=1000'});
		expect(never.connections()).toBe(3);
		expectNoSecrets(error);
	});

	it('that is closed after each answer, without a word, costs no page', async () => {
		const server = await listen((socket, _ordinal, passOn) => {
			const write = socket.write.bind(socket);
			passOn();
			// The answer's last bytes go out, then the connection's end.
			socket.write = ((...written: Parameters<typeof write>) => {
				setImmediate(() => socket.end());
				return write(...written);
			}) as typeof socket.write;
		});
		expect(await ids(server)).toEqual(idsFrom(0, 6));
		expect(server.connections()).toBeGreaterThanOrEqual(3);
	});

	it('that nobody takes is tried as often as retries allow, and the error says so', async () => {
		const {url} = await listen(() => {});
		await Promise.all(open.splice(0).map(server => new Promise(resolve => server.close(resolve))));
		const error = await rejection(ids({url}));
		expect(error).toMatchObject({kind: 'network', code: 'ECONNREFUSED'});
		expect((error as Error).message).toMatch(/Check the base address: nothing listens there\. It failed 3 times\.$/);
		expectNoSecrets(error);
	});
});
