import {copyFileSync, mkdtempSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import sqlite from 'node-sqlite3-wasm';
import type {Column} from '../../lib/export/columns.ts';
import type {Flushed, FormatSettings, SinkContext} from '../../lib/export/format.ts';
import {openSqliteSink} from '../../lib/export/sqlite-sink.ts';

let folder: string;

beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'sqlite-'));
});

afterAll(() => rmSync(folder, {recursive: true}));

const columns: readonly Column[] = [
	{name: 'id', type: 'string', path: ['id']},
	{name: 'name', type: 'string', path: ['name']},
];

const nothing = {bytes: 0, mark: ''};

const openSink = (partial: string, flushed: Flushed, more: Partial<SinkContext> = {}) =>
	openSqliteSink({
		partial,
		...flushed,
		rows: 0,
		isComplete: false,
		columns,
		settings: {format: 'sqlite', gzip: false, escapeFormulas: true, bom: false, prune: false},
		name: 'rooms',
		refresh: undefined,
		signal: undefined,
		...more,
	});

/** All files of a database as they are now, under another name: what a process that is killed now leaves. */
const snapshot = (from: string, to: string) => {
	for (const file of readdirSync(folder)) {
		if (file.startsWith(from) && !file.endsWith('.lock')) {
			copyFileSync(join(folder, file), join(folder, `${to}${file.slice(from.length)}`));
		}
	}
};

const namesIn = (path: string) => {
	const database = new sqlite.Database(path);
	const names = database.all('SELECT DISTINCT name FROM rooms').map(({name}) => String(name)[0]);
	const [check] = database.all('PRAGMA integrity_check');
	database.close();
	return {names, check};
};

const items = (count: number, name: string) => Array.from({length: count}, (_, index) => ({id: `${index}`, name}));

describe('openSqliteSink', () => {
	it('knows nothing of a page that was being written when the process was killed', async () => {
		const sink = await openSink(join(folder, 'killed'), nothing);
		await sink.write(items(3000, 'a'.repeat(2000)));
		const flushed = await sink.flush();
		const page = items(2999, 'b'.repeat(2000));
		const last = {
			id: '2999',
			// Read in the middle of the transaction, when much of it is in the files already.
			get name() {
				snapshot('killed', 'left');
				return 'b';
			},
		};
		await sink.write([...page, last]);
		await sink.close();

		const resumed = await openSink(join(folder, 'left'), flushed);
		const finished = await resumed.finish();
		expect(namesIn(finished)).toEqual({names: ['a'], check: {integrity_check: 'ok'}});
	});

	it('keeps a page whose write is done, whenever the process is killed', async () => {
		const sink = await openSink(join(folder, 'kept'), nothing);
		await sink.write(items(10, 'a'));
		const flushed = await sink.flush();
		snapshot('kept', 'copy');
		await sink.close();
		const resumed = await openSink(join(folder, 'copy'), flushed);
		expect(namesIn(await resumed.finish()).names).toEqual(['a']);
	});

	it('leaves one file when it is finished, which any program can read', async () => {
		const sink = await openSink(join(folder, 'whole'), nothing);
		await sink.write(items(10, 'a'));
		await sink.finish();
		expect(readdirSync(folder).filter(name => name.startsWith('whole'))).toEqual(['whole']);
	});

	it('goes on with a page that no checkpoint knows, whichever time the process is killed', async () => {
		const path = join(folder, 'ahead');
		const first = await openSink(path, nothing);
		await first.write(items(10, 'a'));
		const flushed = await first.flush();
		await first.close();
		for (const name of ['b', 'c']) {
			const sink = await openSink(path, flushed);
			await sink.write(items(10, name));
			await sink.close();
		}
		const last = await openSink(path, flushed);
		expect(namesIn(await last.finish()).names).toEqual(['c']);
	});

	it('is finished once more when the process is killed before the file gets its name, and then only', async () => {
		const sink = await openSink(join(folder, 'unnamed'), nothing);
		await sink.write(items(10, 'a'));
		const flushed = await sink.flush();
		const path = await sink.finish();
		for (const more of [
			{rows: 10, isComplete: false},
			{rows: 11, isComplete: true},
		]) {
			await expect(openSink(path, flushed, more)).rejects.toThrow('is not as this export left it');
		}
		const again = await openSink(path, flushed, {rows: 10, isComplete: true});
		await again.close();
		const last = await openSink(path, flushed, {rows: 10, isComplete: true});
		expect(namesIn(await last.finish())).toEqual({names: ['a'], check: {integrity_check: 'ok'}});
		const database = new sqlite.Database(path);
		expect(database.all('SELECT name FROM sqlite_schema WHERE sql IS NOT NULL')).toEqual([{name: 'rooms'}]);
		database.close();
	});

	it('keeps texts whole that have a NUL in them', async () => {
		const destination = join(folder, 'nul.sqlite');
		const made = new sqlite.Database(destination);
		made.exec("CREATE TABLE rooms (id TEXT PRIMARY KEY NOT NULL); INSERT INTO rooms VALUES ('gone')");
		made.close();
		const settings: FormatSettings = {format: 'sqlite', gzip: false, escapeFormulas: true, bom: false, prune: true};
		const path = join(folder, 'nul');
		const sink = await openSink(path, nothing, {refresh: destination, settings});
		const texts = ['ab\0cd', '\0', 'é\0\u{1f600}', '', 'plain', 'é\u{1f600}'];
		const ids = ['x\0a', 'x\0b', 'x', 'y', 'z\0', '\0z'];
		await sink.write(ids.map((id, index) => ({id, name: texts[index]})));
		await sink.finish();
		const database = new sqlite.Database(path);
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
		const sink = await openSink(path, nothing, {columns: every});
		const at = '2026-01-01T00:00:00Z';
		await sink.write([{id: '1', name: '7', yes: true, count: 2 ** 40, ratio: 0.5, at, meta: {a: '\0'}}, {id: '2'}]);
		await sink.finish();
		const database = new sqlite.Database(path);
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
		expect(readdirSync(folder)).not.toContain('refreshed');
	});
});
