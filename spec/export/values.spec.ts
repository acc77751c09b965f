import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {asyncBufferFromFile, parquetReadObjects} from 'hyparquet';
import sqlite from 'node-sqlite3-wasm';
import {exportRooms} from '../../lib/index.ts';
import {csvRows, isObject, itemOf, type Json, parquetRows, query, read, rowsOf, told} from '../support/rooms-read.ts';
import {clientOf, credentials, roomAt, sendText, useServers} from '../support/server.ts';
import {runCommand} from '../support/surroundings.ts';

const serve = useServers();

let folder: string;
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'values-'));
});
afterAll(() => {
	rmSync(folder, {recursive: true});
});

/** Fields of rooms as JSON texts: what goes through `JSON.stringify` could not be sent. */
const hard: ReadonlyArray<Readonly<Record<string, string>>> = [
	...['"A\\ud800"', '"A\\ud801"', '"\\"A\\\\ud800\\""', '"A"', '"\\udc00"', '"\\"\\ud800"', '"nul\\u0000"'].map(id => ({
		id,
	})),
	...[
		'"x\\ud800"',
		'"x\\ud801"',
		'"\\udfff y"',
		'"\\ud83d\\ude00"',
		'"\\\\ud800"',
		'"a\\u0000b"',
		'"\\r"',
		'"\\u2028"',
	].map(display_name => ({display_name})),
	...[
		...['{"a":"\\ud800"}', '{"a":{"b":["\\udc00",{"c":1}]}}', '{"\\ud800":1,"\\ud801":2}', '{"a":"\\\\ud800"}', '{}'],
		...['{"a":1e400}', '{"a":[-1e309,[-0,{"b":123456789012345678901234567890}]]}', '{"a":0.12345678901234567890}'],
		...[
			'{"__proto__":{"a":1e-400}}',
			'{"a":"\\ud800","b":1e400}',
			'{"a":"1e400","b":null}',
			'{"1":-0,"0":9007199254740993}',
		],
	].map(meta => ({meta})),
	...['1e400', '-1e400', '-0', '9007199254740993', '1e-400', '1.5', '1E400', '0.1000000000000000055'].map(
		max_members => ({max_members}),
	),
	...[
		...[
			'2026-02-30T00:00:00Z',
			'2026-04-31T10:00:00Z',
			'2026-01-01T24:00:00Z',
			'2016-12-31T23:59:60Z',
			'0000-01-01T00:00:00Z',
		],
		...[
			'2026-01-01t00:00:00z',
			'2026-01-01T00:00:00+01:00',
			'+012026-01-01T00:00:00Z',
			'soon',
			'2026-01-01T00:00:00\\ud800Z',
		],
		...['2026-01-01T00:00:00.000001Z', '9999-12-31T23:59:59.999Z', '2024-02-29T00:00:00.000Z'],
	].map(time => ({join_from: `"${time}"`})),
	...['{}', 'null', '{"id":null}', '{"name":"\\ud800"}', '{"fps":1e400,"brand_new":-0}', '{"meta":{"a":1e400}}'].map(
		active_session => ({active_session}),
	),
	{brand_new: '1e400'},
	{brand_new: '{"a":["\\ud800"]}'},
	JSON.parse('{"__proto__": "-0"}'),
	{brand_new: 'null'},
];
const room = (fields: Readonly<Record<string, string>>, index: number): string => {
	const all = Object.entries(roomAt(index)).map(([key, value]) => [key, JSON.stringify(value)] as const);
	const merged = new Map([...all, ...Object.entries(fields)]);
	return `{${[...merged].map(([key, json]) => `${JSON.stringify(key)}:${json}`).join(',')}}`;
};
const rooms = hard.map(room);
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
