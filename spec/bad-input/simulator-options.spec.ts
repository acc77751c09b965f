import {describe, expect, it} from '@jest/globals';
import {type SimulatorOptions, startSimulator} from '../../lib/simulator/index.ts';
import {rejection} from '../support/simulated.ts';

/** The sentence with which a simulator refuses to start; one that starts would be left running, and is ended. */
const refusal = async (options: unknown): Promise<string> => {
	const started = startSimulator(options as SimulatorOptions);
	started.then(simulator => simulator.close()).catch(() => {});
	const {message} = (await rejection(started)) as Error;
	expect(message).toMatch(/^[^\p{Cc}]{10,600}\.$/u);
	return message;
};

const names = [
	'rooms',
	'seed',
	'port',
	'host',
	'linkStyle',
	'linkForm',
	'linkOrigin',
	'omitNext',
	'basePath',
	'projectId',
	'apiToken',
	'authenticate',
	'videoScope',
	'latency',
	'faults',
	'rateLimit',
	'changes',
	'foreignOrigin',
	'future',
	'cacheBytes',
	'lists',
	'ownLists',
];

/** Wrong for every option. */
const wrong = [
	null,
	Symbol('x'),
	5n,
	new Number(5),
	new String('page'),
	new Boolean(true),
	{toString: () => 'https://a.test'},
	() => 5,
	Number.NaN,
];

describe('an option of the simulator', () => {
	it.each(names.flatMap(name => wrong.map(value => [name, value] as const)))(
		'%s must not be %p',
		async (name, value) => {
			expect(await refusal({[name]: value})).toMatch(
				new RegExp(`^${name}(\\.\\w+)? must be |"toString" is no field of ${name};`),
			);
		},
	);

	it.each([null, 5, 'rooms', true, [], [['rooms', 5]], new Map([['rooms', 5]]), () => {}])(
		'is not found in %p, which is no object of options',
		async options => {
			expect(await refusal(options)).toMatch(/^The options of the simulator must be an object, not /);
		},
	);

	it.each<[options: object, message: string]>([
		[{Rooms: 5}, '"Rooms" is no option of the simulator; there are rooms, seed, '],
		[{['x'.repeat(100_000)]: 5}, '"… is no option'],
		[{'\u001b[2J': 5}, '"\\u001b[2J" is no option'],
		[{latency: {min: 1, max: 2, mean: 1}}, '"mean" is no field of latency; there are min, max.'],
		[{latency: {min: 1}}, 'latency.max must be a number from 1 to 3600000, not undefined.'],
		[{latency: []}, 'latency must be an object, not a list.'],
		[{latency: Number.POSITIVE_INFINITY}, 'latency must be a number from 0 to 3600000, not Infinity.'],
		[
			{rateLimit: {limit: 5, interval: 5, retryafter: 1}},
			'"retryafter" is no field of rateLimit; there are limit, interval, retryAfter.',
		],
		[
			{rateLimit: {limit: 5, interval: 5, retryAfter: {}}},
			'rateLimit.retryAfter must be a number, or a text that a header can hold',
		],
		[
			{rateLimit: {limit: 5, interval: 5, retryAfter: 'a\nb'}},
			'rateLimit.retryAfter must be a number, or a text that a header can hold',
		],
		[{rateLimit: 5}, 'rateLimit must be an object, not 5.'],
		[{changes: [null]}, 'a change must be an object, not null.'],
		[
			{changes: [{afterRequest: 1, creat: 5}]},
			'"creat" is no field of a change; there are afterRequest, create, delete.',
		],
		[{changes: [{}]}, 'afterRequest of a change must be a whole number from 0'],
		[
			{faults: [{kind: 'reset', probabilty: 0.5}]},
			'"probabilty" is no field of a fault; there are kind, probability, request.',
		],
		[
			{faults: [{kind: 'slow', delays: 5}]},
			'"delays" is no field of a fault; there are kind, probability, request, delay, chunks.',
		],
		[
			{faults: [{kind: 'status', status: 503, retryAfter: 'a\r\nb: c'}]},
			'retryAfter of a fault must be a number, or a text that a header can hold',
		],
		[{faults: [{kind: 'status', status: 503, retryAfter: {}}]}, 'retryAfter of a fault must be a number, or a text'],
		[
			{faults: [{kind: 'respond', headers: {'x y': 'z'}, body: ''}]},
			'"x y" is no name of a header, in headers of a fault.',
		],
		[
			{faults: [{kind: 'respond', headers: {x: 'a\nb'}, body: ''}]},
			'x of headers of a fault must be a number, or a text',
		],
		[{faults: ['503;retry-after=\u0001']}, 'must give seconds or an HTTP date'],
		[{rooms: 2 ** 53}, 'rooms must be a whole number from 0 to 100000000, not 9007199254740992.'],
		[{linkStyle: 'x'.repeat(100_000)}, `linkStyle must be one of page, anchor, rolling, not "${'x'.repeat(60)}"….`],
	])('%.60j is refused', async (options, message) => {
		expect(await refusal(options)).toContain(message);
	});

	it.each(['projectId', 'apiToken'])('%s is not shown when it is wrong', async name => {
		for (const value of [123_456_789, {secret: 'PT-secret'}, ['PT-secret'], name === 'projectId' ? 'PT-secret:' : '']) {
			expect(await refusal({[name]: value})).toBe(
				`${name} must be a text${name === 'projectId' ? ' without colons' : ''}.`,
			);
		}
	});
});

describe('a programmed fault', () => {
	it.each([
		['a header that HTTP does not allow', {kind: 'respond', headers: {x: 'a\nb'}, body: ''}],
		['a Retry-After that HTTP does not allow', {kind: 'status', status: 503, retryAfter: '\u0000'}],
		['an unknown field', {kind: 'reset', delay: 5}],
		['no kind', {}],
	])('with %s is answered with 500, and the server goes on', async (_what, action) => {
		const {projectId, apiToken} = {projectId: 'p', apiToken: 't'};
		await using simulator = await startSimulator({
			projectId,
			apiToken,
			faults: [({ordinal}) => (ordinal === 1 ? (action as never) : undefined)],
		});
		const headers = {authorization: `Basic ${Buffer.from('p:t').toString('base64')}`};
		const statuses: number[] = [];
		for (let request = 0; request < 2; request++) {
			statuses.push((await fetch(`${simulator.url}/api/video/rooms`, {headers})).status);
		}
		expect(statuses).toEqual([500, 200]);
		expect(simulator.requests[0]?.failure).toMatch(/^Error: /);
	});
});
