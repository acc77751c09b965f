import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, it} from '@jest/globals';
import * as t from 'io-ts';
import {exportItems, list} from '../../lib/index.ts';
import {clientOf, sendJson, useServers} from '../support/server.ts';
import {rejection} from '../support/simulated.ts';

const serve = useServers();
let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'documented-paths-'));
});
afterEach(() => {
	rmSync(folder, {recursive: true});
});

const things = list({name: 'things', path: '/api/things', linksTo: ['/api/more'], item: t.type({id: t.string})});

it('goes on with an export whose next page is on another path that its list documents', async () => {
	let fails = true;
	const server = await serve((response, _ordinal, {url}) => {
		if (url === '/api/things') return sendJson(response, 200, {links: {next: '/api/more?page=1'}, data: [{id: 'a'}]});
		if (fails) return sendJson(response, 404, {});
		return sendJson(response, 200, {links: {}, data: [{id: 'b'}]});
	});
	const destination = join(folder, 'things.ndjson');
	const client = clientOf(server);
	expect(await rejection(exportItems(client, things, {}, {destination}))).toMatchObject({cursor: '/api/more?page=1'});
	fails = false;
	expect(await exportItems(client, things, {}, {destination, resume: true})).toMatchObject({rows: 2, resumedFrom: 1});
	expect(readFileSync(destination, 'utf8')).toBe('{"id":"a"}\n{"id":"b"}\n');
});
