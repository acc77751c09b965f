import {existsSync, mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from '@jest/globals';
import * as t from 'io-ts';
import sqlite from 'node-sqlite3-wasm';
import {exportItems, list} from '../../../../lib/index.ts';
import {rowsOf} from '../../../support/rooms-read.ts';
import {clientOf, sendJson, useServers} from '../../../support/server.ts';
import {runCommand} from '../../../support/surroundings.ts';
import {describeDatabase} from '../../database-cases.ts';

let folder: string;
let destination: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'sqlite-'));
	destination = join(folder, 'things.sqlite');
});
afterEach(() => {
	rmSync(folder, {recursive: true});
});

const inDatabase = <Result>(work: (database: sqlite.Database) => Result): Result => {
	const database = new sqlite.Database(destination);
	try {
		return work(database);
	} finally {
		database.close();
	}
};

describe('SQLite', () => {
	describeDatabase({
		to: table => ({destination, ...(table !== undefined && {table})}),
		sql: async text => inDatabase(database => database.all(text)),
		texts: async (table, columns) => inDatabase(database => rowsOf(database, `"${table}"`, columns)),
		tableName: () => `things of ${destination}`,
	});
});

describe('the command', () => {
	it('fills a table of the name that it is given, and brings it up to date', async () => {
		const argv = ['rooms', '--demo', '30', '--output', destination, '--table', 'mine'];
		expect(await runCommand(argv)).toMatchObject({exitCode: 0});
		expect(await runCommand([...argv, '--prune'])).toMatchObject({exitCode: 0});
		expect(inDatabase(database => database.all('SELECT count(*) AS rows, max(_run) AS runs FROM mine'))).toEqual([
			{rows: 30, runs: 2},
		]);
	});
});

describe('a key that comes twice', () => {
	const serve = useServers();
	const things = list({name: 'things', path: '/api/things', item: t.type({id: t.string, n: t.number})});

	it('within a page has the values of the last, and counts as a duplicate; on a later page it changes nothing', async () => {
		const pages = [
			[
				{id: 'a', n: 1},
				{id: 'b', n: 1},
				{id: 'a', n: 2},
				{id: 'a', n: 3},
			],
			[
				{id: 'a', n: 4},
				{id: 'c', n: 1},
			],
		];
		const server = await serve((response, ordinal) =>
			sendJson(response, 200, {links: ordinal === 1 ? {next: '?page=1'} : {}, data: pages[ordinal - 1]}),
		);
		expect(await exportItems(clientOf(server), things, {}, {destination})).toMatchObject({rows: 3, duplicates: 3});
		expect(inDatabase(database => database.all('SELECT id, n FROM things'))).toEqual([
			{id: 'a', n: 3},
			{id: 'b', n: 1},
			{id: 'c', n: 1},
		]);
		expect(existsSync(`${destination}.partial`)).toBe(false);
	});
});
