import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from '@jest/globals';
import fc from 'fast-check';
import {asyncBufferFromFile, parquetReadObjects} from 'hyparquet';
import sqlite from 'node-sqlite3-wasm';
import {type ExportOptions, exportRooms} from '../../lib/index.ts';
import {activeSessionCodec, roomCodec} from '../../lib/lists/video/rooms.ts';
import {fuzzingSlowly} from '../support/fuzz.ts';
import {csvRows, itemOf, type Json, parquetRows, query, read, rowsOf, told} from '../support/rooms-read.ts';
import {clientOf, pageOf, roomAt, sendJson, useServers} from '../support/server.ts';
import {rejection} from '../support/simulated.ts';
import {runFile} from '../support/working-files.ts';

const serve = useServers();

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'kept-'));
});
afterEach(() => {
	rmSync(folder, {recursive: true});
});

type Room = Readonly<Record<string, unknown>>;

const exporting = async (
	pages: ReadonlyArray<readonly Room[] | undefined>,
	name: string,
	options: Partial<ExportOptions> = {},
) => {
	const server = await serve((response, _ordinal, request) => {
		const page = pageOf(request);
		const data = pages[page];
		if (data === undefined) return sendJson(response, 404, {});
		sendJson(response, 200, {links: page + 1 < pages.length ? {next: `?page=${page + 1}`} : {}, data});
	});
	return exportRooms(clientOf(server), {}, {destination: join(folder, name), ...options});
};

const inDatabase = <Result>(name: string, work: (database: sqlite.Database) => Result): Result => {
	const database = new sqlite.Database(join(folder, name));
	try {
		return work(database);
	} finally {
		database.close();
	}
};
const all = (name: string, sql: string) => inDatabase(name, database => database.all(sql));

const [documented] = roomCodec.types;
const fields = [
	...Object.keys(documented.props).map(field => [field]),
	['active_session'],
	...Object.keys(activeSessionCodec.props).map(field => ['active_session', field]),
];
const values = [
	null,
	true,
	0,
	7.5,
	-3,
	'',
	'text',
	'"',
	'2026-01-01',
	'2026-01-01T00:00:00Z',
	[],
	[1, null],
	{},
	{a: 1},
];

/** A room with some fields deleted, nulled or of any type; no two have the same key. */
const mutated = (index: number, mutations: ReadonlyArray<readonly [path: readonly string[], value: unknown]>): Room => {
	const room: Record<string, unknown> = JSON.parse(JSON.stringify(roomAt(index)));
	for (const [[field = '', inner], value] of mutations) {
		const holder = inner === undefined ? room : room[field];
		const key = inner ?? field;
		if (typeof holder !== 'object' || holder === null || Array.isArray(holder)) continue;
		const isId = key === 'id' && (typeof value === 'string' || typeof value === 'number');
		if (value === undefined) Reflect.deleteProperty(holder, key);
		else Reflect.set(holder, key, isId ? index : JSON.parse(JSON.stringify(value)));
	}
	return room;
};
const mutation = fc.tuple(fc.constantFrom(...fields), fc.constantFrom(undefined, ...values));
const listings = fc
	.array(fc.array(mutation, {minLength: 0, maxLength: 4}), {minLength: 100, maxLength: 100})
	.map(all => all.map((mutations, index) => mutated(index, mutations)));

describe('rooms that differ from the documentation in any way', () => {
	it('are exported whole into every format, each exactly once, with the values that were sent', async () => {
		await fc.assert(
			fc.asyncProperty(listings, async rooms => {
				const sent = rooms.map(room => told(read(JSON.stringify(room)) as {[key: string]: Json}));
				const isKeyed = ({id}: Room) => typeof id === 'string';
				const withoutKey = rooms.filter(room => !isKeyed(room)).length;
				for (const extension of ['ndjson', 'json', 'csv', 'parquet', 'sqlite']) {
					const options = {overwrite: true, escapeFormulas: false};
					const summary = await exporting([rooms.slice(0, 60), rooms.slice(60)], `rooms.${extension}`, options);
					expect(summary).toMatchObject({rows: 100, duplicates: 0, invalid: 0, withoutKey});
					expect(summary.differing).toBe(rooms.filter(room => !roomCodec.is(room)).length);
				}
				const path = (extension: string) => join(folder, `rooms.${extension}`);
				const lines = readFileSync(path('ndjson'), 'utf8').trimEnd().split('\n');
				expect(lines.map(line => JSON.parse(line))).toEqual(rooms);
				expect(JSON.parse(readFileSync(path('json'), 'utf8'))).toEqual(rooms);
				expect((await query(csvRows(path('csv')))).map(itemOf)).toEqual(sent);
				expect((await query(parquetRows(path('parquet')))).map(itemOf)).toEqual(sent);
				inDatabase('rooms.sqlite', database => {
					const ofTable = (table: string) => rowsOf(database, table).map(itemOf);
					expect(ofTable('rooms')).toEqual(sent.filter((_room, index) => isKeyed(rooms[index] as Room)));
					if (withoutKey === 0) return;
					expect(ofTable('rooms_without_key')).toEqual(sent.filter((_room, index) => !isKeyed(rooms[index] as Room)));
				});
			}),
			fuzzingSlowly(1),
		);
	});
});

const id = (index: number, value: unknown): Room => ({...roomAt(index), id: value});
const idOfMissing: Room = {...roomAt(9), id: undefined};

describe('rooms without a usable id', () => {
	const pages = [
		[roomAt(0), id(1, null), id(2, null)],
		[id(3, 7), idOfMissing, roomAt(4), id(3, 7)],
	];

	it('have none in files, and are counted', async () => {
		for (const extension of ['csv', 'parquet', 'ndjson']) {
			const summary = await exporting(pages, `rooms.${extension}`);
			// A number tells rooms apart, although it is no id as documented.
			expect(summary).toMatchObject({rows: 6, duplicates: 1, withoutKey: 4});
		}
		const file = await asyncBufferFromFile(join(folder, 'rooms.parquet'));
		const rows = await parquetReadObjects({file, columns: ['id', 'name', 'other_fields']});
		expect(rows.map(({id, name}) => [id, name])).toEqual([
			['room-0', 'room_0'],
			[null, 'room_1'],
			[null, 'room_2'],
			[null, 'room_3'],
			[null, 'room_9'],
			['room-4', 'room_4'],
		]);
		expect(rows[3]?.other_fields).toEqual({id: 7});
	});

	const names = (table: string) => all('rooms.sqlite', `SELECT name FROM ${table} ORDER BY rowid`).map(row => row.name);

	it('have a table of their own in SQLite, which refreshes write anew', async () => {
		for (let round = 0; round < 2; round++) {
			const summary = await exporting(pages, 'rooms.sqlite', {prune: round === 1});
			expect(summary).toMatchObject({rows: 6, withoutKey: 4});
			expect(names('rooms')).toEqual(['room_0', 'room_4']);
			expect(names('rooms_without_key')).toEqual(['room_1', 'room_2', 'room_3', 'room_9']);
		}
		const other = "SELECT id, other_fields FROM rooms_without_key WHERE name = 'room_3'";
		expect(all('rooms.sqlite', other)).toEqual([{id: null, other_fields: '{"id":7}'}]);
		await exporting([[roomAt(4), id(5, '')]], 'rooms.sqlite', {prune: true});
		expect(names('rooms')).toEqual(['room_4', 'room_5']);
		expect(names('rooms_without_key')).toEqual([]);
	});

	it('need no table where there are none', async () => {
		await exporting([[roomAt(0)]], 'rooms.sqlite');
		expect(all('rooms.sqlite', 'SELECT name FROM sqlite_schema WHERE sql IS NOT NULL')).toEqual([{name: 'rooms'}]);
	});

	it('do not end an export to a table of your own, whose key must not be null, also on its last page', async () => {
		await exporting([[roomAt(0)]], 'rooms.sqlite');
		inDatabase('rooms.sqlite', database => {
			database.exec(
				"UPDATE rooms SET id = 'mine', name = 'x', _listing = 'mine'; ALTER TABLE rooms ADD COLUMN note TEXT",
			);
		});
		expect(await exporting(pages, 'rooms.sqlite')).toMatchObject({rows: 6, withoutKey: 4});
		expect(names('rooms')).toEqual(['x', 'room_0', 'room_4']);
		expect(names('rooms_without_key')).toEqual(['room_1', 'room_2', 'room_3', 'room_9']);
	});

	it('are refused a table of your own that would bend them, before any request', async () => {
		inDatabase('rooms.sqlite', database => database.exec('CREATE TABLE rooms_without_key (name INTEGER)'));
		expect(await rejection(exporting(pages, 'rooms.sqlite'))).toMatchObject({
			kind: 'destination',
			message: expect.stringContaining('was made otherwise: its column name is INTEGER, not TEXT'),
		});
	});
});

describe('the summary of an export tells how rooms differ', () => {
	const quality = (index: number) => ({...roomAt(index), quality: null});
	const row = {field: 'quality', expected: 'string', got: 'null'};

	it('in all of its runs together, with the pages of the whole export', async () => {
		const pages = [
			[roomAt(0), quality(1)],
			[roomAt(2), roomAt(3)],
			[quality(4), {...quality(5), fps: '20'}],
		];
		const progress: number[] = [];
		const onProgress = ({differing}: {readonly differing: number}) => void progress.push(differing);
		expect(await rejection(exporting([...pages.slice(0, 1), undefined], 'rooms.ndjson', {onProgress}))).toMatchObject({
			status: 404,
		});
		const options = {resume: true, onProgress};
		expect(await rejection(exporting([...pages.slice(0, 2), undefined], 'rooms.ndjson', options))).toMatchObject({
			status: 404,
		});
		const summary = await exporting(pages, 'rooms.ndjson', {resume: true, onProgress, readAhead: 0});
		expect(progress).toEqual([1, 1, 3]);
		expect(summary).toMatchObject({rows: 6, resumedFrom: 4, differing: 3});
		expect(summary.differences).toEqual([
			{...row, count: 3, first: {page: 1, index: 1}},
			{field: 'fps', expected: 'number', got: '"20"', count: 1, first: {page: 3, index: 1}},
		]);
	});

	it('as the checkpoint has it, which nobody may have altered', async () => {
		await rejection(exporting([[quality(0)], undefined], 'rooms.ndjson'));
		const checkpoint = runFile(join(folder, 'rooms.ndjson'), 'checkpoint.json');
		const text = readFileSync(checkpoint, 'utf8');
		const altered = text.replace(/("count": )1/, '$12');
		expect(altered).not.toBe(text);
		writeFileSync(checkpoint, altered);
		expect(await rejection(exporting([[quality(0)]], 'rooms.ndjson', {resume: true}))).toMatchObject({
			message: expect.stringContaining('it is not as it was written, by its digest'),
		});
	});

	it('once for each, where a limit ended a run inside a page', async () => {
		const pages = [
			[quality(0), quality(1), quality(2)],
			[{...roomAt(3), fps: null}, roomAt(4)],
		];
		const first = await exporting(pages, 'one.ndjson', {maxItems: 2});
		expect(first).toMatchObject({differing: 2, differences: [{...row, count: 2}]});
		await rejection(
			exporting([pages[0], undefined], 'rooms.ndjson', {maxItems: 2, onProgress: () => Promise.reject(1)}),
		);
		const summary = await exporting(pages, 'rooms.ndjson', {resume: true, maxItems: 10});
		expect(summary).toMatchObject({rows: 5, differing: 4});
		expect(summary.differences).toMatchObject([
			{...row, count: 3, first: {page: 1, index: 0}},
			{field: 'fps', count: 1, first: {page: 2, index: 0}},
		]);
	});

	it('and none where they are left out or fail it', async () => {
		const skipped = await exporting([[quality(0), roomAt(1)]], 'rooms.ndjson', {onInvalidItem: 'skip'});
		expect(skipped).toMatchObject({rows: 1, invalid: 1, differing: 0, differences: []});
		const thrown = exporting([[quality(0)]], 'other.ndjson', {onInvalidItem: 'throw'});
		expect(await rejection(thrown)).toMatchObject({kind: 'invalid-item'});
	});
});
