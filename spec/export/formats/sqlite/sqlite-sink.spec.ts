import {mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import sqlite from 'node-sqlite3-wasm';
import type {Column} from '../../../../lib/export/formats/columns.ts';
import type {Flushed} from '../../../../lib/export/formats/format.ts';
import {builtInSqlite} from '../../../../lib/export/formats/sqlite/built-in-sqlite.ts';
import {packagedSqlite} from '../../../../lib/export/formats/sqlite/packaged-sqlite.ts';
import type {SqliteContext} from '../../../../lib/export/formats/sqlite/sqlite-context.ts';
import type {OpenDatabase} from '../../../../lib/export/formats/sqlite/sqlite-library.ts';
import {openSqliteSink} from '../../../../lib/export/formats/sqlite/sqlite-sink.ts';

let base: string;
beforeAll(() => {
	base = mkdtempSync(join(tmpdir(), 'sqlite-'));
});
afterAll(() => rmSync(base, {recursive: true}));

const columns: readonly Column[] = [
	{name: 'id', type: 'string', path: ['id'], key: true},
	{name: 'name', type: 'string', path: ['name']},
];

const table = {name: 'rooms', columns, notAsked: []};

const nothing = {bytes: 0, mark: ''};

const openSinkBy = (
	load: () => Promise<OpenDatabase>,
	partial: string,
	flushed: Flushed,
	more: Partial<SqliteContext> = {},
) =>
	openSqliteSink(
		{
			partial,
			...flushed,
			rows: 0,
			gzip: false,
			table,
			options: {prune: false, table: null},
			project: 'p',
			space: 'example.signalwire.com',
			listing: 'l',
			refresh: undefined,
			signal: undefined,
			...more,
		},
		load,
	);

/** Those that this runtime has. */
const libraries: ReadonlyArray<readonly [name: string, load: () => Promise<OpenDatabase>]> = [
	['the package', packagedSqlite],
	...[builtInSqlite()].flatMap(open => (open === undefined ? [] : [['Node itself', async () => open] as const])),
];

const namesIn = (path: string) => {
	const database = new sqlite.Database(path);
	const names = database.all('SELECT DISTINCT name FROM rooms').map(({name}) => String(name)[0]);
	const [check] = database.all('PRAGMA integrity_check');
	database.close();
	return {names, check};
};

const items = (count: number, name: string) => Array.from({length: count}, (_, index) => ({id: `${index}`, name}));

describe.each(libraries)('openSqliteSink by %s', (_library, load) => {
	const openSink = (partial: string, flushed: Flushed, more: Partial<SqliteContext> = {}) =>
		openSinkBy(load, partial, flushed, more);
	let folder: string;
	beforeAll(() => {
		folder = mkdtempSync(join(base, 'by-'));
	});

	it('knows nothing of a page that was written after what was flushed', async () => {
		const path = join(folder, 'ahead');
		const sink = await openSink(path, nothing);
		await sink.write(items(10, 'a'));
		const flushed = await sink.flush();
		await sink.write(items(20, 'b'));
		await sink.close();
		const resumed = await openSink(path, flushed);
		expect(namesIn(await resumed.finish())).toEqual({names: ['a'], check: {integrity_check: 'ok'}});
		await resumed.close();
	});

	it('leaves one database when it is finished, which any program can read', async () => {
		const sink = await openSink(join(folder, 'whole'), nothing);
		await sink.write(items(10, 'a'));
		expect(await sink.finish()).toBe(join(folder, 'whole.sqlite'));
		await sink.close();
		expect(readdirSync(folder).filter(name => name.startsWith('whole'))).toEqual(['whole', 'whole.sqlite']);
	});

	it('makes the database anew of what a process left that was killed while it made it, or when it was made', async () => {
		const path = join(folder, 'unnamed');
		const sink = await openSink(path, nothing);
		await sink.write(items(10, 'a'));
		const flushed = await sink.flush();
		await sink.finish();
		await sink.close();
		const made = new sqlite.Database(`${path}.sqlite`);
		made.exec("UPDATE rooms SET name = 'altered'; CREATE TABLE more (a)");
		made.close();
		writeFileSync(`${path}.sqlite-wal`, 'left over');
		writeFileSync(`${path}.sqlite-journal`, 'left over');
		mkdirSync(`${path}.sqlite.lock`);
		const again = await openSink(path, flushed);
		expect(namesIn(await again.finish())).toEqual({names: ['a'], check: {integrity_check: 'ok'}});
		await again.close();
		const database = new sqlite.Database(`${path}.sqlite`);
		expect(database.all('SELECT name FROM sqlite_schema WHERE sql IS NOT NULL')).toEqual([{name: 'rooms'}]);
		database.close();
	});

	it('throws away what it makes when it is aborted, and can make it again', async () => {
		const path = join(folder, 'aborted');
		const stop = new AbortController();
		const sink = await openSink(path, nothing, {signal: stop.signal});
		await sink.write(items(10, 'a'));
		const flushed = await sink.flush();
		stop.abort(new Error('enough'));
		await expect(sink.finish()).rejects.toThrow('enough');
		await sink.close();
		expect(readdirSync(folder).filter(name => name.startsWith('aborted'))).toEqual(['aborted']);
		const again = await openSink(path, flushed);
		expect(namesIn(await again.finish()).names).toEqual(['a']);
		await again.close();
	});

	it('keeps texts whole that have a NUL in them', async () => {
		const destination = join(folder, 'nul.sqlite');
		const made = new sqlite.Database(destination);
		made.exec("CREATE TABLE rooms (id TEXT PRIMARY KEY NOT NULL); INSERT INTO rooms VALUES ('gone')");
		made.close();
		const path = join(folder, 'nul');
		const sink = await openSink(path, nothing, {refresh: destination, options: {prune: true, table: null}});
		const texts = ['ab\0cd', '\0', 'é\0\u{1f600}', '', 'plain', 'é\u{1f600}'];
		const ids = ['x\0a', 'x\0b', 'x', 'y', 'z\0', '\0z'];
		await sink.write(ids.map((id, index) => ({id, name: texts[index]})));
		const finished = await sink.finish();
		await sink.close();
		const database = new sqlite.Database(finished);
		const types = 'typeof(id) AS idType, typeof(name) AS nameType';
		const rows = database.all(`SELECT hex(id) AS id, hex(name) AS name, ${types} FROM rooms ORDER BY rowid`);
		database.close();
		const hex = (text: string): string => Buffer.from(text).toString('hex').toUpperCase();
		expect(rows).toEqual(
			ids.map((id, index) => ({id: hex(id), name: hex(texts[index] ?? ''), idType: 'text', nameType: 'text'})),
		);
	});

	it('keeps the types of all other values', async () => {
		const every: readonly Column[] = [
			...columns,
			{name: 'yes', type: 'boolean', path: ['yes']},
			{name: 'count', type: 'integer', path: ['count']},
			{name: 'ratio', type: 'number', path: ['ratio']},
			{name: 'at', type: 'timestamp', path: ['at']},
			{name: 'meta', type: 'json', path: ['meta']},
			{name: 'other_fields', type: 'json', path: []},
		];
		const path = join(folder, 'types');
		const sink = await openSink(path, nothing, {table: {...table, columns: every}});
		const at = '2026-01-01T00:00:00Z';
		await sink.write([{id: '1', name: '7', yes: true, count: 2 ** 40, ratio: 0.5, at, meta: {a: '\0'}}, {id: '2'}]);
		const finished = await sink.finish();
		await sink.close();
		const database = new sqlite.Database(finished);
		const types = every.map(({name}) => `typeof(${name}) AS ${name}`).join(', ');
		expect(database.all(`SELECT ${types} FROM rooms ORDER BY id`).map(row => Object.values(row))).toEqual([
			['text', 'text', 'integer', 'integer', 'real', 'text', 'text', 'null'],
			['text', 'null', 'null', 'null', 'null', 'null', 'null', 'null'],
		]);
		expect(database.get('SELECT name, yes, count, ratio, at, meta FROM rooms')).toEqual({
			name: '7',
			yes: 1,
			count: 2 ** 40,
			ratio: 0.5,
			at,
			meta: '{"a":"\\u0000"}',
		});
		database.close();
	});

	it.each(['-wal', '-journal'])('refuses to copy a database with work unfinished in its %s file', async suffix => {
		const destination = join(folder, `busy${suffix}.sqlite`);
		const database = new sqlite.Database(destination);
		database.exec('CREATE TABLE rooms (id TEXT PRIMARY KEY NOT NULL, name TEXT)');
		database.close();
		writeFileSync(`${destination}${suffix}`, 'work of another program');
		await expect(openSink(join(folder, 'refreshed'), nothing, {refresh: destination})).rejects.toThrow(
			`${destination}${suffix} holds unfinished work of another program`,
		);
		expect(readdirSync(folder).filter(name => name.startsWith('refreshed.'))).toEqual([]);
	});
});

describe('the libraries', () => {
	const every: readonly Column[] = [
		{name: 'id', type: 'string', path: ['id'], key: true},
		...(['string', 'boolean', 'integer', 'number', 'timestamp', 'rfc2822', 'json'] as const).map(type => ({
			name: type,
			type,
			path: [type],
		})),
		{name: 'other_fields', type: 'json', path: []},
	];
	const values: Readonly<Record<string, readonly unknown[]>> = {
		string: ['', 'a\0b', '007', '1e400', 'é\u{1f600}', '\ud800', 'x'.repeat(100_000)],
		boolean: [true, false, 'true'],
		integer: [0, -1, 2 ** 31, -(2 ** 31) - 1, 2 ** 53 - 1, 2 ** 53, 1.5],
		number: [0, 0.1, 1e300, 5e-324, 3, -1, 2 ** 60],
		timestamp: ['2026-01-31T00:00:00Z', '2026-02-30T00:00:00Z'],
		rfc2822: ['Wed, 19 Sep 2018 20:00:00 +0000', 'never'],
		json: [{a: '\0'}, [1, {b: '\udc00'}], 'text', 7, true],
	};
	const all = Object.entries(values).flatMap(([field, some]) =>
		some.map((value, index) => ({id: `${field} ${index}\0`, [field]: value})),
	);

	it('make the same rows, also of what was there, and of what has no key', async () => {
		const made: unknown[] = [];
		for (const [index, [, load]] of libraries.entries()) {
			let refresh: string | undefined;
			const rows: unknown[] = [];
			for (const [round, items] of [all, [...all.slice(3), {string: 'no key\0'}, {number: 1e-7}]].entries()) {
				const more = {table: {...table, columns: every, notAsked: round === 0 ? [] : ['string']}, refresh};
				const sink = await openSinkBy(load, join(base, `same-${index}-${round}`), nothing, {
					...more,
					options: {prune: round > 0, table: 'mine'},
				});
				await sink.write(items);
				refresh = await sink.finish();
				await sink.close();
				const database = new sqlite.Database(refresh);
				for (const name of ['mine', ...(round > 0 ? ['mine_without_key'] : [])]) {
					const columns = ['_project', '_listing', '_run', ...every.map(column => column.name)];
					const cells = columns.map(column => `typeof("${column}") || ' ' || hex("${column}") AS "${column}"`);
					rows.push(database.all(`SELECT ${cells.join(', ')} FROM ${name} ORDER BY rowid`));
				}
				rows.push(database.all('SELECT name, sql FROM sqlite_schema ORDER BY name'));
				database.close();
			}
			made.push(rows);
			expect((rows[0] as readonly unknown[]).length).toBe(all.length);
			expect((rows[2] as readonly unknown[]).length).toBe(all.length - 3);
		}
		for (const other of made.slice(1)) expect(other).toEqual(made[0]);
	});
});
