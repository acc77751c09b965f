import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from '@jest/globals';
import * as t from 'io-ts';
import {type AnyList, list} from '../../lib/core/list.ts';
import {exportItems} from '../../lib/index.ts';
import {clientOf, pageOf, sendJson, useServers} from '../support/server.ts';
import {rejection} from '../support/simulated.ts';

const serve = useServers();

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'definition-'));
});
afterEach(() => {
	rmSync(folder, {recursive: true});
});

const traits = {name: 'things', path: '/things', key: ['id']};
const narrow = list({...traits, item: t.type({id: t.string, n: t.number})});
const wide = list({...traits, item: t.type({id: t.string, z: t.string, n: t.number})});

/** Exports the first of two pages by one definition, and goes on by another. */
const goOnWith = async (then: AnyList, name: string) => {
	const server = await serve((response, _ordinal, request) => {
		const page = pageOf(request);
		const links = page === 0 ? {next: '?page=1'} : {};
		sendJson(response, 200, {links, data: [{id: `a${page}`, z: `z${page}`, n: page}]});
	});
	const destination = join(folder, name);
	const stop = () => {
		throw new Error('pulled');
	};
	await rejection(exportItems(clientOf(server), narrow, {}, {destination, onProgress: stop}));
	return exportItems(clientOf(server), then, {}, {destination, resume: true});
};

describe('an export that goes on with another definition of its list', () => {
	it.each<[what: string, then: AnyList, name: string]>([
		['columns, below a header that names others', wide, 'things.csv'],
		['a key', {...narrow, key: ['id', 'n']}, 'things.ndjson'],
		['a name', {...narrow, name: 'stuff'}, 'things.sqlite'],
	])('is refused: %s', async (_what, then, name) => {
		expect(await rejection(goOnWith(then, name))).toMatchObject({
			kind: 'destination',
			message: expect.stringContaining('was another one'),
		});
	});

	it('goes on where nothing that is written depends on it', async () => {
		expect(await goOnWith(wide, 'things.ndjson')).toMatchObject({rows: 2});
		expect(readFileSync(join(folder, 'things.ndjson'), 'utf8').split('\n')).toHaveLength(3);
	});
});
