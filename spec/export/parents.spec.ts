import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from '@jest/globals';
import {asyncBufferFromFile, parquetReadObjects} from 'hyparquet';
import * as t from 'io-ts';
import sqlite from 'node-sqlite3-wasm';
import {
	accountParameter,
	type ExportOptions,
	exportItems,
	integerParameter,
	list,
	pathParameter,
	textParameter,
} from '../../lib/index.ts';
import {clientOf, credentials, sendJson, useServers} from '../support/server.ts';
import {runCommand} from '../support/surroundings.ts';

const serve = useServers();

let folder: string;
let destination: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'parents-'));
	destination = join(folder, 'seats.sqlite');
});
afterEach(() => {
	rmSync(folder, {recursive: true});
});

const seats = list({
	name: 'seats',
	path: '/api/halls/{hall_id}/seats',
	query: {hall_id: pathParameter(textParameter())},
	item: t.partial({row: t.string, id: t.string, hall_id: t.string}),
});

type Seat = Readonly<Record<string, unknown>>;

/** Serves these items, whatever the parent. */
const serveItems = (items: readonly Seat[]) => serve(response => sendJson(response, 200, {links: {}, data: items}));

const exportSeats = async (hall_id: string, items: readonly Seat[], options: Partial<ExportOptions> = {}) =>
	exportItems(clientOf(await serveItems(items)), seats, {hall_id}, {destination, ...options});

const inDatabase = <Result>(work: (database: sqlite.Database) => Result): Result => {
	const database = new sqlite.Database(destination);
	try {
		return work(database);
	} finally {
		database.close();
	}
};
const all = (sql: string) => inDatabase(database => database.all(sql));
const keys = (table = 'seats') =>
	all(`SELECT hall_id || ':' || coalesce(id, '') AS key FROM ${table} ORDER BY 1`).map(({key}) => key);

describe('the parameters of a path', () => {
	const mixed = [
		{id: '1', row: 'x'},
		{id: '2', row: 'y', hall_id: 'own'},
		{id: '3', row: 'z', hall_id: null},
		{id: '4', row: 'w', hall_id: 7},
	];

	it('lead the columns: the value of an item, or else what was asked for', async () => {
		await exportSeats('a b', mixed, {destination: join(folder, 'seats.csv')});
		expect(readFileSync(join(folder, 'seats.csv'), 'utf8').split('\r\n')).toEqual([
			'hall_id,id,row,other_fields',
			'a b,1,x,',
			'own,2,y,',
			'a b,3,z,',
			'a b,4,w,"{""hall_id"":7}"',
			'',
		]);
		const parquet = join(folder, 'seats.parquet');
		await exportSeats('a b', mixed, {destination: parquet});
		const rows = await parquetReadObjects({file: await asyncBufferFromFile(parquet)});
		expect(rows.map(row => [Object.keys(row)[0], row.hall_id])).toEqual(
			['a b', 'own', 'a b', 'a b'].map(hall => ['hall_id', hall]),
		);
		expect(await exportSeats('a b', mixed)).toMatchObject({rows: 4, withoutKey: 0});
		expect(keys()).toEqual(['a b:1', 'a b:3', 'a b:4', 'own:2']);
	});

	it('are in no NDJSON and JSON, which hold what was sent', async () => {
		for (const name of ['seats.ndjson', 'seats.json']) {
			await exportSeats('a', [{id: '1'}], {destination: join(folder, name)});
			expect(JSON.parse(readFileSync(join(folder, name), 'utf8').replaceAll(/[[\]\n]/g, ''))).toEqual({id: '1'});
		}
	});

	it('lead on standard output too, and of a list that knows them not', async () => {
		const {url} = await serve(response => sendJson(response, 200, {links: {}, data: [{id: '1', version: '2'}]}));
		const {stdout} = await runCommand(
			['fabric', 'call-flow-versions', '--call-flow-id', 'flow', '--format', 'csv', '--base-url', url],
			{environment: {SIGNALWIRE_PROJECT_ID: credentials.projectId, SIGNALWIRE_API_TOKEN: credentials.apiToken}},
		);
		expect(stdout.split('\r\n').slice(0, 2)).toEqual([
			'call_flow_id,id,version,created_at,updated_at,flow_data,relayml,other_fields',
			'flow,1,2,,,,,',
		]);
	});

	it('are the account of the client too, and numbers where items have numbers', async () => {
		const calls = list({
			name: 'calls',
			path: '/api/{AccountSid}/{shelf}/calls',
			query: {AccountSid: accountParameter(), shelf: pathParameter(integerParameter(0, 9))},
			key: ['sid'],
			item: t.type({shelf: t.number, sid: t.string}),
		});
		const client = clientOf(await serveItems([{sid: 'CA1', shelf: 7}, {sid: 'CA2'}]));
		await exportItems(client, calls, {shelf: 7}, {destination});
		expect(all('SELECT AccountSid, shelf, sid FROM calls')).toEqual(
			['CA1', 'CA2'].map(sid => ({AccountSid: credentials.projectId, shelf: 7, sid})),
		);
	});

	it('are columns, and no key, of a list that has none', async () => {
		const keyless = {...seats, key: []};
		const client = clientOf(await serveItems([{row: 'x'}, {row: 'x'}]));
		await exportItems(client, keyless, {hall_id: 'a'}, {destination});
		expect(all('SELECT hall_id, row FROM seats')).toEqual([
			{hall_id: 'a', row: 'x'},
			{hall_id: 'a', row: 'x'},
		]);
	});
});

describe('a SQLite file with the items of several parents', () => {
	it.each(['with "quotes"', 'nul\0byte', 'שלום', "it's"])('takes any parent: %j', async hall => {
		await exportSeats(hall, [{id: '1'}, {row: 'x'}]);
		await exportSeats(hall, [{id: '2'}, {row: 'y'}], {prune: true});
		expect(all('SELECT id FROM seats')).toEqual([{id: '2'}]);
		expect(all('SELECT row FROM seats_without_key')).toEqual([{row: 'y'}]);
		expect(all('SELECT CAST(hall_id AS BLOB) AS hall FROM seats')).toEqual([{hall: new Uint8Array(Buffer.from(hall))}]);
	});
});
