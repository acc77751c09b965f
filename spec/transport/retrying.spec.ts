import {describe, expect, it} from '@jest/globals';
import {type ClientEvent, type PaginationError, paginateRooms} from '../../lib/index.ts';
import type {SimulatorOptions} from '../../lib/simulator/index.ts';
import {fastRetry, rejection, toArray, until, useSimulators} from '../support/simulated.ts';

const simulate = useSimulators();

const failure = async (options: SimulatorOptions, retry = {}) => {
	const {simulator, client} = await simulate(options, {retry: {...fastRetry, ...retry}});
	const error = (await rejection(toArray(paginateRooms(client)))) as PaginationError;
	return {error, requests: simulator.statistics.requests};
};

describe('an attempt that fails', () => {
	it.each(['408', '425', '429', '500', '502', '503', '504', 'reset', 'truncate', 'html', 'invalid-json'])(
		'with %s is made again, and the walk does not notice',
		async fault => {
			const {simulator, client} = await simulate({rooms: 20, faults: [`${fault}@1`]});
			expect(await toArray(paginateRooms(client))).toEqual([...simulator.rooms()]);
			expect(simulator.statistics.requests).toBe(2);
		},
	);

	it.each([
		['400', 'rejected'],
		['401', 'authentication'],
		['403', 'authentication'],
		['404', 'rejected'],
		['409', 'rejected'],
		['422', 'rejected'],
	])('with %s is not made again', async (fault, kind) => {
		const {error, requests} = await failure({faults: [fault]});
		expect(error).toMatchObject({kind, status: Number(fault)});
		expect(requests).toBe(1);
	});

	it.each([
		['503', 'server'],
		['429', 'rate-limited'],
		['reset', 'network'],
		['truncate', 'network'],
		['html', 'invalid-body'],
	])('with %s every time is made three times with two retries, and no more', async (fault, kind) => {
		const {error, requests} = await failure({faults: [fault]}, {retries: 2});
		expect(error.kind).toBe(kind);
		expect(error.message).toMatch(/It failed 3 times\.$/);
		expect(requests).toBe(3);
	});

	it('by its time-out is made again, whether headers or body are late', async () => {
		for (const fault of ['silence@1', 'stall@1']) {
			const {simulator, client} = await simulate({rooms: 5, faults: [fault]}, {timeout: 150});
			expect(await toArray(paginateRooms(client))).toHaveLength(5);
			expect(simulator.statistics.requests).toBe(2);
		}
	});

	it('by its time-out every time says so', async () => {
		const {client} = await simulate({faults: ['stall']}, {timeout: 60, retry: {...fastRetry, retries: 1}});
		const error = (await rejection(paginateRooms(client).next())) as PaginationError;
		expect(error.kind).toBe('timeout');
		expect(error.message).toMatch(/got no whole answer within 60 ms/);
	});

	it('by a connection that nobody takes says where', async () => {
		const {simulator, client} = await simulate({}, {retry: {...fastRetry, retries: 1}});
		await simulator.close();
		const error = (await rejection(paginateRooms(client).next())) as PaginationError;
		expect(error).toMatchObject({kind: 'network', code: 'ECONNREFUSED'});
		expect(error.message).toContain(simulator.url);
	});
});

describe('Retry-After', () => {
	const timesOf = async (fault: string, retry = {}) => {
		const times: number[] = [];
		const onEvent = ({type}: ClientEvent) => {
			if (type === 'request') times.push(performance.now());
		};
		const {client} = await simulate({rooms: 5, faults: [fault]}, {retry: {...fastRetry, ...retry}, onEvent});
		await toArray(paginateRooms(client));
		return times;
	};

	it('is waited for, in seconds', async () => {
		const [first = 0, second = 0] = await timesOf('503@1;retry-after=1');
		expect(second - first).toBeGreaterThanOrEqual(999);
	});

	it('of nothing still backs off', async () => {
		const delays: number[] = [];
		const onEvent = (event: ClientEvent) => {
			if (event.type === 'retry') delays.push(event.delay);
		};
		const {client} = await simulate(
			{rooms: 5, faults: ['503;retry-after=0']},
			{retry: {minDelay: 20, maxDelay: 20, retries: 6}, onEvent},
		);
		await rejection(toArray(paginateRooms(client)));
		expect(delays).toHaveLength(6);
		expect(Math.max(...delays)).toBeGreaterThan(0);
		expect(Math.max(...delays)).toBeLessThanOrEqual(20);
	});

	it('beyond what is left fails at once, and says so', async () => {
		const {error, requests} = await failure({faults: ['429;retry-after=3600']});
		expect(error).toMatchObject({kind: 'rate-limited', status: 429, retryAfter: 3_600_000});
		expect(error.message).toMatch(/asked to wait 3600000 ms, and \d+ ms are left of retry\.maxElapsed/);
		expect(requests).toBe(1);
	});

	it.each(['429', '503'])('with %s pauses every walk of the client', async status => {
		const {simulator, client} = await simulate({rooms: 100, faults: [`${status}@2;retry-after=1`]});
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

describe('an answer', () => {
	const respond = (body: unknown, headers: Record<string, string> = {}): SimulatorOptions => ({
		faults: [() => ({kind: 'respond', body, headers})],
	});

	it('larger than allowed is not read to its end, nor asked for again', async () => {
		const {simulator, client} = await simulate({rooms: 1000}, {maxResponseBytes: 5000});
		const error = (await rejection(paginateRooms(client, {page_size: 1000}).next())) as PaginationError;
		expect(error.kind).toBe('response-too-large');
		expect(error.message).toMatch(/more than 5000 bytes\. Ask for a smaller page_size/);
		expect(simulator.statistics.requests).toBe(1);
	});

	it('with a byte order mark is read', async () => {
		const {client} = await simulate(respond('\uFEFF{"links":{},"data":[]}'));
		expect(await toArray(paginateRooms(client))).toEqual([]);
	});

	it('is read whatever content type it claims', async () => {
		const {client} = await simulate(respond({links: {}, data: []}, {'content-type': 'text/html'}));
		expect(await toArray(paginateRooms(client))).toEqual([]);
	});

	it('of a 422 lists each attribute and message', async () => {
		const {client} = await simulate();
		const error = (await rejection(
			paginateRooms(client, {page_token: 'PA-nobody-gave-this', page_number: 3}).next(),
		)) as PaginationError;
		expect(error).toMatchObject({kind: 'rejected', status: 422});
		expect(error.details[0]).toMatchObject({attribute: 'page_token'});
		expect(error.message).toContain('page_token');
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
