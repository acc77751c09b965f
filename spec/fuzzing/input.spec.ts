import {runInNewContext} from 'node:vm';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import {readClientOptions} from '../../lib/client/client-options.ts';
import {reasonsOf} from '../../lib/core/decode-reasons.ts';
import {describeRequest} from '../../lib/core/request-descriptor.ts';
import {readExportOptions} from '../../lib/export/export-plan.ts';
import {type Client, paginateRooms} from '../../lib/index.ts';
import {roomsQueryCodec} from '../../lib/lists/video/rooms.ts';
import {readWalkOptions} from '../../lib/pagination/walk-options.ts';
import {anyCodeUnit, rfc3339Text, roomsQuery} from '../support/arbitraries.ts';
import {fuzzing, fuzzingSlowly, soundMessage} from '../support/fuzz.ts';
import {clientOf, sendJson, startServer, type TestServer} from '../support/server.ts';
import {rejection} from '../support/simulated.ts';

const thrown = new Error('thrown by a getter');
const refuse = (): never => {
	throw thrown;
};
const revoked = (): object => {
	const {proxy, revoke} = Proxy.revocable({}, {});
	revoke();
	return proxy;
};

/** Values that answer to a look with an exception, or with a lie. Not printable, so they are named. */
const hostile: ReadonlyMap<string, unknown> = new Map<string, unknown>([
	['a revoked proxy', revoked()],
	['a proxy that hides its prototype', new Proxy({}, {getPrototypeOf: refuse})],
	['a proxy of a Date', new Proxy(new Date(0), {})],
	['a Date that is none', Object.create(Date.prototype)],
	['a Date of another realm', runInNewContext('new Date(0)')],
	['a Date whose methods lie', Object.assign(new Date(0), {toISOString: () => 'now\r\nX-Evil: 1', getTime: refuse})],
	['an array of another realm', runInNewContext('[1]')],
	[
		'an object whose toString throws',
		{toString: refuse, valueOf: refuse, toJSON: refuse, [Symbol.toPrimitive]: refuse},
	],
	['an object without a prototype', Object.create(null)],
	['a boxed number', new Number(5)],
	['a boxed text', new String('5')],
	['a symbol', Symbol('5')],
	['a function', () => 5],
	['a bigint', 5n],
	['a callable proxy', new Proxy(() => {}, {apply: refuse})],
	['an object that says it is a number', {valueOf: () => 5, [Symbol.toPrimitive]: () => 5}],
]);

/** Wrapped, so that fast-check need not print what cannot be printed. */
const value: fc.Arbitrary<{readonly name: string; readonly get: () => unknown}> = fc.oneof(
	fc.constantFrom(...hostile.keys()).map(name => ({name, get: () => hostile.get(name)})),
	fc
		.oneof(
			fc.anything({withBigInt: true, withDate: true, withNullPrototype: true, withBoxedValues: true, withMap: true}),
			fc.constantFrom<unknown[]>(
				0,
				-0,
				1,
				1000,
				1001,
				2 ** 31,
				2 ** 53,
				Number.POSITIVE_INFINITY,
				Number.NaN,
				null,
				'',
			),
			fc.string({unit: anyCodeUnit}),
			rfc3339Text,
			fc.date(),
		)
		.map(it => ({name: typeof it, get: () => it})),
);

const queryNames = ['include_active_session', 'starts_after', 'ends_before', 'page_number', 'page_size', 'page_token'];
const clientNames = [
	'space',
	'baseUrl',
	'projectId',
	'apiToken',
	'retry',
	'throttle',
	'timeout',
	'maxResponseBytes',
	'fetch',
	'onEvent',
];
const walkNames = [
	'signal',
	'maxItems',
	'maxPages',
	'maxDuration',
	'readAhead',
	'concurrency',
	'unanchored',
	'resumeFrom',
	'onInvalidItem',
];
const exportNames = [
	'destination',
	'format',
	'gzip',
	'resume',
	'overwrite',
	'escapeFormulas',
	'bom',
	'prune',
	'onInvalidItem',
	'invalidFile',
	'onProgress',
	...walkNames,
];

const make = [
	['own fields', (fields: ReadonlyArray<readonly [string, unknown]>): object => Object.fromEntries(fields)],
	[
		'no prototype',
		(fields: ReadonlyArray<readonly [string, unknown]>): object =>
			Object.assign(Object.create(null), Object.fromEntries(fields)),
	],
	['a proxy', (fields: ReadonlyArray<readonly [string, unknown]>): object => new Proxy(Object.fromEntries(fields), {})],
	[
		'inherited fields',
		(fields: ReadonlyArray<readonly [string, unknown]>): object => Object.create(Object.fromEntries(fields)),
	],
	[
		'frozen, with a symbol',
		(fields: ReadonlyArray<readonly [string, unknown]>): object =>
			Object.freeze({...Object.fromEntries(fields), [Symbol('page_size')]: 5}),
	],
] as const;

/** Objects with some of these fields, or almost these, made in many ways. */
const objectWith = (names: readonly string[]) => {
	const almost = fc
		.constantFrom(...names)
		.chain(name => fc.constantFrom(name.toUpperCase(), name.replaceAll('_', ''), `${name}s`, ` ${name}`));
	const name = fc.oneof(
		{weight: 20, arbitrary: fc.constantFrom(...names)},
		almost,
		fc.constantFrom('__proto__', 'constructor', ''),
		fc.string({unit: anyCodeUnit}),
	);
	// These are looked into, and what a proxy then throws is its author's own.
	const field = fc
		.tuple(name, value)
		.filter(([key, {name: what}]) => !(what === 'a revoked proxy' && ['retry', 'throttle', 'signal'].includes(key)));
	return fc.tuple(fc.constantFrom(...make), fc.array(field, {maxLength: 4})).map(([[how, create], fields]) => ({
		how,
		names: fields.map(([key]) => key),
		values: fields.map(([, field]) => field.name),
		create: () => create(fields.map(([key, field]) => [key, field.get()] as const)),
	}));
};

const expectSound = (message: string) => {
	expect(message).toMatch(soundMessage);
	expect(message.length).toBeLessThan(2000);
};

describe('whatever is passed as', () => {
	it('a query is refused in a sound message, or makes a request of its parameters alone', () => {
		fc.assert(
			fc.property(objectWith(queryNames), ({create}) => {
				const decoded = roomsQueryCodec.decode(create());
				if (E.isLeft(decoded)) return expectSound(reasonsOf(decoded.left).join('; '));
				const {query} = describeRequest('/list', roomsQueryCodec.encode(decoded.right));
				expect(query).toMatch(/^[\w%&=+.*-]*$/);
				for (const name of new URLSearchParams(query).keys()) expect(queryNames).toContain(name);
			}),
			fuzzing(),
		);
	});

	it('options of a client is refused in a sound message, or is complete', () => {
		const environment = {SIGNALWIRE_SPACE: 'example', SIGNALWIRE_PROJECT_ID: 'id', SIGNALWIRE_API_TOKEN: 'token'};
		fc.assert(
			fc.property(objectWith(clientNames), ({create}) => {
				const read = readClientOptions(create(), environment);
				if (E.isLeft(read)) return expectSound(read.left.message);
				const {projectId, apiToken, timeout, retry, throttle} = read.right;
				expect([typeof projectId, typeof apiToken]).toEqual(['string', 'string']);
				for (const number of [timeout, ...Object.values(retry), ...Object.values(throttle)]) {
					expect(Number.isSafeInteger(number) && number >= 0).toBe(true);
				}
			}),
			fuzzing(),
		);
	});

	it('options of a walk is refused in a sound message, or is complete', () => {
		fc.assert(
			fc.property(objectWith(walkNames), ({create}) => {
				const read = readWalkOptions(create());
				if (E.isLeft(read)) return expectSound(read.left.message);
				const {maxItems, maxPages, readAhead, concurrency} = read.right;
				for (const limit of [maxItems, maxPages]) expect(limit >= 0).toBe(true);
				expect(readAhead >= 0 && readAhead <= 100 && concurrency >= 1 && concurrency <= 100).toBe(true);
			}),
			fuzzing(),
		);
	});

	it('options of an export is refused in a sound message, or is complete', () => {
		fc.assert(
			fc.property(objectWith(exportNames), fc.boolean(), ({create}, complete) => {
				const given = create();
				const read = readExportOptions(complete ? {destination: 'rooms.csv', ...given} : given);
				if (E.isLeft(read)) return expectSound(read.left.message);
				const {destination, settings, resume, overwrite} = read.right;
				expect(destination).toMatch(/^[^\0]+$/);
				expect(
					[settings?.gzip, settings?.prune, settings?.escapeFormulas, settings?.bom, resume, overwrite].map(
						flag => typeof flag,
					),
				).toEqual(Array(6).fill('boolean'));
			}),
			fuzzing(),
		);
	});
});

describe('a query that can be asked', () => {
	it('reads back from what is sent', () => {
		fc.assert(
			fc.property(roomsQuery, query => {
				const sent = new URLSearchParams(describeRequest('/list', roomsQueryCodec.encode(query)).query);
				expect([...sent.keys()].sort()).toEqual(Object.keys(query).sort());
				expect(sent.get('page_token')).toBe(query.page_token);
				expect(sent.get('page_size') ?? undefined).toBe(
					query.page_size === undefined ? undefined : String(query.page_size),
				);
			}),
			fuzzing(),
		);
	});
});

describe('over a socket', () => {
	let server: TestServer;
	let client: Client;
	beforeAll(async () => {
		server = await startServer(response => sendJson(response, 200, {links: {}, data: []}));
		client = clientOf(server, {throttle: {limit: 1_000_000}});
	});
	afterAll(() => server.close());

	it('bad input is refused before anything is sent, and good input is sent once', async () => {
		const options = objectWith(walkNames.filter(name => name !== 'signal'));
		await fc.assert(
			fc.asyncProperty(objectWith(queryNames), options, async (query, given) => {
				const before = server.requests.length;
				const walk = paginateRooms(client, query.create(), given.create());
				const outcome = await walk.next().then(
					() => undefined,
					(error: unknown) => error,
				);
				if (outcome === undefined) return expect(server.requests.length - before).toBeLessThanOrEqual(1);
				expect(outcome).toMatchObject({name: 'PaginationError', kind: 'invalid-input'});
				expectSound((outcome as Error).message);
				expect(server.requests.length).toBe(before);
			}),
			fuzzingSlowly(),
		);
	});

	it.each([
		['a query whose getter throws', Object.defineProperty({}, 'page_size', {get: refuse, enumerable: true}), {}],
		['options whose getter throws', {}, Object.defineProperty({}, 'maxItems', {get: refuse, enumerable: true})],
	])('%s throws what the getter throws, and nothing is sent', async (_what, query, options) => {
		const before = server.requests.length;
		const error = await rejection((async () => paginateRooms(client, query, options).next())());
		expect(error).toBe(thrown);
		expect(server.requests.length).toBe(before);
	});
});
