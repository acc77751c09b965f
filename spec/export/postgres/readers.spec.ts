/** Values that are hard to keep, as other programs read them off a real server (`npm run test:services`). */
import {spawnSync} from 'node:child_process';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {columnsOf} from '../../../lib/export/formats/columns.ts';
import {postgres} from '../../../lib/export/postgres/index.ts';
import {exportRooms, rooms} from '../../../lib/index.ts';
import {isReal, useDatabase} from '../../support/database.ts';
import {hardRooms} from '../../support/hard-rooms.ts';
import {csvRows, itemOf, type Json, query, read, told} from '../../support/rooms-read.ts';
import {clientOf, sendText, useServers} from '../../support/server.ts';

const database = useDatabase();
const serve = useServers();

const columns = columnsOf(rooms.item, ['id']);
const time = 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"';
/** All columns as texts: times as they were sent. */
const texts = columns.map(({name, type}) =>
	type === 'timestamp'
		? `to_char("${name}" AT TIME ZONE 'UTC', '${time}') AS "${name}"`
		: `"${name}"::text AS "${name}"`,
);
const selection = `SELECT ${texts.join(', ')} FROM rooms`;

/** Fields in one order: jsonb has one of its own. */
const inOrder = (rows: readonly unknown[]): readonly string[] => {
	const sorted = (_key: string, value: Json): Json => {
		if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
		return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
	};
	return rows.map(row => JSON.stringify(row, sorted)).sort();
};

let folder: string;
const run = (command: string, ...words: readonly string[]): string => {
	const {status, stdout, stderr} = spawnSync(command, words, {encoding: 'utf8'});
	expect({status, stderr}).toEqual({status: 0, stderr: ''});
	return stdout;
};
/** Debian's package is one of its own Python, which may not be the first. */
const withPsycopg = ['python3', '/usr/bin/python3'].find(
	name => spawnSync(name, ['-c', 'import psycopg2']).status === 0,
);

const python = `
import json, sys, psycopg2
connection = psycopg2.connect(sys.argv[1])
cursor = connection.cursor()
cursor.execute(sys.argv[2])
names = [column.name for column in cursor.description]
print(json.dumps([dict(zip(names, row)) for row in cursor]))
`;

(isReal ? describe : describe.skip)('values that are hard to keep are in Postgres as they were sent', () => {
	const sent = hardRooms.map(json => told(read(json) as {[key: string]: Json}));
	const expectSent = (rows: ReadonlyArray<Record<string, unknown>>) =>
		expect(inOrder(rows.map(itemOf))).toEqual(inOrder(sent));

	beforeAll(async () => {
		folder = mkdtempSync(join(tmpdir(), 'readers-'));
		await database.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
		const server = await serve(response => sendText(response, 200, `{"links":{},"data":[${hardRooms.join(',')}]}`));
		const destination = postgres({connectionString: database.address});
		await exportRooms(clientOf(server), {include_active_session: true}, {destination});
	});
	afterAll(() => rmSync(folder, {recursive: true}));

	it('for psql', () => {
		const lines = run('psql', database.address, '-At', '-c', `SELECT row_to_json(r) FROM (${selection}) AS r`);
		expectSent(
			lines
				.trimEnd()
				.split('\n')
				.map(line => JSON.parse(line)),
		);
	});

	it('for DuckDB, by a CSV file that psql writes', async () => {
		const path = join(folder, 'rooms.csv');
		const csv = run(
			'psql',
			database.address,
			'-c',
			`COPY (${selection}) TO STDOUT (FORMAT csv, HEADER, FORCE_QUOTE *)`,
		);
		writeFileSync(path, csv);
		expectSent(await query(csvRows(path)));
	});

	(withPsycopg === undefined ? it.skip : it)('for Python', () => {
		expectSent(JSON.parse(run(withPsycopg ?? '', '-c', python, database.address, selection)));
	});
});
