import {describe, expect, it} from '@jest/globals';
import * as E from 'fp-ts/lib/Either.js';
import {createKyTransport, type TransportSettings} from '../../lib/transport/ky-transport.ts';
import type {TransportEvent} from '../../lib/transport/transport-event.ts';
import {leftOf, rightOf} from '../support/either.ts';
import {type Handler, sendJson, sendText, type TestServer, useServers} from '../support/server.ts';
import {fastRetry, rejection, until} from '../support/simulated.ts';

const serve = useServers();

const request = {method: 'GET', path: '/api/video/rooms', query: 'page_size=5'} as const;
const other = {...request, query: 'other'};
const page = {links: {}, data: []};

type Settings = Partial<Omit<TransportSettings, 'retry'>> & {readonly retry?: Partial<TransportSettings['retry']>};

const transportOf = ({url}: TestServer, {retry, ...settings}: Settings = {}) => {
	const events: TransportEvent[] = [];
	const transport = createKyTransport({
		base: {origin: url, prefix: ''},
		authorizations: {project: 'Basic c2VjcmV0'},
		leaks: () => false,
		userAgent: 'spec/1',
		retry: {retries: 2, ...fastRetry, maxElapsed: 300_000, ...retry},
		throttle: {limit: 1000, interval: 1000},
		timeout: 60_000,
		maxResponseBytes: 1_000_000,
		onEvent: event => events.push(event),
		...settings,
	});
	return {transport, events};
};

/** Answers the first requests as told, then with a page. */
const first =
	(...handlers: readonly Handler[]): Handler =>
	(response, ordinal, incoming) =>
		(handlers[ordinal - 1] ?? (() => sendJson(response, 200, page)))(response, ordinal, incoming);

const status =
	(
		code: number,
		headers: Readonly<Record<string, string>> = {},
		body: unknown = {error: 'Said by the server'},
	): Handler =>
	response =>
		sendJson(response, code, body, headers);

const delaysOf = (events: readonly TransportEvent[], type: 'retry' | 'pause') =>
	events.flatMap(event => (event.type === type ? [event.delay] : []));

describe('the transport', () => {
	it('asks nothing before its task is run, and asks again each time', async () => {
		const server = await serve(first());
		const {transport} = transportOf(server);
		const task = transport(request);
		expect(server.requests).toHaveLength(0);
		expect(await task()).toEqual(E.right(page));
		expect(await task()).toEqual(E.right(page));
		expect(server.requests).toHaveLength(2);
	});

	it.each(['.evil.invalid/rooms', ':1/rooms', '@evil.invalid/rooms', '1', ''])(
		'sends nothing to %p, which would lead off the origin',
		async path => {
			const server = await serve(first());
			const {transport, events} = transportOf(server);
			const error = leftOf(await transport({...request, path})());
			expect(error).toMatchObject({kind: 'invalid-input', message: expect.stringMatching(/must start with "\/"/)});
			expect(events).toEqual([]);
			expect(server.requests).toEqual([]);
		},
	);

	it('sends path and query letter for letter, with credentials and its name', async () => {
		const server = await serve(first());
		const query = 'z=%7e%2F+%20&a=1&&empty=&flag&a=2&%C3%A9=é'.replace('é', '%C3%A9');
		const {transport} = transportOf(server, {base: {origin: server.url, prefix: '/gateway/v1'}});
		await transport({...request, query})();
		expect(server.requests).toMatchObject([
			{
				target: `/gateway/v1/api/video/rooms?${query}`,
				headers: {authorization: 'Basic c2VjcmV0', accept: 'application/json', 'user-agent': 'spec/1'},
			},
		]);
	});

	it('sends no question mark without a query', async () => {
		const server = await serve(first());
		await transportOf(server).transport({...request, query: ''})();
		expect(server.requests[0]?.target).toBe('/api/video/rooms');
	});

	it('asks through the fetch that it was given', async () => {
		const server = await serve(first());
		const asked: string[] = [];
		const ownFetch: typeof fetch = (input, init) => {
			asked.push(input instanceof Request ? input.url : String(input));
			return fetch(input, init);
		};
		await transportOf(server, {fetch: ownFetch}).transport(request)();
		expect(asked).toEqual([`${server.url}/api/video/rooms?page_size=5`]);
	});

	it('gives JSON of any kind: whether it is a page is judged elsewhere', async () => {
		for (const body of [null, 7, 'text', [], {a: {b: [1]}}]) {
			const server = await serve(status(200, {}, body));
			expect(await transportOf(server).transport(request)()).toEqual(E.right(body));
		}
	});

	it('is a Left with the reason when the signal aborts, before it has sent anything too', async () => {
		const server = await serve(() => {});
		const {transport, events} = transportOf(server);
		for (const reason of [new Error('no more'), 'a text', null, Symbol('mark')]) {
			expect(await transport(request, {signal: AbortSignal.abort(reason)})()).toEqual(
				E.left({kind: 'aborted', reason}),
			);
		}
		expect({requests: server.requests.length, events}).toEqual({requests: 0, events: []});
		const controller = new AbortController();
		const pending = transport(request, {signal: controller.signal})();
		await until(() => server.requests.length === 1);
		controller.abort(null);
		expect(await pending).toEqual(E.left({kind: 'aborted', reason: null}));
	});
});

describe('a retry', () => {
	it.each<[what: string, handler: Handler]>([
		['408', status(408)],
		['425', status(425)],
		['429', status(429)],
		['500', status(500)],
		['503', status(503)],
		['599', status(599)],
		['a reset', response => response.socket?.destroy()],
		[
			'a truncated body',
			response => {
				response.writeHead(200, {'content-length': '1000'});
				response.write('{"links": {}', () => response.socket?.destroy());
			},
		],
		['half of the JSON', response => sendText(response, 200, '{"links": {}, "da')],
		['an empty body', response => sendText(response, 200, '')],
		['HTML', response => sendText(response, 200, '<html></html>', {'content-type': 'text/html'})],
		['bytes that are not UTF-8', response => sendText(response, 200, Uint8Array.of(0x22, 0xe9, 0x22))],
		['204', response => response.writeHead(204).end()],
	])('follows %s, and its answer is given', async (_what, handler) => {
		const server = await serve(first(handler, handler));
		const {transport, events} = transportOf(server);
		expect(rightOf(await transport(request)())).toEqual(page);
		expect(server.requests).toHaveLength(3);
		expect(delaysOf(events, 'retry').every(delay => delay <= 5)).toBe(true);
	});

	it.each([0, 1, 2, 5])('is made %i times when so many are wanted, and not once more', async retries => {
		const server = await serve(status(503));
		const error = leftOf(await transportOf(server, {retry: {retries}}).transport(request)());
		expect(server.requests).toHaveLength(retries + 1);
		expect(error).toMatchObject({kind: 'server', status: 503});
	});

	it('is not made when once is wanted', async () => {
		const server = await serve(status(503));
		const {transport, events} = transportOf(server);
		expect(leftOf(await transport(request, {once: true})())).toMatchObject({kind: 'server', status: 503});
		expect(server.requests).toHaveLength(1);
		expect(delaysOf(events, 'retry')).toEqual([]);
	});

	it.each([
		[400, 'rejected'],
		[401, 'authentication'],
		[403, 'authentication'],
		[404, 'rejected'],
		[405, 'rejected'],
		[409, 'rejected'],
		[410, 'rejected'],
		[422, 'rejected'],
		[304, 'rejected'],
	])('does not follow %i', async (code, kind) => {
		const server = await serve(code === 304 ? response => response.writeHead(304).end() : status(code));
		const error = leftOf(await transportOf(server).transport(request)());
		expect(error).toMatchObject({kind, status: code, request});
		expect('message' in error && error.message).toMatch(
			code === 304 ? /answered with 304\. / : new RegExp(`answered with ${code} \\(Said by the server\\)\\. `),
		);
		expect(server.requests).toHaveLength(1);
	});

	it('gives up when its time is used up, though attempts are left', async () => {
		const server = await serve(status(500));
		const {transport} = transportOf(server, {retry: {retries: 1000, minDelay: 20, maxDelay: 20, maxElapsed: 100}});
		const error = leftOf(await transport(request)());
		expect('message' in error && error.message).toMatch(
			/retry\.maxElapsed \(100 ms\) is used up after \d+ attempts\.$/,
		);
		expect(server.requests.length).toBeGreaterThan(2);
	});
});

describe('Retry-After', () => {
	it.each([429, 503, 500])('of a %i is waited for, in seconds', async code => {
		const server = await serve(first(status(code, {'retry-after': '0.3'})));
		const {transport, events} = transportOf(server);
		await transport(request)();
		const [a, b] = server.requests.map(({at}) => at) as [number, number];
		expect(b - a).toBeGreaterThan(280);
		expect(delaysOf(events, 'retry')).toEqual([300]);
	});

	it('is waited for, as a date', async () => {
		const server = await serve(
			first((response, ...rest) => {
				// A date has whole seconds: this one is between half a second and a second and a half away.
				const date = new Date(Date.now() + 1500).toUTCString();
				status(429, {'retry-after': date})(response, ...rest);
			}),
		);
		await transportOf(server).transport(request)();
		const [a, b] = server.requests.map(({at}) => at) as [number, number];
		expect(b - a).toBeGreaterThan(450);
		expect(b - a).toBeLessThan(5000);
	});

	it.each(['0', '-5', 'soon', '', 'Fri, 31 Dec 1999 23:59:59 GMT'])('of %j backs off by itself', async header => {
		const server = await serve(first(status(429, {'retry-after': header}), status(503, {'retry-after': header})));
		const {transport, events} = transportOf(server, {retry: {minDelay: 30, maxDelay: 30}});
		expect(E.isRight(await transport(request)())).toBe(true);
		const delays = delaysOf(events, 'retry');
		expect(delays).toHaveLength(2);
		expect(delays.every(delay => delay > 0 && delay <= 30)).toBe(true);
	});

	it.each(['3600', new Date(Date.now() + 3_600_000).toUTCString()])(
		'of %s, longer than may be waited, fails at once and says so',
		async header => {
			const server = await serve(status(503, {'retry-after': header}));
			const begun = performance.now();
			const error = leftOf(await transportOf(server).transport(request)());
			expect(error).toMatchObject({kind: 'server', status: 503, retryAfter: expect.any(Number)});
			expect('message' in error && error.message).toMatch(
				/The server asked to wait 3\d{6} ms, and \d+ ms are left of retry\.maxElapsed\.$/,
			);
			expect(server.requests).toHaveLength(1);
			expect(performance.now() - begun).toBeLessThan(5000);
		},
	);
});

describe('a pause of the client', () => {
	const pause = 250;
	const quiet = status(429, {'retry-after': String(pause / 1000)});

	it.each<[what: string, handler: Handler, options: {readonly once?: boolean}, settings: Settings]>([
		['429', quiet, {}, {}],
		['503 with Retry-After', status(503, {'retry-after': String(pause / 1000)}), {}, {}],
		['429 to a guess', quiet, {once: true}, {}],
		['429 to a request that is given up', quiet, {}, {retry: {retries: 0}}],
	])('by %s holds all other requests too', async (_what, handler, options, settings) => {
		const server = await serve(first(handler));
		const {transport, events} = transportOf(server, settings);
		const paused = transport(request, options)();
		await until(() => events.some(({type}) => type === 'pause'));
		expect(delaysOf(events, 'pause')).toEqual([pause]);
		await Promise.all([transport(other)(), transport(other)(), paused]);
		const [begun, ...later] = server.requests.map(({at}) => at) as [number, ...number[]];
		expect(later.length).toBeGreaterThanOrEqual(2);
		for (const at of later) expect(at - begun).toBeGreaterThan(pause - 20);
	});

	it('holds requests too that already wait for the throttle', async () => {
		const server = await serve(first(quiet));
		const {transport, events} = transportOf(server, {throttle: {limit: 1, interval: 100}});
		await Promise.all([1, 2, 3].map(() => transport(request)()));
		expect(delaysOf(events, 'pause')).toEqual([pause]);
		const [begun, ...later] = server.requests.map(({at}) => at) as [number, ...number[]];
		expect(later).toHaveLength(3);
		for (const at of later) expect(at - begun).toBeGreaterThan(pause - 20);
	});

	it('is not made by a 503 without Retry-After, nor by a 500 with it', async () => {
		for (const handler of [status(503), status(500, {'retry-after': '0.1'})]) {
			const server = await serve(first(handler));
			const {transport, events} = transportOf(server);
			await transport(request)();
			expect(delaysOf(events, 'pause')).toEqual([]);
		}
	});

	it.each([{}, {once: true}])(
		'that is longer than any request may wait is not made: each is told by the server itself (%j)',
		async options => {
			const server = await serve(first(status(429, {'retry-after': '3600'})));
			const {transport, events} = transportOf(server);
			expect(leftOf(await transport(request, options)())).toMatchObject({kind: 'rate-limited', retryAfter: 3_600_000});
			const begun = performance.now();
			expect(rightOf(await transport(other)())).toEqual(page);
			expect(performance.now() - begun).toBeLessThan(5000);
			expect(delaysOf(events, 'pause')).toEqual([]);
		},
	);

	it('ends at once for a request whose signal aborts, and goes on for the others', async () => {
		const server = await serve(first(status(429, {'retry-after': '0.5'})));
		const {transport, events} = transportOf(server);
		const stays = transport(request)();
		await until(() => events.some(({type}) => type === 'pause'));
		const controller = new AbortController();
		const goes = transport(other, {signal: controller.signal})();
		const begun = performance.now();
		controller.abort('enough');
		expect(leftOf(await goes)).toEqual({kind: 'aborted', reason: 'enough'});
		expect(performance.now() - begun).toBeLessThan(400);
		expect(rightOf(await stays)).toEqual(page);
		expect(server.requests.map(({target}) => target)).toEqual(Array(2).fill('/api/video/rooms?page_size=5'));
	});
});

describe('a redirect', () => {
	it.each([301, 302, 303, 307, 308])('by %i to the same origin is followed, with credentials', async code => {
		const server = await serve(first(status(code, {location: '/elsewhere?a=%7e'})));
		const {transport} = transportOf(server);
		expect(rightOf(await transport(request)())).toEqual(page);
		expect(server.requests).toMatchObject([
			{target: '/api/video/rooms?page_size=5'},
			{target: '/elsewhere?a=%7e', headers: {authorization: 'Basic c2VjcmV0'}},
		]);
	});

	it('to another origin is refused: nothing is sent there, credentials least of all', async () => {
		const elsewhere = await serve(first());
		const locations = [
			elsewhere.url,
			`//${elsewhere.url.slice('http://'.length)}`,
			elsewhere.url.replace('127.0.0.1', 'localhost'),
		];
		for (const location of locations) {
			const server = await serve(status(302, {location: `${location}/api/video/rooms`}));
			const error = leftOf(await transportOf(server).transport(request)());
			expect(error).toMatchObject({kind: 'unsafe-redirect', status: 302});
			expect('message' in error && error.message).toContain('no credentials were sent there');
			expect(server.requests).toHaveLength(1);
		}
		expect(elsewhere.requests).toHaveLength(0);
	});

	it('that goes on without end is given up after five hops', async () => {
		const server = await serve((response, ordinal) =>
			status(307, {location: `/hop/${ordinal}`})(response, ordinal, response.req),
		);
		expect(leftOf(await transportOf(server).transport(request)())).toMatchObject({kind: 'unsafe-redirect'});
		expect(server.requests).toHaveLength(6);
	});

	it('is refused without a Location', async () => {
		const server = await serve(status(302));
		expect(leftOf(await transportOf(server).transport(request)())).toMatchObject({kind: 'unsafe-redirect'});
		expect(server.requests).toHaveLength(1);
	});

	it('counts against the throttle', async () => {
		const server = await serve(first(status(302, {location: '/elsewhere'})));
		// When they leave: how long they are under way differs on a busy machine.
		const sent: number[] = [];
		const onEvent = ({type}: TransportEvent) => {
			if (type === 'request') sent.push(performance.now());
		};
		await transportOf(server, {throttle: {limit: 1, interval: 200}, onEvent}).transport(request)();
		const [a, b] = sent as [number, number];
		expect(sent).toHaveLength(2);
		expect(b - a).toBeGreaterThan(190);
	});

	it('starts again from the first address when what it leads to fails', async () => {
		const server = await serve(first(status(302, {location: '/elsewhere'}), status(500)));
		expect(rightOf(await transportOf(server).transport(request)())).toEqual(page);
		expect(server.requests.map(({target}) => target)).toEqual([
			'/api/video/rooms?page_size=5',
			'/elsewhere',
			'/api/video/rooms?page_size=5',
		]);
	});
});

describe('events', () => {
	it('tell of each attempt in order, to the client and to the request', async () => {
		const server = await serve(first(status(500), status(429, {'retry-after': '0.01'})));
		const own: TransportEvent[] = [];
		const {transport, events} = transportOf(server);
		await transport(request, {onEvent: event => own.push(event)})();
		expect(own).toEqual(events);
		const duration = expect.any(Number);
		const bytes = JSON.stringify({error: 'Said by the server'}).length;
		expect(events).toEqual([
			{type: 'request', request, attempt: 1},
			{type: 'response', request, attempt: 1, status: 500, duration, bytes},
			{type: 'retry', request, attempt: 1, delay: expect.any(Number), kind: 'server', status: 500},
			{type: 'request', request, attempt: 2},
			{type: 'response', request, attempt: 2, status: 429, duration, bytes},
			{type: 'retry', request, attempt: 2, delay: 10, kind: 'rate-limited', status: 429},
			{type: 'pause', request, attempt: 2, delay: 10, status: 429},
			{type: 'request', request, attempt: 3},
			{type: 'response', request, attempt: 3, status: 200, duration, bytes: JSON.stringify(page).length},
		]);
	});

	it.each<[what: string, handler: Handler, settings: Settings, failure: object]>([
		['that is rejected', status(404), {}, {attempt: 1, kind: 'rejected', status: 404}],
		['whose retries are used up', status(502), {}, {attempt: 3, kind: 'server', status: 502}],
		['whose connection breaks', response => response.destroy(), {}, {attempt: 3, kind: 'network'}],
		['that takes too long', () => {}, {timeout: 20, retry: {retries: 0}}, {attempt: 1, kind: 'timeout'}],
	])('tell last, and once, of a request %s', async (_what, handler, settings, failure) => {
		const server = await serve(handler);
		const {transport, events} = transportOf(server, settings);
		await transport(request)();
		expect(events.filter(({type}) => type === 'failure')).toEqual([events.at(-1)]);
		expect(events.at(-1)).toEqual({type: 'failure', request, ...failure});
	});

	it('tell of a request that is given up on its way, and nothing of one that was never sent', async () => {
		const server = await serve(() => {});
		const {transport, events} = transportOf(server);
		const controller = new AbortController();
		const waiting = transport(request, {signal: controller.signal})();
		await until(() => server.requests.length === 1);
		controller.abort();
		await waiting;
		await transport(other, {signal: controller.signal})();
		expect(events).toEqual([
			{type: 'request', request, attempt: 1},
			{type: 'failure', request, attempt: 1, kind: 'aborted'},
		]);
	});

	it('tell how long each answer took', async () => {
		const server = await serve(first(status(500)));
		const {transport, events} = transportOf(server);
		const begun = performance.now();
		await transport(request)();
		const elapsed = performance.now() - begun;
		const durations = events.flatMap(event => (event.type === 'response' ? [event.duration] : []));
		expect(durations).toHaveLength(2);
		for (const duration of durations) expect(duration).toBeGreaterThan(0);
		expect(durations.reduce((sum, duration) => sum + duration)).toBeLessThanOrEqual(elapsed);
	});

	it('tell nothing to a request of other requests', async () => {
		const server = await serve(first());
		const own: TransportEvent[] = [];
		const {transport, events} = transportOf(server);
		await Promise.all([transport(request, {onEvent: event => own.push(event)})(), transport(other)()]);
		expect(new Set(own.map(event => event.request))).toEqual(new Set([request]));
		expect(events).toHaveLength(4);
	});

	it.each(['request', 'response', 'retry', 'pause', 'failure'])(
		'whose listener throws at a %s reject with that, and end',
		async type => {
			const server = await serve(type === 'failure' ? status(404) : first(status(429)));
			const mine = new Error('mine');
			const {transport} = transportOf(server, {
				onEvent: event => {
					if (event.type === type) throw mine;
				},
			});
			expect(await rejection(transport(request)())).toBe(mine);
			expect(server.requests).toHaveLength(type === 'request' ? 0 : 1);
		},
	);
});

describe('the throttle', () => {
	it('holds over all requests of a transport, retries included', async () => {
		const server = await serve(first(status(500), status(500)));
		const {transport} = transportOf(server, {throttle: {limit: 2, interval: 200}});
		await Promise.all([1, 2, 3].map(() => transport(request)()));
		const times = server.requests.map(({at}) => at);
		expect(times).toHaveLength(5);
		// Of any three requests the third leaves an interval after the first; arrivals on a busy machine are less even.
		for (const [place, at] of times.slice(2).entries()) expect(at - (times[place] ?? 0)).toBeGreaterThan(100);
	});

	it('makes nobody wait after an abort that found free slots', async () => {
		const server = await serve(first());
		const {transport} = transportOf(server, {throttle: {limit: 100, interval: 60_000}});
		for (let turns = 0; turns < 20; turns++) {
			const controller = new AbortController();
			const given = transport(request, {signal: controller.signal})();
			for (let turn = 0; turn < turns; turn++) await Promise.resolve();
			controller.abort();
			expect(E.isLeft(await given)).toBe(true);
		}
		const begun = performance.now();
		expect(rightOf(await transport(request)())).toEqual(page);
		expect(performance.now() - begun).toBeLessThan(5000);
	});
});
