import {inspect} from 'node:util';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {type Client, createClient, exportRooms, type PaginationError, paginateRooms} from '../../lib/index.ts';
import {type Simulator, startSimulator} from '../../lib/simulator/index.ts';
import {rejection} from '../support/simulated.ts';

const projectId = '5afe0000-1111-4000-8000-00000000de30';
const apiToken = 'PT5ecret-token-in-the-wrong-place';

let simulator: Simulator;
let client: Client;
beforeAll(async () => {
	simulator = await startSimulator({rooms: 3, projectId, apiToken});
	client = createClient({baseUrl: simulator.url, projectId, apiToken});
});
afterAll(() => simulator.close());

const clientOptions = [
	'space',
	'baseUrl',
	'projectId',
	'retry',
	'throttle',
	'timeout',
	'maxResponseBytes',
	'fetch',
	'onEvent',
];
const wrappings: ReadonlyArray<readonly [what: string, wrap: (secret: string) => unknown]> = [
	['itself', secret => secret],
	['an object that holds it', secret => ({token: secret})],
	['an array that holds it', secret => [secret]],
	['a String object', secret => new String(secret)],
	['a bearer header', secret => `Bearer ${secret}`],
	['a line of a file', secret => `${secret}\n`],
];

const everything = (error: unknown): string => inspect(error, {depth: 9, showHidden: true}) + JSON.stringify(error);

describe('a token passed in the wrong place', () => {
	it.each(clientOptions.flatMap(name => wrappings.map(([what, wrap]) => [name, what, wrap] as const)))(
		'is not shown by createClient: %s is %s',
		(name, _what, wrap) => {
			for (const others of [{}, {apiToken}]) {
				let thrown: unknown;
				try {
					// Where it is a valid value, something else is wrong.
					createClient({
						...(name === 'baseUrl' ? {} : {space: 'a b'}),
						projectId,
						...others,
						[name]: wrap(apiToken),
						timeout: -1,
					});
				} catch (error) {
					thrown = error;
				}
				expect((thrown as PaginationError).kind).toBe('invalid-input');
				expect(everything(thrown)).not.toContain(apiToken);
			}
		},
	);

	it.each(['timeout', 'retry', 'throttle', 'fetch'])('is not shown although only %s is wrong', name => {
		let thrown: unknown;
		try {
			createClient({space: 'example', projectId, apiToken: 'PT-another', [name]: apiToken});
		} catch (error) {
			thrown = error;
		}
		expect((thrown as PaginationError).message).toMatch(new RegExp(`^${name} must be .*, got a string\\.$`));
	});

	it.each(
		['maxItems', 'readAhead', 'concurrency', 'resumeFrom', 'onInvalidItem', 'signal', apiToken].flatMap(name =>
			wrappings.map(([what, wrap]) => [name, what, wrap] as const),
		),
	)('is not shown by a walk: %s is %s', async (name, _what, wrap) => {
		const error = await rejection(paginateRooms(client, {}, {[name]: wrap(apiToken)}).next());
		expect((error as PaginationError).kind).toBe('invalid-input');
		expect(everything(error)).not.toContain(apiToken);
	});

	it.each(
		['page_size', 'page_number', 'starts_after', 'include_active_session', apiToken].flatMap(name =>
			wrappings.map(([what, wrap]) => [name, what, wrap] as const),
		),
	)('is not shown by a query: %s is %s', async (name, _what, wrap) => {
		const error = await rejection(paginateRooms(client, {[name]: wrap(apiToken)}).next());
		expect((error as PaginationError).kind).toBe('invalid-input');
		expect(everything(error)).not.toContain(apiToken);
	});

	it.each(
		['destination', 'format', 'gzip', 'resume', 'onInvalidItem', 'onProgress', 'readAhead', apiToken].flatMap(name =>
			wrappings.map(([what, wrap]) => [name, what, wrap] as const),
		),
	)('is not shown by an export: %s is %s', async (name, _what, wrap) => {
		const error = await rejection(
			exportRooms(client, {}, {destination: 'rooms.ndjson', [name]: wrap(apiToken)} as never),
		);
		expect((error as PaginationError).kind).toBe('invalid-input');
		expect(everything(error)).not.toContain(apiToken);
	});

	it('never reaches the server', () => {
		expect(simulator.statistics.requests).toBe(0);
	});
});
