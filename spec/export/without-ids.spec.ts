import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from '@jest/globals';
import * as t from 'io-ts';
import {queryCodec} from '../../lib/fp.ts';
import {exportItems, type List} from '../../lib/index.ts';
import {clientOf, pageOf, sendJson, useServers} from '../support/server.ts';
import {rejection} from '../support/simulated.ts';

const serve = useServers();

const readings: List<object, {value: number}> = {
	name: 'readings',
	path: '/api/readings',
	query: queryCodec('readings', {}),
	item: t.type({value: t.number}),
};

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'without-ids-'));
});
afterEach(() => {
	rmSync(folder, {recursive: true});
});

describe('items without an id', () => {
	it('are all written, equal ones too, and an interrupted export of them goes on', async () => {
		let isBroken = true;
		const server = await serve((response, _ordinal, request) => {
			const page = pageOf(request);
			if (page === 2 && isBroken) return sendJson(response, 404, {});
			// Now and then one with an id, so that the ids are fewer than the rows.
			const data = [{value: page}, {value: 7}, {value: 7}, {id: `reading-${page}`, value: 8}];
			sendJson(response, 200, {links: page < 3 ? {next: `?page=${page + 1}`} : {}, data});
		});
		const destination = join(folder, 'readings.ndjson');
		const client = clientOf(server);
		expect(await rejection(exportItems(client, readings, {}, {destination}))).toMatchObject({status: 404});
		isBroken = false;
		const summary = await exportItems(client, readings, {}, {destination, resume: true});
		expect(summary).toMatchObject({rows: 16, duplicates: 0, resumedFrom: 8});
		const values = readFileSync(destination, 'utf8')
			.trimEnd()
			.split('\n')
			.map(line => JSON.parse(line).value);
		expect(values).toEqual([0, 1, 2, 3].flatMap(page => [page, 7, 7, 8]));
	});
});
