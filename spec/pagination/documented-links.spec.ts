import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import type * as t from 'io-ts';
import {type AnyList, pageStyleOf} from '../../lib/core/list.ts';
import {exportItems, paginate} from '../../lib/index.ts';
import {
	callFlowVersions,
	cxmlApplicationAddresses,
	fabricSipEndpoints,
	resourceAddresses,
	subscriberAddresses,
	swmlScripts,
} from '../../lib/lists/fabric/index.ts';
import {faxes} from '../../lib/lists/laml/index.ts';
import {exampleOf} from '../support/example-item.ts';
import {clientOf, credentials, type Handler, sendJson, useServers} from '../support/server.ts';
import {rejection, toArray} from '../support/simulated.ts';
import {runCommand} from '../support/surroundings.ts';

const serve = useServers();
let folder: string;
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'documented-links-'));
});
afterAll(() => rmSync(folder, {recursive: true}));

const {projectId} = credentials;
const link = '?page_number=1&page_token=PA1';

/** Two items on each of two pages, the first of which links to the second. */
const pagesOf =
	(one: AnyList, next: string, wrap: (page: unknown) => unknown = page => page): Handler =>
	(response, _ordinal, {url}) => {
		const isSecond = url === next || url === new URL(next, 'http://x.invalid/').pathname + link;
		const items = (isSecond ? [2, 3] : [0, 1]).map(ordinal => exampleOf(one.item as unknown as t.Mixed, ordinal));
		const links = isSecond ? {} : {next};
		sendJson(response, 200, wrap(pageStyleOf(one).write?.({items, links, number: isSecond ? 1 : 0, size: 2})));
	};

const targetsOf = ({requests}: {readonly requests: ReadonlyArray<{readonly target: string}>}) =>
	requests.map(({target}) => target);

const parent = '11111111-2222-4333-8444-555555555555';

describe('a list that is documented as an array of one page', () => {
	it.each<[name: string, AnyList, object, path: string]>([
		['sip_endpoints', fabricSipEndpoints, {}, '/api/fabric/resources/sip_endpoints'],
		[
			'addresses of a subscriber',
			subscriberAddresses,
			{fabric_subscriber_id: parent},
			`/api/fabric/resources/subscribers/${parent}/addresses`,
		],
		['swml_scripts', swmlScripts, {}, '/api/fabric/resources/swml_scripts'],
	])('is walked as that page: %s', async (_name, one, query, path) => {
		const server = await serve(pagesOf(one, `${path}${link}`, page => [page]));
		const items = await toArray(paginate(clientOf(server), one, query, {onInvalidItem: 'throw'}));
		expect(items).toHaveLength(4);
		expect(targetsOf(server)).toEqual([path, `${path}${link}`]);
	});

	it('is refused as any other answer where the array holds no page, or several', async () => {
		for (const wrap of [() => [], (page: unknown) => [page, page], () => [1]]) {
			const server = await serve(pagesOf(swmlScripts, link, wrap));
			expect(await rejection(toArray(paginate(clientOf(server), swmlScripts)))).toMatchObject({kind: 'invalid-page'});
		}
	});
});

describe('a documented link that still names the parent', () => {
	it.each<[name: string, AnyList, object, next: string]>([
		[
			'addresses of a cXML application',
			cxmlApplicationAddresses,
			{cxml_application_id: parent},
			`/api/fabric/resources/laml_applications/${parent}/addresses${link}`,
		],
		[
			'addresses of a resource',
			resourceAddresses,
			{resource_id: parent},
			`/api/fabric/resources/${parent}/addresses?type=call_flow`,
		],
	])('is followed: %s', async (_name, one, query, next) => {
		const server = await serve(pagesOf(one, next));
		expect(await toArray(paginate(clientOf(server), one, query))).toHaveLength(4);
		expect(targetsOf(server)[1]).toBe(next);
	});

	it('is refused where it names another one', async () => {
		const next = `/api/fabric/resources/laml_applications/${parent.replace('1', '2')}/addresses${link}`;
		const server = await serve(pagesOf(cxmlApplicationAddresses, next));
		const walk = paginate(clientOf(server), cxmlApplicationAddresses, {cxml_application_id: parent});
		const error = await rejection(toArray(walk));
		expect(error).toMatchObject({kind: 'unsafe-link', message: expect.not.stringContaining('followWithoutParent')});
	});
});

describe.each<[name: string, one: AnyList, query: object, own: string, next: string]>([
	[
		'call_flow_versions',
		callFlowVersions,
		{call_flow_id: parent},
		`/api/fabric/resources/call_flow/${parent}/versions`,
		`/api/fabric/call_flows/versions${link}`,
	],
	['faxes', faxes, {}, `/api/laml/2010-04-01/Accounts/${projectId}/Faxes?PageSize=1000`, `/fax/v1/Faxes${link}`],
])('a documented link that leaves the parent out: %s', (name, one, query, own, next) => {
	it('is not followed, and the message names the option', async () => {
		for (const concurrency of [1, 3]) {
			const server = await serve(pagesOf(one, next));
			const walk = paginate(clientOf(server), one, query, {concurrency});
			expect(await rejection(toArray(walk))).toMatchObject({
				kind: 'unsafe-link',
				message: expect.stringMatching(/does not say whose.*followWithoutParent \(--follow-without-parent\)\.$/),
				cursor: `${own}#skip=2`,
			});
			expect(targetsOf(server)).toEqual([own]);
		}
	});

	it('is followed with that option, and so are cursors that lead there', async () => {
		const server = await serve(pagesOf(one, next));
		const client = clientOf(server);
		const options = {followWithoutParent: true, onInvalidItem: 'throw'} as const;
		expect(await toArray(paginate(client, one, query, options))).toHaveLength(4);
		expect(targetsOf(server)).toEqual([own, next]);
		expect(await toArray(paginate(client, one, query, {...options, resumeFrom: next}))).toHaveLength(2);
		expect(await rejection(paginate(client, one, query, {resumeFrom: next}).next())).toMatchObject({
			kind: 'invalid-input',
			message: expect.stringMatching(/^resumeFrom leads to .*followWithoutParent.*Nothing was requested\.$/),
		});
		expect(server.requests).toHaveLength(3);
	});

	it('lets nothing else through with it', async () => {
		for (const other of [next.replace('ersions', 'ersion').replace('Faxes', 'Fax'), `//elsewhere.test${next}`]) {
			const server = await serve(pagesOf(one, other));
			const walk = paginate(clientOf(server), one, query, {followWithoutParent: true});
			expect(await rejection(toArray(walk))).toMatchObject({kind: 'unsafe-link'});
			expect(server.requests).toHaveLength(1);
		}
	});

	it('is gone on with by an export that has come there, with the option only', async () => {
		const whole = pagesOf(one, next);
		let fails = true;
		const server = await serve((response, ordinal, request) =>
			fails && request.url === next ? sendJson(response, 404, {}) : whole(response, ordinal, request),
		);
		const client = clientOf(server);
		const destination = join(folder, `${name}.ndjson`);
		const follow = {destination, followWithoutParent: true};
		expect(await rejection(exportItems(client, one, query, follow))).toMatchObject({cursor: next});
		fails = false;
		expect(await rejection(exportItems(client, one, query, {destination, resume: true}))).toMatchObject({
			kind: 'destination',
			message: expect.stringMatching(/its cursor leads to .*followWithoutParent/),
		});
		expect(await exportItems(client, one, query, {...follow, resume: true})).toMatchObject({rows: 4, resumedFrom: 2});
		const alone = join(folder, `${name}-alone.ndjson`);
		await exportItems(client, one, query, {...follow, destination: alone});
		expect(readFileSync(destination, 'utf8')).toBe(readFileSync(alone, 'utf8'));
	});
});

it('the command has a flag for it, on lists that have use for it', async () => {
	const server = await serve(pagesOf(callFlowVersions, `/api/fabric/call_flows/versions${link}`));
	const {apiToken} = credentials;
	const environment = {SIGNALWIRE_PROJECT_ID: projectId, SIGNALWIRE_API_TOKEN: apiToken};
	const argv = ['fabric', 'call-flow-versions', '--call-flow-id', parent, '--base-url', server.url];
	expect(await runCommand(argv, {environment})).toMatchObject({
		exitCode: 1,
		stderr: expect.stringContaining('--follow-without-parent'),
	});
	const followed = await runCommand([...argv, '--follow-without-parent'], {environment});
	expect(followed).toMatchObject({exitCode: 0});
	expect(followed.stdout.trim().split('\n')).toHaveLength(4);
	expect((await runCommand(['rooms', '--follow-without-parent'], {environment})).exitCode).toBe(2);
});
