import {describe, expect, it} from '@jest/globals';
import {type ClientEvent, paginateRooms} from '../../lib/index.ts';
import {createRateLimiter} from '../../lib/simulator/http/rate-limiter.ts';
import {clientOf, idsFrom, sendJson, sendListing, useServers} from '../support/server.ts';
import {rejection, toArray, until, useSimulators} from '../support/simulated.ts';

const simulate = useSimulators();
const serve = useServers();

// Which answers are asked for again, and what becomes of those that are not, is in spec/hostile; how long is waited, and
// after which answers all wait, in ky-transport.spec.ts.
describe('Retry-After', () => {
	it('pauses every walk of the client', async () => {
		const {simulator, client} = await simulate({rooms: 100, faults: ['429@2;retry-after=0.6']});
		const walks = [1, 2, 3].map(() => paginateRooms(client, {page_size: 10}, {readAhead: 0}));
		const [first, second, third] = walks as [(typeof walks)[0], (typeof walks)[0], (typeof walks)[0]];
		await first.next();
		const paused = second.next();
		await until(() => simulator.statistics.requests === 2 && simulator.requests[1]?.status !== undefined);
		await new Promise(resolve => setImmediate(resolve));
		const begun = performance.now();
		await third.next();
		expect(performance.now() - begun).toBeGreaterThan(300);
		await paused;
		await Promise.all(walks.map(walk => walk.return(undefined as never)));
	});
});

describe('the throttle', () => {
	it('holds over all walks of a client, retries included', async () => {
		const times: number[] = [];
		const onEvent = ({type}: ClientEvent) => {
			if (type === 'request') times.push(performance.now());
		};
		const {client} = await simulate(
			{rooms: 40, faults: ['503@2', '503@5']},
			{throttle: {limit: 2, interval: 200}, onEvent},
		);
		await Promise.all([1, 2].map(() => toArray(paginateRooms(client, {page_size: 10}))));
		expect(times).toHaveLength(10);
		expect((times.at(-1) ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(4 * 200 - 50);
	});
});

describe('a server that bears 20 requests in a tenth of a second', () => {
	it('is asked for hardly more than that by a client that would have a hundred pages at once', async () => {
		const take = createRateLimiter({limit: 20, interval: 100}, () => performance.now());
		let refused = 0;
		const server = await serve((response, _ordinal, request) => {
			if (take().allowed) return sendListing(response, request, 150, 1);
			refused++;
			sendJson(response, 429, {}, {'retry-after': '0.1'});
		});
		const rooms = await toArray(paginateRooms(clientOf(server), {}, {concurrency: 100}));
		expect(rooms.map(({id}) => id)).toEqual(idsFrom(0, 150));
		expect(refused).toBeLessThan(60);
	});
});

describe('headers that tell a rate limit', () => {
	it('are heeded: nothing is refused, and each wait is told', async () => {
		const pauses: ClientEvent[] = [];
		const onEvent = (event: ClientEvent) => {
			if (event.type === 'pause') pauses.push(event);
		};
		const {simulator, client} = await simulate({rooms: 25, rateLimit: {limit: 10, interval: 500}}, {onEvent});
		await toArray(paginateRooms(client, {page_size: 1}, {concurrency: 25}));
		expect(simulator.requests.filter(({status}) => status === 429)).toEqual([]);
		expect(pauses).toMatchObject([
			{delay: 1000, status: 200},
			{delay: 1000, status: 200},
		]);
	});
});

describe('events', () => {
	it('tell the story of a walk', async () => {
		const story: string[] = [];
		const onEvent = (event: ClientEvent) =>
			story.push('attempt' in event ? `${event.type} ${event.attempt}` : event.type);
		const {client} = await simulate({rooms: 15, faults: ['429@2;retry-after=0']}, {onEvent});
		await toArray(paginateRooms(client, {page_size: 10}, {readAhead: 0}));
		expect(story).toEqual([
			'request 1',
			'response 1',
			'page',
			'request 1',
			'response 1',
			'retry 1',
			'pause 1',
			'request 2',
			'response 2',
			'page',
		]);
	});

	it('fail the walk with what their listener throws', async () => {
		const mine = new Error('mine');
		const {client} = await simulate(
			{},
			{
				onEvent: () => {
					throw mine;
				},
			},
		);
		expect(await rejection(paginateRooms(client).next())).toBe(mine);
	});
});
