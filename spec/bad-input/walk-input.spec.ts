import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {
	type Client,
	createClient,
	paginate,
	paginatePages,
	paginateRoomPages,
	paginateRooms,
	rooms,
} from '../../lib/index.ts';
import {type Simulator, startSimulator} from '../../lib/simulator/index.ts';
import {rejection} from '../support/simulated.ts';

let simulator: Simulator;
let client: Client;
beforeAll(async () => {
	simulator = await startSimulator({rooms: 3});
	const {url: baseUrl, projectId, apiToken} = simulator;
	client = createClient({baseUrl, projectId, apiToken});
});
afterAll(() => simulator.close());

const walks = [
	['paginateRooms', (query: unknown, options: unknown) => paginateRooms(client, query as object, options as object)],
	[
		'paginateRoomPages',
		(query: unknown, options: unknown) => paginateRoomPages(client, query as object, options as object),
	],
	['paginate', (query: unknown, options: unknown) => paginate(client, rooms, query as object, options as object)],
	[
		'paginatePages',
		(query: unknown, options: unknown) => paginatePages(client, rooms, query as object, options as object),
	],
] as const;

/** What every walk says to this input; nothing is requested for it. */
const refusal = async (query: unknown, options: unknown): Promise<string> => {
	const messages = new Set<string>();
	for (const [, walk] of walks) {
		const error = (await rejection(walk(query, options).next())) as Error;
		expect(error).toMatchObject({name: 'PaginationError', kind: 'invalid-input'});
		expect(error.message).toMatch(/^[^\p{Cc}]{10,600}\.$/u);
		messages.add(error.message);
	}
	expect(simulator.statistics.requests).toBe(0);
	expect(messages.size).toBe(1);
	return [...messages].join();
};

const shown: ReadonlyArray<readonly [value: unknown, shown: string]> = [
	[null, 'null'],
	['', '""'],
	['5', '"5"'],
	[true, 'true'],
	[1.5, '1.5'],
	[-1, '-1'],
	[Number.NaN, 'NaN'],
	[Number.NEGATIVE_INFINITY, '-Infinity'],
	[5n, '5n'],
	[[5], 'an array of 1'],
	[{valueOf: () => 5}, 'an object'],
	[new Number(5), 'an object'],
	[Symbol('5'), 'a symbol'],
	[() => 5, 'a function'],
];

/** Bad for every option that takes a number, and more that are bad for one. */
const numbers: ReadonlyArray<readonly [name: string, rule: string, more: readonly unknown[]]> = [
	['maxItems', 'a whole number from 0', []],
	['maxPages', 'a whole number from 0', []],
	['maxDuration', 'a whole number of milliseconds from 0', []],
	['readAhead', 'a whole number of pages from 0 to 100', [101, 2 ** 53, Number.POSITIVE_INFINITY]],
	['concurrency', 'a whole number of requests from 1 to 100', [0, -0, 101, 2 ** 53, Number.POSITIVE_INFINITY]],
];

describe('an option of a walk', () => {
	it.each(
		numbers.flatMap(([name, rule, more]) => [
			...shown.map(([value, text]) => [name, rule, value, text] as const),
			...more.map(value => [name, rule, value, String(value)] as const),
		]),
	)('%s must be %s, and is refused when it is %p', async (name, rule, value, text) => {
		expect(await refusal({}, {[name]: value})).toBe(`${name} must be ${rule}, got ${text}. Nothing was requested.`);
	});

	it.each([
		'maxitems',
		'max_items',
		'MaxItems',
		'page_size',
		'resumefrom',
		'abort',
		'constructor',
		'__proto__x',
		'onInvalidRoom',
	])('must not be called %s', async name => {
		expect(await refusal({}, {[name]: 1})).toMatch(`${name} is not an option; the options are signal, maxItems, `);
	});

	it('is not read off a name that no terminal should see, nor off an endless one', async () => {
		expect(await refusal({}, {'\u001b[2J\n': 1})).toContain('\\u001b[2J\\u000a is not an option');
		expect(await refusal({}, {['x'.repeat(1_000_000)]: 1})).toContain(`${'x'.repeat(60)}… is not an option`);
	});

	it.each([null, 'readAhead', 5, [], [['maxItems', 1]], new Map([['maxItems', 1]]), AbortSignal.abort(), () => {}])(
		'is not found in %p, which is no object of options',
		async options => {
			expect(await refusal({}, options)).toMatch(/^The options must be an object, got .*\. Nothing was requested\.$/);
		},
	);

	it.each([
		null,
		{},
		'abort',
		new AbortController(),
		new EventTarget(),
		{aborted: false, addEventListener: true},
		{aborted: false, addEventListener: () => {}},
		{aborted: 0, addEventListener: () => {}, removeEventListener: () => {}},
	])('signal must be an AbortSignal, and is refused when it is %p', async signal => {
		expect(await refusal({}, {signal})).toBe('signal must be an AbortSignal. Nothing was requested.');
	});

	it.each(['ignore', 'Skip', '', null, true, 0, {}, []])('onInvalidItem must not be %p', async onInvalidItem => {
		expect(await refusal({}, {onInvalidItem})).toMatch(
			/^onInvalidItem must be "keep", "throw", "skip" or a function, got /,
		);
	});
});

describe('a query', () => {
	it.each(
		[
			['page_size', 'a whole number from 1 to 1000', [0, 1001, 2 ** 53, Number.POSITIVE_INFINITY]],
			['page_number', 'a whole number from 0 to 2147483647', [2 ** 31, 2 ** 53, Number.POSITIVE_INFINITY]],
		].flatMap(([name, rule, more]) => [
			...shown.map(([value, text]) => [name, rule, value, text] as const),
			...(more as readonly number[]).map(value => [name, rule, value, String(value)] as const),
		]),
	)('%s must be %s, and is refused when it is %p', async (name, rule, value, text) => {
		const message = await refusal({[name as string]: value, page_token: 'PA1'}, {});
		expect(message).toBe(
			`The query of rooms is invalid: ${name}: must be ${rule}, got ${text}. Nothing was requested.`,
		);
	});

	it.each(shown.filter(([value]) => typeof value !== 'boolean'))(
		'include_active_session must be true or false, and is refused when it is %p',
		async (value, text) => {
			expect(await refusal({include_active_session: value}, {})).toContain(
				`include_active_session: must be true or false, got ${text}`,
			);
		},
	);

	it.each(
		['starts_after', 'ends_before'].flatMap(name =>
			[
				...shown,
				['2026-02-30', '"2026-02-30"'],
				['yesterday', '"yesterday"'],
				[new Date(Number.NaN), 'an invalid Date'],
				[new Date(8.64e15), 'the Date +275760-09-13T00:00:00.000Z'],
			].map(([value, text]) => [name, value, text] as const),
		),
	)('%s must be a date, and is refused when it is %p', async (name, value, text) => {
		expect(await refusal({[name]: value}, {})).toMatch(new RegExp(`${name}: must be an RFC 3339 date .* got `));
		expect(await refusal({[name]: value}, {})).toContain(`got ${text}.`);
	});

	it.each(shown.filter(([value]) => value !== '5'))(
		'page_token must be a token, and is refused when it is %p',
		async (value, text) => {
			expect(await refusal({page_token: value}, {})).toContain(
				`page_token: must be a token that an earlier page gave, got ${text}`,
			);
		},
	);

	it.each(['two words', 'line\nbreak', 'é', 'x'.repeat(2049)])('page_token must not be %.20j', async token => {
		expect(await refusal({page_token: token}, {})).toContain(
			'page_token: must be a token that an earlier page gave, got "',
		);
	});

	it.each(['pagesize', 'pageSize', 'page', 'PAGE_SIZE', 'limit', 'starts_before', 'toString'])(
		'must not ask for %s',
		async name => {
			expect(await refusal({[name]: 1}, {})).toContain(
				`${name}: is not a parameter of rooms; the parameters are include_active_session, `,
			);
		},
	);

	it('is not read off an endless name', async () => {
		expect(await refusal({['x'.repeat(1_000_000)]: 1}, {})).toContain(`${'x'.repeat(60)}…: is not a parameter`);
	});

	it.each([
		null,
		'page_size=5',
		5,
		true,
		[],
		[['page_size', 5]],
		new Map([['page_size', 5]]),
		new URLSearchParams('page_size=5'),
		new FormData(),
		() => ({}),
	])('must be an object, and is refused when it is %p', async query => {
		expect(await refusal(query, {})).toMatch(/^The query of rooms is invalid: the query must be an object, got /);
	});

	it('says all that is wrong at once', async () => {
		expect(await refusal({page_size: 0, page_number: 3, starts_after: 'soon', sort: 'name'}, {})).toMatch(
			/page_size: must be .*; starts_after: must be .*; sort: is not a parameter .*; page_number above 0 needs the page_token/,
		);
	});

	it('is heard where it inherits its parameters, too', async () => {
		class Query {
			get page_size() {
				return 1001;
			}
		}
		expect(await refusal(new Query(), {})).toContain('page_size: must be');
		expect(await refusal(Object.create({page_size: 1001}), {})).toContain('page_size: must be');
	});
});

describe('a cursor', () => {
	it.each([
		['null', null, 'must be a cursor string, got null'],
		['a number', 5, 'must be a cursor string, got number'],
		['a URL', new URL('https://example.signalwire.com/api/video/rooms'), 'must be a cursor string, got object'],
		['empty', '', 'is not a cursor'],
		['a page token', 'PA1234', 'is not a cursor'],
		['a whole address', 'https://example.signalwire.com/api/video/rooms?page_number=1', 'is not a cursor'],
		['of another origin', '//evil.example/api/video/rooms?page_number=1', 'is not a cursor'],
		['of another origin, with a backslash', '/\\evil.example/api/video/rooms', 'is not a cursor'],
		['of another endpoint', '/api/video/logs?page_number=1', 'is a cursor of /api/video/logs, not of /api/video/rooms'],
		['of another base path', '/proxy/api/video/rooms?page_number=1', 'is a cursor of /proxy/api/video/rooms, not of'],
		['of a longer path', '/api/video/rooms/x', 'is a cursor of /api/video/rooms/x, not of'],
		['of an endless path', `/${'x'.repeat(8000)}`, `is a cursor of /${'x'.repeat(59)}…, not of`],
		['a path that leads away', '/api/video/rooms/../logs', 'is a cursor of /api/video/logs, not of'],
		['with half a mark', '/api/video/rooms?page=2#skip=', 'ends in something else than #skip=N'],
		['with a negative mark', '/api/video/rooms?page=2#skip=-1', 'ends in something else than #skip=N'],
		['with a broken mark', '/api/video/rooms?page=2#skip=1.5', 'ends in something else than #skip=N'],
		['with a mark of zeros', '/api/video/rooms?page=2#skip=007', 'ends in something else than #skip=N'],
		['with a huge mark', '/api/video/rooms?page=2#skip=9999999999', 'ends in something else than #skip=N'],
		['with an encoded mark', '/api/video/rooms?page=2#skip%3D1', 'ends in something else than #skip=N'],
		['with two marks', '/api/video/rooms?page=2#skip=1#skip=2', 'ends in something else than #skip=N'],
		['with a line break', '/api/video/rooms?page=2\n', 'is not a cursor'],
		['endless', `/api/video/rooms?${'x'.repeat(10_000_000)}`, 'is longer than'],
	])('that is %s is refused', async (_what, resumeFrom, message) => {
		expect(await refusal({}, {resumeFrom})).toMatch(
			new RegExp(`^resumeFrom ${message.replaceAll(/[/.…]/g, '\\$&')}.*Pass a cursor exactly as page\\.cursor, `),
		);
	});
});

describe('a client', () => {
	it.each([undefined, null, 'example', {}, {baseUrl: 'https://example.signalwire.com'}, createClient])(
		'must be made by createClient, and is refused when it is %p',
		async notClient => {
			const error = (await rejection(paginateRooms(notClient as Client).next())) as Error;
			expect(error).toMatchObject({kind: 'invalid-input'});
			expect(error.message).toBe('The first argument must be a client. Make one with createClient().');
		},
	);
});

describe('a list', () => {
	it.each<[what: string, endpoint: unknown]>([
		['none', undefined],
		['a path that would become a part of the host', {...rooms, path: '.evil.invalid/rooms'}],
		['a path that would become a part of the port', {...rooms, path: '1/rooms'}],
		['a query that is no codec', {...rooms, query: {}}],
		['an item that is no codec', {...rooms, item: undefined}],
	])('must not be %s', async (_what, endpoint) => {
		const {requests} = simulator.statistics;
		for (const walk of [paginate, paginatePages]) {
			const error = await rejection(walk(client, endpoint as typeof rooms).next());
			expect(error).toMatchObject({
				kind: 'invalid-input',
				message: expect.stringMatching(/^The list.* Nothing was requested\.$/),
			});
		}
		expect(simulator.statistics.requests).toBe(requests);
	});

	it('is read at the call, whatever becomes of it later', async () => {
		const endpoint = {...rooms};
		const walk = paginate(client, endpoint);
		endpoint.path = '/api/video/elsewhere';
		expect((await walk.next()).value).toHaveProperty('name');
		await walk.return(undefined as never);
	});
});
