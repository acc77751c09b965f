import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {asyncBufferFromFile, parquetReadObjects} from 'hyparquet';
import sqlite from 'node-sqlite3-wasm';
import {exportItems, exportRooms} from '../../lib/index.ts';
import {availableCountry} from '../../lib/lists/laml/available-country.ts';
import {hardRooms as rooms} from '../support/hard-rooms.ts';
import {csvRows, isObject, itemOf, type Json, parquetRows, query, read, rowsOf, told} from '../support/rooms-read.ts';
import {clientOf, credentials, sendText, useServers} from '../support/server.ts';
import {runCommand} from '../support/surroundings.ts';

const serve = useServers();

let folder: string;
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'values-'));
});
afterAll(() => {
	rmSync(folder, {recursive: true});
});

const body = `{"links":{},"data":[${rooms.join(',')}]}`;

const write = async (extension: string, options = {}): Promise<string> => {
	const server = await serve(response => sendText(response, 200, body));
	const destination = join(folder, `rooms.${extension}`);
	const summary = await exportRooms(clientOf(server), {}, {destination, overwrite: true, ...options});
	expect(summary).toMatchObject({rows: rooms.length, duplicates: 0});
	return destination;
};

const sent = rooms.map(json => told(read(json) as {[key: string]: Json}));

describe('values that are hard to keep', () => {
	it('are on standard output, also of fields that were asked for', async () => {
		const server = await serve(response => sendText(response, 200, body));
		const {projectId, apiToken} = credentials;
		const environment = {SIGNALWIRE_PROJECT_ID: projectId, SIGNALWIRE_API_TOKEN: apiToken};
		const linesOf = async (...flags: readonly string[]) => {
			const {stdout} = await runCommand(['rooms', '--base-url', server.url, ...flags], {environment});
			return stdout.trimEnd().split('\n').map(read);
		};
		expect(await linesOf()).toEqual(rooms.map(read));
		const fields = rooms.map(json => read(json) as {[key: string]: Json});
		expect(await linesOf('--fields', 'max_members,meta,meta.a')).toEqual(
			fields.map(({max_members, meta}) => ({
				max_members,
				meta,
				...(isObject(meta) && Object.hasOwn(meta, 'a') && {'meta.a': meta.a}),
			})),
		);
	});

	it.each(['ndjson', 'json', 'csv'])('are in an answer that is the one item itself, as %s', async extension => {
		const price = '12345678901234567890';
		const country = `{"country_code":"US","price":${price},"things":[{"a":1}]}`;
		const server = await serve(response => sendText(response, 200, country));
		const destination = join(folder, `country.${extension}`);
		await exportItems(clientOf(server), availableCountry, {IsoCountry: 'US'}, {destination});
		expect(readFileSync(destination, 'utf8')).toContain(price);
	});

	it('are beside invalid rooms, with the reasons', async () => {
		const raw = '{"id":7,"meta":{"a":[1e400,"\\ud800"]},"fps":-0}';
		const server = await serve(response => sendText(response, 200, `{"links":{},"data":[${raw},-1e400]}`));
		const destination = join(folder, 'none.ndjson');
		const invalidFile = join(folder, 'invalid.ndjson');
		await exportRooms(clientOf(server), {}, {destination, invalidFile});
		const [first, second] = readFileSync(invalidFile, 'utf8').split('\n');
		expect(first).toMatch(/^\{"index":0,"reasons":\[".*"\],"raw":/);
		expect(first?.endsWith(`"raw":${raw}}`)).toBe(true);
		expect(JSON.parse(second ?? '')).toMatchObject({index: 1, raw: Number.NEGATIVE_INFINITY});
	});

	it.each(['ndjson', 'json'])('are in %s as they were sent', async extension => {
		const text = readFileSync(await write(extension), 'utf8');
		const lines = text.split('\n').filter(line => line.startsWith('{'));
		expect(lines.map(line => read(line.replace(/,$/, '')))).toEqual(rooms.map(read));
	});

	it('are in CSV', async () => {
		const path = await write('csv', {escapeFormulas: false});
		const rows = await query(csvRows(path));
		expect(rows.map(itemOf)).toEqual(sent);
	});

	it('are in Parquet, for DuckDB and for another reader', async () => {
		const path = await write('parquet');
		const rows = await query(parquetRows(path));
		expect(rows.map(itemOf)).toEqual(sent);
		expect(await query(`SELECT count(DISTINCT id) AS ids FROM '${path}'`)).toEqual([{ids: String(rooms.length)}]);
		const others = await parquetReadObjects({file: await asyncBufferFromFile(path), columns: ['id', 'display_name']});
		expect(others).toEqual(rows.map(({id, display_name}) => ({id, display_name})));
	});

	it('are in SQLite, whose JSON any function can read', async () => {
		const database = new sqlite.Database(await write('sqlite'));
		const rows = rowsOf(database, 'rooms');
		const json = "SELECT count(*) AS n FROM rooms, json_tree(other_fields) WHERE instr(hex(atom), 'EDA080') > 0";
		const refused = database.get(json)?.n;
		database.close();
		expect(rows.map(itemOf)).toEqual(sent);
		expect(refused).toBe(0);
	});
});
