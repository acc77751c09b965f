import {afterEach, beforeEach, describe, expect, it, jest} from '@jest/globals';
import {createRateLimiter} from '../../lib/simulator/http/rate-limiter.ts';
import {createGate} from '../../lib/transport/gate.ts';
import {afterRefused, afterServed, type Pace, spacingAt, unknownPace, widthOf} from '../../lib/transport/pace.ts';
import {createThrottle} from '../../lib/transport/throttle.ts';

/** What a server lets through, told the time in milliseconds. */
type Allows = (now: number) => boolean;

/** Counts in intervals, each from the first request after the one before. */
const fixed = (limit: number, interval = 1000): Allows => {
	const take = createRateLimiter({limit, interval}, () => performance.now());
	return () => take().allowed;
};

/** Counts what it let through in the interval before each request. */
const sliding = (limit: number, interval = 1000): Allows => {
	const served: number[] = [];
	return now => {
		while (served[0] !== undefined && served[0] <= now - interval) served.shift();
		if (served.length >= limit) return false;
		served.push(now);
		return true;
	};
};

const never = new AbortController().signal;

interface Traffic {
	readonly allows: Allows;
	/** Milliseconds that a refusal asks for; undefined: each back-off is half a second at most. */
	readonly retryAfter: number | undefined;
	readonly latency: number;
	readonly atOnce: number;
}

/** So many requests, of clients that stand for one: how many were refused, and how many seconds they took. */
const send = async (requests: number, {allows, retryAfter, latency, atOnce}: Traffic) => {
	const gate = createGate();
	const acquireSlot = createThrottle({limit: 1000, interval: 1000}, gate);
	const travel = () => new Promise(resolve => setTimeout(resolve, latency / 2));
	const start = performance.now();
	const servedAt: number[] = [];
	let [left, refused] = [requests, 0];
	const worker = async () => {
		while (left > 0) {
			left--;
			const sent = await acquireSlot(never);
			await travel();
			const isServed = allows(performance.now() - start);
			await travel();
			gate.answered(sent, isServed ? 'served' : 'refused');
			if (isServed) servedAt.push(performance.now() - start);
			else {
				left++;
				refused++;
				gate.close(retryAfter ?? (refused * 137) % 500);
			}
		}
	};
	const done = Promise.all(Array.from({length: atOnce}, worker));
	while (servedAt.length < requests) await jest.advanceTimersByTimeAsync(1000);
	await done;
	return {refused, seconds: (servedAt.at(-1) ?? 0) / 1000, servedAt};
};

describe('a client that a server refuses to serve as fast as it asks', () => {
	beforeEach(() => {
		jest.useFakeTimers();
	});
	afterEach(() => {
		jest.useRealTimers();
	});

	// At the full rate it would be 15 seconds, and 1.5 in the last case; the first refusal alone costs one.
	it.each<[what: string, requests: number, most: number, traffic: Traffic]>([
		['20 a second', 300, 17.5, {allows: fixed(20), retryAfter: 1000, latency: 20, atOnce: 100}],
		['20 a second, from far away', 300, 20, {allows: fixed(20), retryAfter: 1000, latency: 300, atOnce: 100}],
		['20 in any second', 300, 17.5, {allows: sliding(20), retryAfter: 1000, latency: 20, atOnce: 100}],
		['20 a second, with 2 s of quiet', 300, 21, {allows: fixed(20), retryAfter: 2000, latency: 20, atOnce: 100}],
		['20 a second, with 3 s of quiet', 300, 24, {allows: fixed(20), retryAfter: 3000, latency: 20, atOnce: 100}],
		[
			'20 a second, without a word of how long to wait',
			300,
			17.5,
			{allows: fixed(20), retryAfter: undefined, latency: 20, atOnce: 100},
		],
		['20 a second, for ten walks', 300, 17.5, {allows: fixed(20), retryAfter: 1000, latency: 20, atOnce: 10}],
		['5 a second', 75, 17.5, {allows: fixed(5), retryAfter: 1000, latency: 20, atOnce: 100}],
		['5 in any second', 75, 17.5, {allows: sliding(5), retryAfter: 1000, latency: 20, atOnce: 100}],
		['50 a second', 750, 17.5, {allows: fixed(50), retryAfter: 1000, latency: 20, atOnce: 100}],
		['20 in a tenth of a second', 300, 2, {allows: fixed(20, 100), retryAfter: 100, latency: 2, atOnce: 100}],
	])('learns that it is %s', async (_what, requests, most, traffic) => {
		const {refused, seconds} = await send(requests, traffic);
		expect(refused).toBeLessThan(40);
		expect(seconds).toBeLessThan(most);
	});

	it.each([4, 12])('is served at nearly full speed within 20 s when it may from second %i on', async rise => {
		const [few, many] = [fixed(5), fixed(200)];
		const allows: Allows = now => (now < rise * 1000 ? few : many)(now);
		const {servedAt} = await send(3000, {allows, retryAfter: 1000, latency: 20, atOnce: 100});
		const isFast = (from: number) => servedAt.filter(at => at >= from && at < from + 1000).length > 150;
		const starts = Array.from({length: 20}, (_, second) => (rise + second) * 1000);
		expect(starts.some(isFast)).toBe(true);
	});

	it('asks a server that counts by more than a second ever less often', async () => {
		const traffic: Traffic = {allows: fixed(20, 20_000), retryAfter: 1000, latency: 20, atOnce: 100};
		const {refused} = await send(60, traffic);
		expect(refused).toBeLessThan(60);
	});
});

describe('what is learned of a server', () => {
	/** So many requests are served, and the next one is refused. */
	const refusedAfter = (pace: Pace, served: number, from: number, now: number): Pace => {
		let next = pace;
		for (let request = 0; request < served; request++) next = afterServed(next, from, now);
		return afterRefused(next, from, served, now);
	};

	it('is nothing before it refuses: the window grows by half in each round trip, and nothing is spaced', () => {
		let pace = unknownPace;
		expect(widthOf(pace)).toBe(10);
		for (const width of [15, 22]) {
			for (let answers = widthOf(pace); answers > 0; answers--) pace = afterServed(pace, 0, 50);
			expect(widthOf(pace)).toBe(width);
		}
		expect(spacingAt(pace, 1e9)).toBe(0);
	});

	it('is asked for with one request at a time, from a refusal until the server serves again', () => {
		const refused = refusedAfter(unknownPace, 20, 0, 100);
		expect(widthOf(refused)).toBe(1);
		expect(widthOf(afterServed(refused, 1100, 1120))).toBe(10);
	});

	it('is the same from the many refusals of one burst as from one', () => {
		const refused = refusedAfter(unknownPace, 20, 0, 100);
		const often = Array.from({length: 30}).reduce<Pace>(pace => afterRefused(pace, 90, 20, 130), refused);
		expect(often).toEqual(refused);
		const again = afterServed(refused, 1100, 1120);
		expect(afterRefused(again, 99, 20, 1130)).toBe(again);
	});

	it('is what was served in the second before, at least half of what was believed, and no more than that', () => {
		const perSecond = (pace: Pace, now: number) => Math.round(1000 / spacingAt(pace, now));
		const twenty = afterServed(refusedAfter(unknownPace, 20, 0, 100), 1100, 1120);
		expect(perSecond(twenty, 1120)).toBe(19);
		const hardly = afterServed(refusedAfter(twenty, 1, 1130, 1200), 2200, 2220);
		expect(perSecond(hardly, 2220)).toBe(9);
		const much = afterServed(refusedAfter(twenty, 500, 1130, 1200), 2200, 2220);
		expect(perSecond(much, 2220)).toBe(19);
	});

	it('stays for six times as long as the server refused, and grows after that', () => {
		const pace = afterServed(refusedAfter(unknownPace, 20, 0, 0), 980, 1000);
		const spacing = spacingAt(pace, 1000);
		expect(spacingAt(pace, 7000)).toBe(spacing);
		expect(spacingAt(pace, 10_000)).toBeCloseTo(spacing / 2);
		expect(spacingAt(pace, 20_000)).toBeLessThan(spacing / 50);
	});
});
