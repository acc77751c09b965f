import {describe, expect, it} from '@jest/globals';
import type {AnyList} from '../../../lib/core/list.ts';
import {paginate} from '../../../lib/index.ts';
import {callFlowVersions, cxmlApplicationAddresses, swmlScripts} from '../../../lib/lists/fabric/index.ts';
import {faxes} from '../../../lib/lists/laml/index.ts';
import {rooms} from '../../../lib/lists/video/index.ts';
import {expectSame, rejection, toArray, useSimulators} from '../../support/simulated.ts';

const simulate = useSimulators();
const parent = 'a parent/&?=%';

describe.each(['absolute', 'path', 'query'] as const)('links that leave a list’s path, written as %s,', linkForm => {
	it.each<[name: string, one: AnyList, query: object, other: RegExp]>([
		['call_flow_versions', callFlowVersions, {call_flow_id: parent}, /^\/api\/fabric\/call_flows\/versions\?/],
		['addresses', cxmlApplicationAddresses, {cxml_application_id: parent}, /\/laml_applications\/a%20parent%2F/],
		['faxes', faxes, {PageSize: 50}, /^\/base\/fax\/v1\/Faxes\?|^\/fax\/v1\/Faxes\?/],
	])('lead to where they are served, the items of the same parent: %s', async (_name, one, query, other) => {
		for (const [linkStyle, basePath] of [
			['anchor', ''],
			['rolling', '/base'],
		] as const) {
			const {simulator, client} = await simulate({
				documentedLinks: true,
				linkStyle,
				linkForm,
				basePath,
				lists: {[one.name]: 120},
			});
			const items = await toArray(paginate(client, one, query, {followWithoutParent: true}));
			expectSame(items, [...simulator.items(one, query)]);
			expect(items).toHaveLength(120);
			const [first, ...others] = simulator.requests.map(({path, query: asked}) => `${path}?${asked}`);
			expect(others).toHaveLength(2);
			if (linkForm === 'query') continue;
			for (const target of others) expect(target.slice(basePath.length)).toMatch(other);
			expect(first).not.toMatch(other);
		}
	});
});

describe('the paths that links are documented to lead to', () => {
	it('are served only where links lead there, and stay refused by walks that were not told to go there', async () => {
		const {simulator, client} = await simulate({lists: {call_flow_versions: 60}});
		expect(await toArray(paginate(client, callFlowVersions, {call_flow_id: parent}))).toHaveLength(60);
		const {client: refusing} = await simulate({documentedLinks: true, lists: {call_flow_versions: 60}});
		const walk = toArray(paginate(refusing, callFlowVersions, {call_flow_id: parent}));
		expect(await rejection(walk)).toMatchObject({kind: 'unsafe-link'});
		expect((await fetch(`${simulator.url}/api/fabric/call_flows/versions`)).status).toBe(404);
	});
});

describe('pages in arrays', () => {
	it('are sent where lists have links, and only there', async () => {
		const {simulator, client} = await simulate({
			arrayEnvelope: true,
			rooms: 120,
			lists: {swml_scripts: 120, faxes: 60},
		});
		expectSame(await toArray(paginate(client, swmlScripts)), [...simulator.items(swmlScripts)]);
		expectSame(await toArray(paginate(client, rooms, {page_size: 50})), [...simulator.rooms()]);
		expectSame(await toArray(paginate(client, faxes)), [...simulator.items(faxes)]);
		const headers = {authorization: `Basic ${btoa(`${simulator.projectId}:${simulator.apiToken}`)}`};
		const body = await (await fetch(`${simulator.url}/api/video/rooms?page_size=2`, {headers})).json();
		expect(body).toMatchObject([{links: {next: expect.any(String)}, data: [{}, {}]}]);
	});
});
