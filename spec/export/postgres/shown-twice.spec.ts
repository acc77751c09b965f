/** What a listing shows twice, in one page or in several, and what is there already: against PGlite, or a real server. */
import {beforeEach, describe, expect, it} from '@jest/globals';
import * as t from 'io-ts';
import {postgres} from '../../../lib/export/postgres/index.ts';
import {type ExportOptions, exportItems, list} from '../../../lib/index.ts';
import {useDatabase} from '../../support/database.ts';
import {clientOf, pageOf, sendJson, useServers} from '../../support/server.ts';

const database = useDatabase();
const serve = useServers();

beforeEach(async () => {
	await database.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
});

const things = list({name: 'things', path: '/api/things', item: t.type({id: t.string, name: t.string})});

/** Each page a text of items, such as `a1 b1`: their ids with their names. */
const run = async (pages: readonly string[], options: Partial<ExportOptions> = {}) => {
	const client = clientOf(
		await serve((response, _ordinal, request) => {
			const page = pageOf(request);
			const data = (pages[page] ?? '').split(' ').map(([id, name]) => ({id, name}));
			sendJson(response, 200, {links: page + 1 < pages.length ? {next: `?page=${page + 1}`} : {}, data});
		}),
	);
	const destination = postgres({connectionString: database.address});
	return exportItems(client, things, {}, {destination, ...options});
};

const rows = async (): Promise<unknown> =>
	(await database.query("SELECT string_agg(id || name, ' ' ORDER BY id) AS all FROM things"))[0]?.all;

describe('an item that is shown twice', () => {
	it('has its last values of one page, and the first of several, and is a duplicate each time', async () => {
		expect(await run(['a1 b1 a2', 'a3 c1', 'c2 d1 d2 b2'])).toMatchObject({rows: 4, duplicates: 5, pages: 3});
		expect(await rows()).toBe('a2 b1 c1 d2');
	});

	it('is no row by which a limit is reached', async () => {
		expect(await run(['a1 a2', 'a3 b1', 'b2 c1 d1'], {maxItems: 3})).toMatchObject({rows: 3, duplicates: 3});
		expect(await rows()).toBe('a2 b1 c1');
	});

	it('is brought up to date by the next export, with what is there of others', async () => {
		await run(['a1 b1']);
		expect(await run(['b2 c2'])).toMatchObject({rows: 2, duplicates: 0});
		expect(await rows()).toBe('a1 b2 c2');
	});
});
