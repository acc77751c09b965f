import {Agent, get} from 'node:http';
import {performance} from 'node:perf_hooks';
import {describe, expect, it} from '@jest/globals';
import {createAttemptCounter} from '../../lib/simulator/http/attempt-counter.ts';
import {createRequestLog, type RequestRecord} from '../../lib/simulator/http/request-log.ts';
import {demoApiToken, demoProjectId, startSimulator} from '../../lib/simulator/index.ts';
import {credentialsOf, failureOf, receive, roomsPath, send} from './support/client.ts';

describe('a simulator', () => {
	it('says where it is and who may come in', async () => {
		await using simulator = await startSimulator();
		expect(simulator).toMatchObject({
			url: `http://127.0.0.1:${simulator.port}`,
			projectId: demoProjectId,
			apiToken: demoApiToken,
		});
		expect([...simulator.rooms()]).toHaveLength(1000);
	});

	it.each([
		['localhost', /^http:\/\/localhost:\d+$/],
		['0.0.0.0', /^http:\/\/127\.0\.0\.1:\d+$/],
	])('listens on %s', async (host, url) => {
		await using simulator = await startSimulator({host});
		expect(simulator.url).toMatch(url);
	});

	it('refuses a port that is taken with the error of the system', async () => {
		await using simulator = await startSimulator();
		await expect(startSimulator({port: simulator.port})).rejects.toMatchObject({code: 'EADDRINUSE'});
	});

	it('runs beside others, each with its own rooms and log', async () => {
		await using one = await startSimulator({rooms: 3, seed: 1});
		await using other = await startSimulator({rooms: 4, seed: 2});
		await Promise.all([receive(one), receive(other), receive(other)]);
		expect([one.statistics.roomsServed, other.statistics.roomsServed]).toEqual([3, 8]);
	});
});

describe('close()', () => {
	it('ends stalled, silent, slow and delayed answers promptly, and leaves nothing behind', async () => {
		const faults = ['stall@1', 'silence@2', 'slow@3;delay=60000', 'stall@4'];
		const simulator = await startSimulator({faults, latency: {min: 0, max: 1}});
		const agent = new Agent({keepAlive: true});
		const pending = Array.from(
			{length: 5},
			() =>
				new Promise<string>(resolve => {
					const request = get(simulator.url + roomsPath, {agent, headers: credentialsOf(simulator)}, response => {
						response.on('data', () => {});
						response.on('error', () => resolve('cut short'));
						response.on('end', () => resolve('whole'));
					});
					request.on('error', () => resolve('refused'));
				}),
		);
		while (simulator.requests.length < 5) await new Promise(resolve => setImmediate(resolve));
		const start = performance.now();
		await simulator.close();
		expect(performance.now() - start).toBeLessThan(5000);
		expect(simulator.statistics.openConnections).toBe(0);
		const outcomes = await Promise.all(pending);
		expect(outcomes.filter(outcome => outcome === 'whole').length).toBeLessThanOrEqual(1);
		agent.destroy();
	});

	it('ends an answer that is delayed for an hour', async () => {
		const simulator = await startSimulator({latency: 3_600_000});
		const pending = failureOf(send(simulator, roomsPath));
		while (simulator.requests.length < 1) await new Promise(resolve => setImmediate(resolve));
		await simulator.close();
		expect(await pending).not.toBe('none');
	});

	it('may be called again, and at once', async () => {
		const simulator = await startSimulator();
		await Promise.all([simulator.close(), simulator.close()]);
		await simulator.close();
		expect(await failureOf(send(simulator, roomsPath))).toBe('ECONNREFUSED');
	});

	it('keeps the log and the rooms readable', async () => {
		const simulator = await startSimulator({rooms: 2});
		await receive(simulator);
		await simulator.close();
		expect(simulator.requests).toHaveLength(1);
		expect(simulator.room(1).id).toMatch(/-/);
	});
});

describe('the log', () => {
	it('tells of each request what came of it', async () => {
		await using simulator = await startSimulator({rooms: 60, faults: ['503@2']});
		await receive(simulator, `${roomsPath}?page_size=7`);
		await receive(simulator, `${roomsPath}?page_size=7`);
		await receive(simulator, '/elsewhere', {method: 'POST'});
		const common = {authorized: true, credentials: 'right', failure: undefined};
		expect(simulator.requests).toEqual([
			{
				...common,
				ordinal: 1,
				attempt: 1,
				method: 'GET',
				path: roomsPath,
				query: 'page_size=7',
				status: 200,
				fault: undefined,
				rooms: 7,
			},
			{
				...common,
				ordinal: 2,
				attempt: 2,
				method: 'GET',
				path: roomsPath,
				query: 'page_size=7',
				status: 503,
				fault: '503',
				rooms: 0,
			},
			{
				...common,
				ordinal: 3,
				attempt: 1,
				method: 'POST',
				path: '/elsewhere',
				query: '',
				status: 404,
				fault: undefined,
				rooms: 0,
			},
		]);
		expect(simulator.statistics).toMatchObject({requests: 3, pagesServed: 1, roomsServed: 7, faultsInjected: 1});
	});

	it('keeps the latest records only', () => {
		const log = createRequestLog(10);
		for (let ordinal = 1; ordinal <= 57; ordinal++) log.add({ordinal} as RequestRecord);
		expect(log.latest().map(({ordinal}) => ordinal)).toEqual([48, 49, 50, 51, 52, 53, 54, 55, 56, 57]);
	});

	it('counts attempts of the latest targets only', () => {
		const count = createAttemptCounter(2);
		expect(['a', 'a', 'b', 'a', 'c', 'a'].map(count)).toEqual([1, 2, 1, 3, 1, 1]);
	});
});
