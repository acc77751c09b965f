import {performance} from 'node:perf_hooks';
import {describe, expect, it} from '@jest/globals';
import {createRateLimiter} from '../../lib/simulator/http/rate-limiter.ts';
import {startSimulator} from '../../lib/simulator/index.ts';
import {receive} from './support/client.ts';

describe('the rate limit', () => {
	it('lets so many requests through in each interval, and tells in headers', () => {
		let time = 1000;
		const take = createRateLimiter({limit: 2, interval: 1500}, () => time);
		expect(take()).toEqual({
			allowed: true,
			headers: {'x-ratelimit-limit': '2', 'x-ratelimit-remaining': '1', 'x-ratelimit-reset': '2'},
		});
		expect(take()).toMatchObject({allowed: true, headers: {'x-ratelimit-remaining': '0'}});
		time += 700;
		expect(take()).toMatchObject({
			allowed: false,
			headers: {'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1', 'retry-after': '1'},
		});
		time += 800;
		expect(take()).toMatchObject({allowed: true});
	});

	it('answers 429 beyond it, before any fault and any check of credentials', async () => {
		const rateLimit = {limit: 2, interval: 60_000, retryAfter: 7};
		await using simulator = await startSimulator({rateLimit, faults: ['503@2']});
		expect((await receive(simulator)).headers.get('x-ratelimit-remaining')).toBe('1');
		expect((await receive(simulator)).status).toBe(503);
		const refused = await receive(simulator, undefined, {headers: {authorization: 'none'}});
		expect(refused).toMatchObject({status: 429, text: '{"error":"Too Many Requests"}'});
		expect(refused.headers.get('retry-after')).toBe('7');
		expect(simulator.requests.map(({status}) => status)).toEqual([200, 503, 429]);
	});

	it('is absent by default', async () => {
		await using simulator = await startSimulator();
		expect((await receive(simulator)).headers.has('x-ratelimit-limit')).toBe(false);
	});
});

describe('latency', () => {
	it.each([30, {min: 30, max: 40}])('passes before an answer: %p', async latency => {
		await using simulator = await startSimulator({rooms: 1, latency});
		const start = performance.now();
		await receive(simulator);
		expect(performance.now() - start).toBeGreaterThanOrEqual(29);
	});
});
