import {once} from 'node:events';
import {createServer, type Server} from 'node:http';
import type {AddressInfo, Socket} from 'node:net';
import {createRequestHandler} from './http/request-handler.ts';
import {createRequestLog} from './http/request-log.ts';
import {createItemReader} from './lists/read-items.ts';
import {createServedLists} from './lists/served-lists.ts';
import {type SimulatorOptions, settingsOf} from './options.ts';
import {scheduleChanges} from './population/scheduled-changes.ts';
import {createRoomReader} from './rooms/read-rooms.ts';
import {createRoomsSpace} from './rooms/rooms-space.ts';
import type {Simulator} from './simulator.ts';

const loggedRequests = 10_000;

/** Addresses that mean "all interfaces" are no place to send requests to. */
const reachable = (host: string): string => {
	if (host === '0.0.0.0') return '127.0.0.1';
	return host.includes(':') ? `[${host === '::' ? '::1' : host}]` : host;
};

const listen = async (server: Server, port: number, host: string): Promise<number> => {
	server.listen(port, host);
	await once(server, 'listening');
	return (server.address() as AddressInfo).port;
};

const shut = async (server: Server, sockets: Set<Socket>): Promise<void> => {
	const ended = once(server, 'close');
	server.close();
	for (const socket of sockets) socket.destroy();
	sockets.clear();
	await ended;
};

/**
 * Starts a server on this machine that speaks SignalWire's lists, with faults on demand. The process stays alive until
 * `close()`. Rejects with an Error of one sentence if an option cannot be used, and with the system's
 * error (`EADDRINUSE`) if the port cannot.
 *
 * @example
 * await using simulator = await startSimulator({rooms: 2500, faults: ['503:0.05', 'truncate@2']});
 * console.log(simulator.url, simulator.room(0).name);
 */
export const startSimulator = async (options: SimulatorOptions = {}): Promise<Simulator> => {
	const settings = settingsOf(options);
	const {projectId, apiToken, subscriberToken, basePath, host, rooms, changes} = settings;
	const space = createRoomsSpace(settings);
	const {population, writer, cache} = space;
	const lists = createServedLists(settings, space);
	// Whether these are names of lists is known with all lists.
	if (Object.keys(settings.lists).length > 0) await lists.complete();
	const applyDueChanges = scheduleChanges(changes, rooms, writer.numberOf, population);
	applyDueChanges(0);

	const log = createRequestLog(loggedRequests);
	const sockets = new Set<Socket>();
	const totals = {requests: 0, pagesServed: 0, roomsServed: 0, itemsServed: 0, faultsInjected: 0};

	const handle = createRequestHandler({
		settings,
		lists,
		onRequest: (record, items) => {
			log.add(record);
			totals.requests++;
			totals.pagesServed += items === undefined ? 0 : 1;
			totals.roomsServed += items === undefined ? 0 : record.rooms;
			totals.itemsServed += items ?? 0;
			totals.faultsInjected += record.fault === undefined ? 0 : 1;
			applyDueChanges(record.ordinal);
		},
	});
	// Idle connections stay: a server that closes them makes clients fail now and then, and here faults are on demand.
	const server = createServer({keepAlive: true, keepAliveTimeout: 0, requestTimeout: 0, noDelay: true}, handle);
	server.on('connection', (socket: Socket) => {
		sockets.add(socket);
		socket.once('close', () => sockets.delete(socket));
	});
	const port = await listen(server, settings.port, host);

	let closed: Promise<void> | undefined;
	const close = (): Promise<void> => {
		closed ??= shut(server, sockets);
		return closed;
	};

	return {
		url: `http://${reachable(host)}:${port}${basePath}`,
		port,
		projectId,
		apiToken,
		subscriberToken,
		get requests() {
			return log.latest();
		},
		get statistics() {
			return {...totals, openConnections: sockets.size, cachedBytes: cache.weight(), cacheHits: cache.hits()};
		},
		...createRoomReader(space),
		items: createItemReader(lists, projectId),
		change: population.change,
		close,
		[Symbol.asyncDispose]: close,
	};
};
