import {getEventListeners} from 'node:events';
import {Readable} from 'node:stream';
import {describe, expect, it} from '@jest/globals';
import {paginateRoomPages, paginateRooms} from '../../lib/index.ts';
import type {SimulatorOptions} from '../../lib/simulator/index.ts';
import {rejection, toArray, until, useSimulators} from '../support/simulated.ts';

const simulate = useSimulators();

/** What keeps a walk waiting for minutes, were it not stopped. */
const waits: ReadonlyArray<readonly [name: string, options: SimulatorOptions]> = [
	['the headers of a silent server', {faults: ['silence@2']}],
	['a body that stalls', {faults: ['stall@2']}],
	['a back-off', {faults: [{kind: 'status', status: 503}]}],
	['a long Retry-After', {faults: ['429@2;retry-after=250']}],
];

const slow = {
	timeout: 600_000,
	retry: {minDelay: 250_000, maxDelay: 250_000, retries: 5},
	throttle: {limit: 50, interval: 1000},
};

describe.each(waits)('a walk that waits for %s', (name, options) => {
	const start = async () => {
		const opened = await simulate({rooms: 100, ...options}, slow);
		const requests = name === 'a back-off' ? 1 : 2;
		return {...opened, waiting: () => until(() => opened.simulator.statistics.requests === requests)};
	};

	it('ends at once with return(), and the next() that waits is done', async () => {
		const {client, waiting} = await start();
		const walk = paginateRoomPages(client, {page_size: 10}, {readAhead: 0});
		const first = walk.next();
		const second = walk.next();
		await waiting();
		expect(await walk.return(undefined as never)).toMatchObject({done: true});
		expect(await second).toMatchObject({done: true});
		await first;
	});

	it('ends at once with throw(), which rejects with the error', async () => {
		const {client, waiting} = await start();
		const walk = paginateRooms(client, {page_size: 10}, {readAhead: 0});
		const firsts = Array.from({length: 11}, () => walk.next());
		await waiting();
		const error = new Error('enough');
		expect(await rejection(walk.throw(error))).toBe(error);
		await Promise.all(firsts);
		expect(await walk.next()).toEqual({done: true, value: undefined});
	});

	it.each([new Error('no more'), 'a text', undefined])(
		'ends at once when the signal aborts, with its reason: %s',
		async reason => {
			const {client, waiting} = await start();
			const controller = new AbortController();
			const walk = toArray(paginateRooms(client, {page_size: 10}, {signal: controller.signal}));
			await waiting();
			controller.abort(reason);
			expect(await rejection(walk)).toBe(controller.signal.reason);
			expect(getEventListeners(controller.signal, 'abort')).toHaveLength(0);
		},
	);

	it('lets a destroyed stream close at once', async () => {
		const {client, waiting} = await start();
		const stream = Readable.from(paginateRooms(client, {page_size: 10}, {readAhead: 0}));
		stream.on('data', () => {});
		await waiting();
		const closed = new Promise(resolve => {
			stream.on('close', resolve);
		});
		stream.destroy();
		await closed;
	});
});

describe('stopping', () => {
	it('ends the loop at once with break while the next page is on its way', async () => {
		const {simulator, client} = await simulate({rooms: 100, faults: ['stall@2']}, {timeout: 600_000});
		for await (const _room of paginateRooms(client, {page_size: 10})) {
			await until(() => simulator.statistics.requests === 2);
			break;
		}
		expect(simulator.statistics.requests).toBe(2);
	});

	it('ends guesses too', async () => {
		const {simulator, client} = await simulate(
			{rooms: 1000, latency: 1, faults: [({ordinal}) => (ordinal > 6 ? {kind: 'silence'} : undefined)]},
			{timeout: 600_000},
		);
		const walk = paginateRooms(client, {page_size: 10}, {concurrency: 8});
		for (let room = 0; room < 40; room++) await walk.next();
		await until(() => simulator.statistics.requests > 9);
		await walk.return(undefined as never);
		// What was sent already still arrives; nothing is sent any more.
		for (let turn = 0; turn < 50; turn++) await new Promise(resolve => setImmediate(resolve));
		const {requests} = simulator.statistics;
		for (let turn = 0; turn < 50; turn++) await new Promise(resolve => setImmediate(resolve));
		expect(simulator.statistics.requests).toBe(requests);
	});

	it('sends nothing when the signal has aborted before', async () => {
		const {simulator, client} = await simulate();
		expect(await rejection(paginateRooms(client, {}, {signal: AbortSignal.abort('early')}).next())).toBe('early');
		expect(simulator.statistics.requests).toBe(0);
	});

	it('gives no room that is at hand once the signal has aborted', async () => {
		const {client} = await simulate({rooms: 100});
		const controller = new AbortController();
		const walk = paginateRooms(client, {}, {signal: controller.signal});
		await walk.next();
		controller.abort('now');
		expect(await rejection(walk.next())).toBe('now');
		expect(await walk.next()).toEqual({done: true, value: undefined});
	});

	it('ends the wait for the throttle, and the limit still holds afterwards', async () => {
		const {simulator, client} = await simulate({rooms: 100}, {throttle: {limit: 1, interval: 300}});
		const controller = new AbortController();
		const walk = paginateRooms(client, {page_size: 10}, {readAhead: 1, signal: controller.signal});
		await walk.next();
		controller.abort('enough');
		expect(await rejection(walk.next())).toBe('enough');
		const begun = performance.now();
		await paginateRooms(client, {page_size: 10}, {maxItems: 1}).next();
		expect(performance.now() - begun).toBeGreaterThan(100);
		expect(simulator.statistics.requests).toBe(2);
	});

	it('lets go of the signal however a walk ends', async () => {
		const {client} = await simulate({rooms: 30, faults: []});
		const controller = new AbortController();
		const {signal} = controller;
		await toArray(paginateRooms(client, {page_size: 10}, {signal}));
		for await (const _room of paginateRooms(client, {page_size: 10}, {signal})) break;
		const walk = paginateRooms(client, {page_size: 10}, {signal});
		await walk.next();
		await rejection(walk.throw(new Error('stop')));
		expect(getEventListeners(signal, 'abort')).toHaveLength(0);
	});

	it('adds one listener to a signal that a hundred walks share', async () => {
		const {client} = await simulate({rooms: 30});
		const {signal} = new AbortController();
		const walks = Array.from({length: 100}, () => paginateRooms(client, {page_size: 10}, {signal}));
		await Promise.all(walks.map(walk => walk.next()));
		expect(getEventListeners(signal, 'abort')).toHaveLength(1);
		await Promise.all(walks.map(walk => walk.return(undefined as never)));
		expect(getEventListeners(signal, 'abort')).toHaveLength(0);
	});

	it('answers several next() at once in order, each room once', async () => {
		const {simulator, client} = await simulate({rooms: 25});
		const walk = paginateRooms(client, {page_size: 10});
		const results = await Promise.all(Array.from({length: 27}, () => walk.next()));
		expect(results.slice(0, 25).map(({value}) => value)).toEqual([...simulator.rooms()]);
		expect(results[25]).toMatchObject({done: true, value: {items: 25}});
		expect(results[26]).toEqual({done: true, value: undefined});
	});
});
