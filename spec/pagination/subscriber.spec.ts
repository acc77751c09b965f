import {mkdtempSync, readdirSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import * as t from 'io-ts';
import {createTransport, describeRequest} from '../../lib/fp.ts';
import {exportItems, list, paginate} from '../../lib/index.ts';
import {fabricAddresses, fabricResources} from '../../lib/lists/fabric/index.ts';
import {leftOf} from '../support/either.ts';
import {clientOf, type Handler, sendJson, useServers} from '../support/server.ts';
import {rejection, toArray, useSimulators} from '../support/simulated.ts';

const serve = useServers();
const simulate = useSimulators();
let folder: string;
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'subscriber-'));
});
afterAll(() => rmSync(folder, {recursive: true}));

const subscriberToken = 'eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..subscriber.token-123';
const theirs = list({name: 'theirs', path: '/api/theirs', authentication: 'subscriber', item: t.type({id: t.string})});
const ours = list({name: 'ours', path: '/api/ours', item: t.type({id: t.string})});

/** Two pages of one item. */
const twoPages: Handler = (response, _ordinal, {url = ''}) => {
	const isFirst = !url.includes('?');
	sendJson(response, 200, {links: isFirst ? {next: '?page=2'} : {}, data: [{id: isFirst ? 'a' : 'b'}]});
};

describe('a list that is asked for as a subscriber', () => {
	it('is not requested without a token of one, and leaves no trace of an export', async () => {
		const server = await serve(twoPages);
		const client = clientOf(server);
		const destination = join(folder, 'theirs.ndjson');
		for (const asked of [
			toArray(paginate(client, theirs)),
			toArray(paginate(client, fabricAddresses, {}, {concurrency: 4})),
			exportItems(client, theirs, {}, {destination}),
		]) {
			expect(await rejection(asked)).toMatchObject({
				kind: 'invalid-input',
				message: expect.stringMatching(
					/^\w+ is asked for as a subscriber.* no subscriberToken.*Nothing was requested\.$/s,
				),
			});
		}
		expect(server.requests).toEqual([]);
		expect(readdirSync(folder)).toEqual([]);
	});

	it('carries that token on each page, and nothing of the project; other lists carry nothing of the subscriber', async () => {
		const server = await serve(twoPages);
		const client = clientOf(server, {subscriberToken});
		const walks = [toArray(paginate(client, theirs, {}, {concurrency: 2})), toArray(paginate(client, ours))];
		expect(await Promise.all(walks)).toEqual([
			[{id: 'a'}, {id: 'b'}],
			[{id: 'a'}, {id: 'b'}],
		]);
		expect(server.requests).toHaveLength(4);
		for (const {target, headers} of server.requests) {
			const {authorization} = headers;
			if (target.startsWith('/api/theirs')) expect(authorization).toBe(`Bearer ${subscriberToken}`);
			else expect(authorization).toMatch(/^Basic [\w+/=]+$/);
		}
	});

	it('goes nowhere else with it, whatever a link or a redirect says', async () => {
		const elsewhere = await serve(twoPages);
		for (const handler of [
			(response => sendJson(response, 200, {links: {next: `${elsewhere.url}/api/theirs?x`}, data: []})) as Handler,
			(response => response.writeHead(302, {location: `${elsewhere.url}/api/theirs`}).end()) as Handler,
		]) {
			const client = clientOf(await serve(handler), {subscriberToken, retry: {retries: 0}});
			expect(await rejection(toArray(paginate(client, theirs)))).toMatchObject({
				kind: expect.stringMatching(/^unsafe-(link|redirect)$/),
			});
		}
		expect(elsewhere.requests).toEqual([]);
	});

	it('says whose token was refused', async () => {
		const {client} = await simulate({}, {subscriberToken: 'another-token', retry: {retries: 0}});
		expect(await rejection(toArray(paginate(client, fabricAddresses)))).toMatchObject({
			kind: 'authentication',
			message: expect.stringMatching(/401 \(Unauthorized\)\. Check the subscriber's token/),
		});
		expect(await toArray(paginate(client, fabricResources, {}, {maxItems: 3}))).toHaveLength(3);
	});

	it('can be asked for by whoever composes a loop of their own', async () => {
		const server = await serve(twoPages);
		const request = describeRequest('/api/theirs', []);
		const none = createTransport(clientOf(server))(request, {authentication: 'subscriber'});
		expect(leftOf(await none())).toMatchObject({kind: 'invalid-input'});
		await createTransport(clientOf(server, {subscriberToken}))(request, {authentication: 'subscriber'})();
		expect(server.requests.map(({headers}) => headers.authorization)).toEqual([`Bearer ${subscriberToken}`]);
	});

	it('is simulated for the token that the simulator knows, and for no other credentials', async () => {
		const {simulator, client} = await simulate({lists: {fabric_addresses: 3}});
		expect(await toArray(paginate(client, fabricAddresses))).toEqual([...simulator.items(fabricAddresses)]);
		const {projectId, apiToken, url} = simulator;
		const status = async (authorization: string, path: string) =>
			(await fetch(`${url}${path}`, {headers: {authorization}})).status;
		const basic = `Basic ${btoa(`${projectId}:${apiToken}`)}`;
		expect(await status(basic, fabricAddresses.path)).toBe(401);
		expect(await status(`bearer ${simulator.subscriberToken}`, fabricAddresses.path)).toBe(200);
		expect(await status(`Bearer ${simulator.subscriberToken}`, fabricResources.path)).toBe(401);
		expect(await status(basic, fabricResources.path)).toBe(200);
	});
});
