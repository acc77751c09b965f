import {mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from '@jest/globals';
import sqlite from 'node-sqlite3-wasm';
import {type ExportOptions, exportRooms, type PaginationError} from '../../lib/index.ts';
import {clientOf, roomAt as exampleAt, pageOf, sendJson, useServers} from '../support/server.ts';
import {rejection, useSimulators} from '../support/simulated.ts';
import {runFile} from '../support/working-files.ts';

const simulate = useSimulators();
const serve = useServers();

let folder: string;
let destination: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'sqlite-refresh-'));
	destination = join(folder, 'rooms.sqlite');
});
afterEach(() => {
	rmSync(folder, {recursive: true});
});

const inDatabase = <Result>(work: (database: sqlite.Database) => Result): Result => {
	const database = new sqlite.Database(destination);
	try {
		// Else the library cannot read what a log is kept for.
		database.exec('PRAGMA locking_mode = EXCLUSIVE');
		return work(database);
	} finally {
		database.close();
	}
};
const all = (sql: string) => inDatabase(database => database.all(sql));
const run = (sql: string) => inDatabase(database => database.exec(sql));

type Rows = readonly Readonly<Record<string, unknown>>[];

/** Exports a listing of these pages, from a server of its own; a page that is missing fails. */
const exportPages = async (pages: readonly (Rows | undefined)[], query = {}, options: Partial<ExportOptions> = {}) => {
	const server = await serve((response, _ordinal, request) => {
		const page = pageOf(request);
		const data = pages[page];
		if (data === undefined) return sendJson(response, 404, {});
		sendJson(response, 200, {links: page + 1 < pages.length ? {next: `?page=${page + 1}`} : {}, data});
	});
	return exportRooms(clientOf(server), query, {destination, ...options});
};
const roomAt = (index: number) => {
	const {active_session: _, ...room} = exampleAt(index);
	return room;
};
const withSession = (index: number, session: object) => ({...roomAt(index), active_session: session});

describe('a database that is brought up to date by a query that asks for less', () => {
	const session = (name: string) => ({
		id: name,
		name,
		status: 'in-progress',
		start_time: '2026-01-01T00:00:00.123456Z',
	});

	it('does not mind what somebody has written in place of other fields', async () => {
		await exportPages([[withSession(0, session('a')), withSession(1, session('b'))]], {include_active_session: true});
		run("UPDATE rooms SET other_fields = 'no JSON' WHERE id = 'room-0'");
		run(`UPDATE rooms SET other_fields = '${'['.repeat(3000)}' WHERE id = 'room-1'`);
		await exportPages([[{...roomAt(0), brand_new: 1}, roomAt(1)]]);
		expect(all('SELECT active_session_id AS id, other_fields AS other FROM rooms')).toEqual([
			{id: 'a', other: '{"brand_new":1}'},
			{id: 'b', other: null},
		]);
	});

	it('keeps it also when it was interrupted', async () => {
		await exportPages([[withSession(0, session('a'))], [withSession(1, session('b'))]], {include_active_session: true});
		await rejection(exportPages([[roomAt(0)], undefined]));
		await exportPages([[roomAt(0)], [roomAt(1)]], {}, {resume: true}).catch(() => undefined);
		expect(all('SELECT active_session_id AS id FROM rooms ORDER BY id')).toEqual([{id: 'a'}, {id: 'b'}]);
	});
});

describe('a database that is pruned', () => {
	it('is rid of rooms that were listed before an interruption, and are gone when it goes on', async () => {
		await exportPages([[0, 1, 2, 3].map(roomAt)]);
		let noted = Buffer.of();
		const onProgress = ({pages}: {pages: number}) => {
			if (pages === 1) noted = readFileSync(runFile(destination, 'checkpoint.json'));
			else throw new Error('stop');
		};
		const pages = [[roomAt(0)], [1, 2].map(roomAt), [roomAt(3)]];
		await rejection(exportPages(pages, {}, {prune: true, onProgress}));
		// As if the process had ended between writing the second page and taking note of it.
		writeFileSync(runFile(destination, 'checkpoint.json'), noted);
		await exportPages([[roomAt(0)], [roomAt(2)], [roomAt(3)]], {}, {prune: true, resume: true});
		expect(all('SELECT id FROM rooms ORDER BY id')).toEqual([{id: 'room-0'}, {id: 'room-2'}, {id: 'room-3'}]);
	});

	it.each([{page_token: 'PA1'}, {page_token: 'PA1', page_number: 2}])(
		'has to be listed from its beginning: %p is refused',
		async query => {
			const {client, simulator} = await simulate({rooms: 15});
			const error = (await rejection(exportRooms(client, query, {destination, prune: true}))) as PaginationError;
			expect(error).toMatchObject({kind: 'invalid-input', message: expect.stringContaining('prune')});
			expect(simulator.statistics.requests).toBe(0);
			expect(readdirSync(folder)).toEqual([]);
		},
	);
});

describe('a database of somebody who has more in it', () => {
	it.each(['wal', 'delete'])('stays as it was but for its rows, in the mode %s', async mode => {
		await exportPages([[0, 1].map(roomAt)]);
		run(`PRAGMA journal_mode = ${mode}; PRAGMA user_version = 7; PRAGMA application_id = 42`);
		run(
			`CREATE TABLE mine (a); CREATE INDEX names ON rooms (name); CREATE VIEW named AS SELECT name FROM rooms;
			 CREATE TRIGGER told AFTER UPDATE ON rooms BEGIN INSERT INTO mine VALUES (new.id); END`,
		);
		const pragmas = ['journal_mode', 'user_version', 'application_id', 'page_size', 'auto_vacuum', 'encoding'];
		const look = () => ({
			schema: all('SELECT * FROM sqlite_schema ORDER BY name'),
			pragmas: pragmas.map(name => all(`PRAGMA ${name}`)),
		});
		const before = look();
		await exportPages([[0, 1, 2].map(roomAt)], {}, {prune: true});
		expect(look()).toEqual(before);
		expect(all('SELECT * FROM mine')).toEqual([{a: 'room-0'}, {a: 'room-1'}]);
		expect(readdirSync(folder)).toEqual(['rooms.sqlite']);
	});

	it('may keep a journal beside it whose work is done', async () => {
		await exportPages([[roomAt(0)]]);
		writeFileSync(`${destination}-journal`, Buffer.alloc(512));
		await exportPages([[roomAt(1)]]);
		expect(all('SELECT id FROM rooms')).toEqual([{id: 'room-0'}, {id: 'room-1'}]);
	});

	it('may have made it with pages of another size', async () => {
		run('PRAGMA page_size = 1024; PRAGMA auto_vacuum = FULL; CREATE TABLE mine (a)');
		await exportPages([[0, 1].map(roomAt)]);
		expect(all('PRAGMA page_size')).toEqual([{page_size: 1024}]);
		expect(all('PRAGMA auto_vacuum')).toEqual([{auto_vacuum: 1}]);
		expect(all('PRAGMA integrity_check')).toEqual([{integrity_check: 'ok'}]);
	});

	it('may have a column whose name differs in case', async () => {
		await exportPages([[{...roomAt(0), name: 'old'}]]);
		run('ALTER TABLE rooms RENAME COLUMN name TO NAME');
		await exportPages([[roomAt(0)]]);
		expect(all('SELECT id, NAME FROM rooms')).toEqual([{id: 'room-0', NAME: 'room_0'}]);
	});
});
