import {describe, expect, it} from '@jest/globals';
import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import * as z from 'zod';
import {
	accountParameter,
	linked,
	list,
	type PageStyle,
	paginate,
	pathParameter,
	type StandardSchema,
	textParameter,
} from '../../lib/index.ts';
import {clientOf, credentials, sendJson, useServers} from '../support/server.ts';
import {rejection, toArray} from '../support/simulated.ts';

const serve = useServers();
const serveItems = (...data: readonly unknown[]) => serve(response => sendJson(response, 200, {links: {}, data}));

const notes = list({name: 'notes', path: '/notes', item: z.object({id: z.string(), at: z.string().transform(Number)})});

describe('a list whose items a schema of somebody else checks', () => {
	it('gives what was sent, and not what the schema would make of it', async () => {
		const sent = {id: 'a', at: '5', more: [1]};
		const [note] = await toArray(paginate(clientOf(await serveItems(sent)), notes));
		// The type is what the schema takes.
		const at: string | undefined = note?.at;
		expect([note, at]).toEqual([sent, '5']);
	});

	it('tells what is wrong and where, in the words of the schema', async () => {
		const server = await serveItems({id: 'a', at: '5'}, {id: 'b', at: 7});
		const error = await rejection(toArray(paginate(clientOf(server), notes, {}, {onInvalidItem: 'throw'})));
		expect(error).toMatchObject({kind: 'invalid-item', reasons: [expect.stringMatching(/^at: .*string/)]});
	});

	it.each([1, 4])('refuses a schema that wants to be waited for, at concurrency %d', async concurrency => {
		const slow = list({name: 'notes', path: '/notes', item: z.object({id: z.string()}).refine(async () => true)});
		const walk = paginate(clientOf(await serveItems({id: 'a'})), slow, {}, {concurrency, maxItems: 5});
		expect(await rejection(toArray(walk))).toMatchObject({
			kind: 'invalid-input',
			message: expect.stringContaining('asynchronous'),
		});
	});

	it.each<[what: string, validate: () => unknown]>([
		['a promise that rejects', () => Promise.reject(new Error('boom'))],
		['nothing', () => undefined],
		['issues that are none', () => ({issues: [null]})],
	])('refuses a schema that gives %s', async (_what, validate) => {
		const schema = {'~standard': {validate}} as unknown as StandardSchema<object>;
		const walk = paginate(clientOf(await serveItems({id: 'a'})), list({name: 'x', path: '/x', item: schema}));
		expect(await rejection(toArray(walk))).toMatchObject({kind: 'invalid-input'});
	});

	it('takes paths of either form, and schemas that are functions', async () => {
		const validate = () => ({issues: [{message: 'no', path: ['a', {key: 0}]}]});
		const schema: StandardSchema<{a: number}> = Object.assign(() => {}, {'~standard': {validate}});
		const walk = paginate(
			clientOf(await serveItems({})),
			list({name: 'x', path: '/x', item: schema}),
			{},
			{
				onInvalidItem: 'throw',
			},
		);
		expect(await rejection(toArray(walk))).toMatchObject({reasons: ['a[0]: no']});
	});

	it.each([undefined, {}, {'~standard': {}}, 'schema'])('must be a schema, not %j', async item => {
		const server = await serveItems();
		const walk = paginate(clientOf(server), list({name: 'x', path: '/x', item: item as unknown as t.Mixed}));
		expect(await rejection(toArray(walk))).toMatchObject({kind: 'invalid-input'});
		expect(server.requests).toHaveLength(0);
	});
});

describe("a page style of one's own", () => {
	it.each<[what: string, style: unknown]>([
		['is not called', linked],
		['gives no page', () => undefined],
		['gives a page that is none', () => E.right({links: {}, data: 'none'})],
	])('that %s is told of', async (_what, page) => {
		const walk = paginate(clientOf(await serveItems()), {...notes, page: page as PageStyle});
		expect(await rejection(toArray(walk))).toMatchObject({kind: 'invalid-page'});
	});
});

describe('a list below a parent', () => {
	const seats = list({
		name: 'seats',
		path: '/rooms/{room}/seats',
		linksTo: ['/v2/rooms/{room}/seats', '/seats'],
		query: {room: pathParameter(textParameter('the room'))},
		item: t.type({id: t.string}),
	});
	const servePages = (next: string) =>
		serve((response, ordinal) =>
			sendJson(response, 200, {links: ordinal === 1 ? {next} : {}, data: [{id: String(ordinal)}]}),
		);

	it('asks for its parent alone, and follows its links there', async () => {
		const server = await servePages('/rooms/a:b/seats?page=2');
		const walk = paginate(clientOf(server), seats, {room: 'a:b'});
		expect(await toArray(walk)).toHaveLength(2);
		expect(server.requests.map(({target}) => target)).toEqual(['/rooms/a%3Ab/seats', '/rooms/a%3Ab/seats?page=2']);
	});

	it('follows a documented link that names the parent, and goes on there from a cursor', async () => {
		const server = await servePages('/v2/rooms/one/seats?page=2');
		const walk = paginate(clientOf(server), seats, {room: 'one'}, {maxItems: 1});
		await toArray(walk);
		expect(walk.cursor).toBe('/v2/rooms/one/seats?page=2');
		expect(await toArray(paginate(clientOf(server), seats, {room: 'one'}, {resumeFrom: walk.cursor}))).toHaveLength(1);
		expect(server.requests[1]?.target).toBe('/v2/rooms/one/seats?page=2');
	});

	it.each(['/seats?page=2', '/rooms/two/seats?page=2', '/v2/rooms/two/seats'])('follows no link to %s', async next => {
		const server = await servePages(next);
		const walk = paginate(clientOf(server), seats, {room: 'one'});
		expect(await rejection(toArray(walk))).toMatchObject({kind: 'unsafe-link'});
		expect(server.requests).toHaveLength(1);
	});

	it('refuses a cursor of another parent, and to do without one', async () => {
		const server = await servePages('');
		const walk = paginate(clientOf(server), seats, {room: 'one'}, {resumeFrom: '/rooms/two/seats'});
		expect(await rejection(toArray(walk))).toMatchObject({kind: 'invalid-input'});
		const none = paginate(clientOf(server), seats, {} as {room: string});
		expect(await rejection(toArray(none))).toMatchObject({message: expect.stringContaining('room: is required')});
		expect(server.requests).toHaveLength(0);
	});

	it('is below the account of its client, unless it is given another', async () => {
		const server = await servePages('');
		const calls = list({
			name: 'calls',
			path: '/Accounts/{Account}/Calls',
			query: {Account: accountParameter()},
			item: seats.item,
		});
		await toArray(paginate(clientOf(server), calls));
		await toArray(paginate(clientOf(server), calls, {Account: 'AC2'}));
		expect(server.requests.map(({target}) => target)).toEqual([
			`/Accounts/${credentials.projectId}/Calls`,
			'/Accounts/AC2/Calls',
		]);
	});

	it('says that a parent may not be there', async () => {
		const server = await serve(response => sendJson(response, 404, {error: 'Not Found'}));
		const error = await rejection(toArray(paginate(clientOf(server), seats, {room: 'one'})));
		expect(error).toMatchObject({kind: 'rejected', message: expect.stringContaining('Check the IDs in the path')});
	});

	it('holds no secret in its path, nor makes an address that is too long', async () => {
		const server = await servePages('');
		const client = clientOf(server);
		const leaking = await rejection(toArray(paginate(client, seats, {room: `x${credentials.apiToken}`})));
		expect(leaking).toMatchObject({kind: 'invalid-input', message: expect.stringContaining('credentials')});
		const long = await rejection(toArray(paginate(client, seats, {room: '日本'.repeat(500)})));
		expect(long).toMatchObject({kind: 'invalid-input', message: expect.stringMatching(/address of 9\d{3} characters/)});
		expect(server.requests).toHaveLength(0);
	});

	it('names the scope that a token needs', async () => {
		const server = await serve(response => sendJson(response, 403, {error: 'Forbidden'}));
		const error = await rejection(toArray(paginate(clientOf(server), {...seats, scope: 'Fax'}, {room: 'one'})));
		expect(error).toMatchObject({kind: 'authentication', message: expect.stringContaining('the Fax scope')});
	});
});
