import type {IncomingMessage, ServerResponse} from 'node:http';
import {type AddressInfo, createServer, type Socket} from 'node:net';
import {afterAll, beforeAll} from '@jest/globals';
import {type Handler, pageOf, roomsPage, sendJson} from '../../support/server.ts';

/** The listing of every case: pages 0 to 5 with two rooms each. Something is wrong with page 4. */
export const pages = 6;
export const roomsOnPage = 2;
export const hostilePage = 4;

export const linkTo = (page: number): string => `/api/video/rooms?page=${page}`;

/** A page as it should be. */
export const properPage = (page: number): unknown =>
	roomsPage(page, roomsOnPage, page + 1 < pages ? linkTo(page + 1) : undefined);

export const properText: string = JSON.stringify(properPage(hostilePage));

/** A request for the hostile page, and all that a misdeed needs. */
export interface Turn {
	readonly request: IncomingMessage;
	readonly response: ServerResponse;
	/** The connection itself, for what no HTTP server would send. */
	readonly socket: Socket;
	/** 1 for the first time that the hostile page is asked for. */
	readonly attempt: number;
	/** This server's origin, as its client calls it. */
	readonly origin: string;
	/** The origin of another server, which nothing may reach. */
	readonly elsewhere: string;
	/** Sends the page as it should be. */
	readonly behave: () => void;
}

export type Misdeed = (turn: Turn) => void;

/** Misbehaves the first so many times, and behaves then. */
export const first =
	(times: number, misdeed: Misdeed): Misdeed =>
	turn =>
		turn.attempt <= times ? misdeed(turn) : turn.behave();

/** Sends these bytes on the connection, whatever they are, and leaves it open. */
export const raw =
	(...parts: ReadonlyArray<string | Uint8Array>): Misdeed =>
	({socket}) => {
		for (const part of parts) socket.write(part);
	};

/** Sends these bytes, and ends the connection. */
export const rawAndEnd =
	(...parts: ReadonlyArray<string | Uint8Array>): Misdeed =>
	({socket}) =>
		socket.end(Buffer.concat(parts.map(part => Buffer.from(part as string))));

export interface HostileServer {
	readonly handler: (misdeed: Misdeed, elsewhere: string, host: string) => Handler;
	/** How often the hostile page was asked for. */
	readonly asked: () => number;
	readonly behaveFromNowOn: () => void;
}

/** The listing, whose page 4 is answered by a misdeed until it is told to behave. */
export const hostileServer = (): HostileServer => {
	let asked = 0;
	let behaves = false;
	return {
		asked: () => asked,
		behaveFromNowOn: () => {
			behaves = true;
		},
		handler: (misdeed, elsewhere, host) => (response, _ordinal, request) => {
			const page = pageOf(request);
			const behave = () => sendJson(response, 200, properPage(page));
			if (page >= pages) sendJson(response, 404, {error: 'Not Found'});
			else if (page !== hostilePage || behaves) behave();
			else {
				const {socket} = request;
				const origin = `http://${host}:${socket.localPort}`;
				misdeed({request, response, socket, attempt: ++asked, origin, elsewhere, behave});
			}
		},
	};
};

/** A server of somebody else: it counts every connection, whatever comes over it. */
export const useElsewhere = () => {
	let connections = 0;
	const server = createServer(socket => {
		connections++;
		socket.on('error', () => {}).destroy();
	});
	beforeAll(async () => {
		await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
	});
	afterAll(async () => {
		await new Promise(resolve => server.close(resolve));
	});
	return {
		origin: () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		connections: () => connections,
	};
};
