import {inspect} from 'node:util';
import {describe, expect, it} from '@jest/globals';
import {createTransport, describeRequest} from '../lib/fp.ts';
import {
	type ClientEvent,
	createClient,
	type InvalidItem,
	type PaginationError,
	paginate,
	paginateRooms,
} from '../lib/index.ts';
import {fabricAddresses} from '../lib/lists/fabric/index.ts';
import type {FaultAction} from '../lib/simulator/index.ts';
import {leftOf} from './support/either.ts';
import {fastRetry, rejection, toArray, useSimulators} from './support/simulated.ts';

const simulate = useSimulators();

const projectId = '5afe0000-1111-4000-8000-00000000de30';
const apiToken = 'PT5ecret/+token=with&signs';
const encoded = Buffer.from(`${projectId}:${apiToken}`).toString('base64');
const forms = [apiToken, encoded, encodeURIComponent(apiToken), `Basic ${encoded}`];

const everything = (value: unknown): string =>
	[
		inspect(value, {depth: Number.POSITIVE_INFINITY, showHidden: true, getters: true}),
		String(value),
		JSON.stringify(value),
		value instanceof Error ? [value.message, value.stack, inspect(value.cause)].join() : '',
	].join('\n');

const echoes: ReadonlyArray<readonly [where: string, fault: FaultAction | undefined]> = [
	['nowhere', {kind: 'status', status: 500}],
	['in an error', {kind: 'respond', status: 400, body: {error: `bad header Basic ${encoded}`}}],
	[
		'in a list of errors',
		{kind: 'respond', status: 422, body: {errors: [{message: `not ${apiToken}`, attribute: apiToken, code: encoded}]}},
	],
	['in a page of HTML', {kind: 'respond', body: `<html>Authorization: Basic ${encoded}</html>`}],
	['in a 403', {kind: 'respond', status: 403, body: {error: apiToken}}],
	[
		'in a next link',
		{kind: 'respond', body: {links: {next: `/api/video/rooms?token=${encodeURIComponent(apiToken)}`}, data: []}},
	],
	['in a link to elsewhere', {kind: 'respond', body: {links: {next: `https://evil.example/?${encoded}`}, data: []}}],
	['in a redirect', {kind: 'respond', status: 302, headers: {location: `https://evil.example/${encoded}`}, body: ''}],
	[
		'in a room',
		{
			kind: 'respond',
			body: {links: {}, data: [{id: apiToken, name: [encoded], max_members: apiToken, quality: {a: apiToken}}]},
		},
	],
	['in its links', {kind: 'respond', body: {links: apiToken, data: encoded}}],
];

describe("a subscriber's token", () => {
	const subscriberToken = 'eyJhbGciOiJkaXIifQ..Subscriber-5ecret/+token=with&signs';
	const asBase64 = Buffer.from(subscriberToken).toString('base64');
	const spellings = [subscriberToken, encodeURIComponent(subscriberToken), asBase64, subscriberToken.toLowerCase()];
	const header = `Bearer ${subscriberToken}`;

	it.each<[where: string, fault: FaultAction]>([
		['in an error', {kind: 'respond', status: 400, body: {error: `bad header ${header}`}}],
		['in a 401', {kind: 'respond', status: 401, body: {errors: [{message: header, attribute: asBase64}]}}],
		['in HTML', {kind: 'respond', body: `<html>${header}</html>`}],
		['in a next link', {kind: 'respond', body: {links: {next: `?token=${spellings[1]}`}, data: []}}],
		['in a redirect', {kind: 'respond', status: 302, headers: {location: `?${spellings[1]}`}, body: ''}],
		['in an item', {kind: 'respond', body: {links: {}, data: [{id: header, name: [subscriberToken]}]}}],
	])('is in no error, event or client when the server echoes it %s', async (_where, fault) => {
		const events: ClientEvent[] = [];
		const {client} = await simulate(
			{subscriberToken, faults: [() => fault]},
			{retry: {retries: 0}, onEvent: event => events.push(event)},
		);
		const error = await rejection(toArray(paginate(client, fabricAddresses, {}, {onInvalidItem: 'throw'})));
		const printed = [error, client, events].map(everything).join('\n');
		expect((error as PaginationError).kind).toBeDefined();
		for (const spelling of spellings) expect(printed).not.toContain(spelling);
	});

	it('is in no address, be it of a query, a cursor or the client itself', async () => {
		const {client, simulator} = await simulate({subscriberToken});
		const walks = [
			paginateRooms(client, {page_token: subscriberToken}),
			paginate(client, fabricAddresses, {}, {resumeFrom: `${fabricAddresses.path}?a=${spellings[1]}`}),
		];
		for (const walk of walks) {
			const error = await rejection(walk.next());
			expect(error).toMatchObject({message: expect.stringMatching(/holds this client's credentials/)});
			for (const spelling of spellings) expect(everything(error)).not.toContain(spelling);
		}
		expect(simulator.requests).toEqual([]);
		const baseUrl = `https://gate.test/${spellings[1]}`;
		expect(() => createClient({baseUrl, projectId, apiToken, subscriberToken})).toThrow(
			"The address of the client holds its subscriber's token, which would then be in every log; leave it out.",
		);
	});
});

describe('credentials', () => {
	it.each(echoes)('are in no error, event or client when the server echoes them %s', async (_where, fault) => {
		const events: ClientEvent[] = [];
		const {client} = await simulate(
			{projectId, apiToken, faults: [() => fault]},
			{retry: {...fastRetry, retries: 1}, onEvent: event => events.push(event)},
		);
		const error = await rejection(toArray(paginateRooms(client, {}, {onInvalidItem: 'throw'})));
		const printed = [error, client, events].map(everything).join('\n');
		expect((error as PaginationError).kind).toBeDefined();
		for (const form of forms) expect(printed).not.toContain(form);
	});

	it.each(['in an error', 'in a list of errors', 'in a page of HTML', 'in a 403'])(
		'are in no error of the functional entry either, when they are echoed %s',
		async where => {
			const fault = echoes.find(([echoed]) => echoed === where)?.[1];
			const {client} = await simulate({projectId, apiToken, faults: [() => fault]}, {retry: {retries: 0}});
			const error = leftOf(await createTransport(client)(describeRequest('/api/video/rooms', []))());
			expect(everything(error)).toContain('[redacted]');
			for (const form of forms) expect(everything(error)).not.toContain(form);
		},
	);

	it.each([
		['a query', {page_token: apiToken}, {}],
		['a cursor', {}, {resumeFrom: `/api/video/rooms?page_token=${encodeURIComponent(apiToken)}`}],
		['a cursor that holds the header', {}, {resumeFrom: `/api/video/rooms?${encoded}`}],
	])('are not sent in an address, nor remembered, when they stand in %s', async (_where, query, options) => {
		const {client, simulator} = await simulate({projectId, apiToken});
		const error = await rejection(paginateRooms(client, query, options).next());
		expect(error).toMatchObject({
			kind: 'invalid-input',
			message: expect.stringMatching(/holds this client's credentials/),
		});
		for (const form of forms) expect(everything(error)).not.toContain(form);
		expect(simulator.requests).toEqual([]);
	});

	it('may be as plain as those of tests are, in a walk over the same words', async () => {
		for (const plain of ['token', 'page', 'rooms', 'api', 'http', '1', 'a', 'page_token', 'localhost', 'data']) {
			const {client} = await simulate({projectId, apiToken: plain, rooms: 5}, {retry: {retries: 0}});
			expect(await toArray(paginateRooms(client, {page_size: 2}))).toHaveLength(5);
			const {client: refused} = await simulate(
				{apiToken: plain, faults: [{kind: 'status', status: 500}]},
				{retry: {retries: 0}},
			);
			const {message} = (await rejection(toArray(paginateRooms(refused, {page_size: 2})))) as Error;
			expect(message).toMatch(/^GET \/api\/video\/rooms\?page_size=2 was answered with 500[^[\]]*$/);
		}
	});

	it('are refused where they stand in the address of the client, in one sentence that does not show them', () => {
		for (const baseUrl of [
			`https://${apiToken.slice(0, 8)}.test/`,
			`https://gate.test/${encodeURIComponent(apiToken)}`,
		]) {
			const token = baseUrl.includes('gate') ? apiToken : apiToken.slice(0, 8);
			expect(() => createClient({baseUrl, projectId, apiToken: token})).toThrow(
				'The address of the client holds its API token, which would then be in every log; leave it out.',
			);
		}
	});

	it('are in no reason that a room is told to be invalid for', async () => {
		const fault = echoes.find(([where]) => where === 'in a room')?.[1];
		const {client} = await simulate({projectId, apiToken, faults: [() => fault]});
		const reasons: string[] = [];
		const onInvalidItem = (item: InvalidItem) => void reasons.push(...item.reasons);
		await toArray(paginateRooms(client, {}, {onInvalidItem}));
		expect(reasons.join()).toContain('[redacted]');
		for (const form of forms) expect(reasons.join()).not.toContain(form);
		const walk = paginateRooms(client);
		await toArray(walk);
		const told = JSON.stringify(walk.summary.differences);
		expect(told).toContain('[redacted]');
		for (const form of forms) expect(told).not.toContain(form);
	});

	it('are in no error about the options that hold them', () => {
		for (const options of [
			{space: 'a b', projectId, apiToken},
			{baseUrl: `https://${projectId}:x@example.com`, projectId, apiToken},
			{space: 'example', projectId: `${projectId}:`, apiToken},
			{space: 'example', projectId, apiToken: `${apiToken}\n`},
			{space: 'example', projectId, apiToken, timeout: 0},
		]) {
			let thrown: unknown;
			try {
				createClient(options);
			} catch (error) {
				thrown = error;
			}
			expect((thrown as PaginationError).kind).toBe('invalid-input');
			expect(everything(thrown)).not.toContain(apiToken);
		}
	});

	it('are not found in a client, however it is looked at', async () => {
		const client = createClient({space: 'example', projectId, apiToken});
		expect(Reflect.ownKeys(client)).toEqual(['baseUrl']);
		for (const form of forms) expect(everything([client, {...client}, paginateRooms(client)])).not.toContain(form);
	});
});
