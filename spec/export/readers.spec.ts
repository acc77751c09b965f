import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {gunzipSync} from 'node:zlib';
import {DuckDBInstance} from '@duckdb/node-api';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {asyncBufferFromFile, parquetReadObjects} from 'hyparquet';
import sqlite from 'node-sqlite3-wasm';
import {exportRooms, type Room} from '../../lib/index.ts';
import type {SimulatedPage} from '../../lib/simulator/index.ts';
import {useSimulators} from '../support/simulated.ts';

const simulate = useSimulators();

/** What people and machines write into rooms. */
const texts = [
	'plain',
	'',
	null,
	'comma, "quote" and \'apostrophe\'',
	'line\nbreak\r\nand\ttab',
	'=HYPERLINK("http://evil.example")',
	'+1',
	'-1',
	'@SUM(A1)',
	'emoji 👩‍👩‍👧 and 🏳️‍🌈',
	'עברית and العربية',
	'line\u2028separator',
	' leading and trailing ',
	'back\\slash',
];

const rewrite = ({links, data}: SimulatedPage) => ({
	links,
	data: data.map((room, index) => ({
		...room,
		display_name: texts[index % texts.length] ?? null,
		max_members: index === 0 ? Number.MAX_SAFE_INTEGER : index,
		remove_after_seconds_elapsed: index % 2 === 0 ? null : -index,
		join_from: index === 1 ? '2026-01-01T00:00:00.123456Z' : room.join_from,
		meta: index === 2 ? JSON.parse('{"__proto__": {"a": [1, null, "x"]}, "b": "=1+1"}') : room.meta,
		...(index === 3 && {brand_new: {a: 1}}),
	})),
});

let folder: string;
let rooms: Room[];
const at = (name: string): string => join(folder, name);

beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'readers-'));
});
afterAll(() => {
	rmSync(folder, {recursive: true});
});

const write = async (name: string, options = {}) => {
	const {simulator, client} = await simulate({rooms: 60, faults: [() => ({kind: 'rewrite', rewrite})]});
	const query = {page_size: 20, include_active_session: true};
	const summary = await exportRooms(client, query, {destination: at(name), overwrite: true, ...options});
	expect(summary).toMatchObject({rows: 60, pages: 3, reason: 'complete', duplicates: 0, invalid: 0});
	const sent = [...simulator.rooms({include_active_session: true})];
	rooms = [0, 20, 40].flatMap(
		start => rewrite({links: {} as never, data: sent.slice(start, start + 20)}).data,
	) as Room[];
	return at(name);
};

const query = async (sql: string): Promise<Array<Record<string, unknown>>> => {
	const connection = await (await DuckDBInstance.create(':memory:')).connect();
	const reader = await connection.runAndReadAll(sql);
	return reader.getRowObjectsJson() as Array<Record<string, unknown>>;
};

describe('NDJSON and JSON', () => {
	it.each(['rooms.ndjson', 'rooms.json', 'rooms.ndjson.gz', 'rooms.json.gz'])(
		'hold every field as sent: %s',
		async name => {
			const bytes = readFileSync(await write(name));
			const text = (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString();
			const read = name.includes('.json')
				? JSON.parse(text)
				: text
						.trimEnd()
						.split('\n')
						.map(line => JSON.parse(line));
			expect(read).toEqual(rooms);
		},
	);

	it('are read by DuckDB', async () => {
		const path = await write('duck.ndjson');
		const [row] = await query(`SELECT count(*) AS n, count(DISTINCT id) AS ids FROM read_ndjson_auto('${path}')`);
		expect(row).toEqual({n: '60', ids: '60'});
	});
});

describe('CSV', () => {
	it('is read by DuckDB with the same values, nulls and empty texts apart', async () => {
		const path = await write('rooms.csv', {escapeFormulas: false});
		const read = await query(
			`SELECT id, display_name, max_members, remove_after_seconds_elapsed, record_on_start, meta, other_fields
			 FROM read_csv('${path}', header = true, all_varchar = true, allow_quoted_nulls = false)`,
		);
		expect(read.map(({id}) => id)).toEqual(rooms.map(({id}) => id));
		expect(read.map(({display_name}) => display_name)).toEqual(rooms.map(({display_name}) => display_name));
		expect(read.map(row => Number(row.max_members))).toEqual(rooms.map(({max_members}) => max_members));
		expect(read.map(({record_on_start}) => record_on_start)).toEqual(rooms.map(room => String(room.record_on_start)));
		expect(read.map(({meta}) => (meta === null ? null : JSON.parse(String(meta))))).toEqual(
			rooms.map(({meta}) => meta),
		);
		expect(JSON.parse(String(read[1]?.other_fields))).toEqual({join_from: '2026-01-01T00:00:00.123456Z'});
		expect(JSON.parse(String(read[3]?.other_fields))).toEqual({brand_new: {a: 1}});
	});

	it('escapes formulas by default, and leaves negative numbers numbers', async () => {
		const text = readFileSync(await write('safe.csv'), 'utf8');
		expect(text).toContain(`"'=HYPERLINK(""http://evil.example"")"`);
		expect(text).toContain("'@SUM(A1)");
		expect(text).toMatch(/,-1,/);
		expect(text).not.toMatch(/(^|,)"?[=@]/m);
	});
});

describe('Parquet', () => {
	it('has real types, as DuckDB sees it', async () => {
		const path = await write('rooms.parquet');
		const types = await query(`SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM '${path}')`);
		const typeOf = Object.fromEntries(types.map(({column_name, column_type}) => [column_name, column_type]));
		expect(typeOf).toMatchObject({
			id: 'VARCHAR',
			max_members: 'BIGINT',
			record_on_start: 'BOOLEAN',
			created_at: expect.stringMatching(/^TIMESTAMP/),
			meta: 'JSON',
			active_session_duration: 'BIGINT',
			other_fields: 'JSON',
		});
		const read = await query(`SELECT id, display_name, max_members, meta FROM '${path}'`);
		expect(read.map(({id}) => id)).toEqual(rooms.map(({id}) => id));
		expect(read.map(({display_name}) => display_name)).toEqual(rooms.map(({display_name}) => display_name));
		expect(read[0]?.max_members).toBe(String(Number.MAX_SAFE_INTEGER));
		expect(read.map(({meta}) => (meta === null ? null : JSON.parse(String(meta))))).toEqual(
			rooms.map(({meta}) => meta),
		);
	});

	it('is read by an unrelated reader with the same values', async () => {
		const buffer = await asyncBufferFromFile(await write('again.parquet'));
		const read = await parquetReadObjects({file: buffer});
		expect(read).toHaveLength(60);
		read.forEach((row, index) => {
			const room = rooms[index] as Room;
			expect(row.display_name ?? null).toBe(room.display_name);
			expect(row.record_on_start).toBe(room.record_on_start);
			expect(row.max_members).toBe(BigInt(room.max_members));
			expect((row.created_at as Date).toISOString()).toBe(new Date(room.created_at).toISOString());
			expect(row.active_session_id ?? null).toBe(room.active_session?.id ?? null);
		});
	});
});

describe('SQLite', () => {
	const all = (path: string, sql: string) => {
		const database = new sqlite.Database(path);
		const rows = database.all(sql);
		database.close();
		return rows;
	};

	it('has a typed table with the same values', async () => {
		const path = await write('rooms.sqlite');
		const read = all(
			path,
			'SELECT id, display_name, max_members, record_on_start, other_fields FROM rooms ORDER BY rowid',
		);
		expect(read).toEqual(
			rooms.map(({id, display_name, max_members, record_on_start}, index) => ({
				id,
				display_name,
				max_members,
				record_on_start: Number(record_on_start),
				other_fields: read[index]?.other_fields,
			})),
		);
	});

	it('is brought up to date by another export, keeps what else is in it, and is rid of vanished rooms on request', async () => {
		const path = await write('kept.sqlite');
		const database = new sqlite.Database(path);
		database.exec(
			"CREATE TABLE mine (a); INSERT INTO mine VALUES ('kept'); UPDATE rooms SET name = 'old' WHERE rowid = 1",
		);
		database.exec(
			"INSERT INTO rooms (_project, id, name, _listing, _run) SELECT _project, 'gone', 'gone', _listing, _run FROM rooms LIMIT 1",
		);
		database.close();
		await write('kept.sqlite', {overwrite: false});
		expect(all(path, "SELECT count(*) AS n, sum(name = 'old') AS old FROM rooms")).toEqual([{n: 61, old: 0}]);
		await write('kept.sqlite', {overwrite: false, prune: true});
		expect(all(path, "SELECT count(*) AS n, sum(id = 'gone') AS gone FROM rooms")).toEqual([{n: 60, gone: 0}]);
		expect(all(path, 'SELECT * FROM mine')).toEqual([{a: 'kept'}]);
		expect(all(path, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")).toEqual([
			{name: 'mine'},
			{name: 'rooms'},
		]);
	});
});
