import {mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from '@jest/globals';
import sqlite from 'node-sqlite3-wasm';
import {exportRooms, type PaginationError} from '../../lib/index.ts';
import {rejection, useSimulators} from '../support/simulated.ts';

const simulate = useSimulators();
const query = {page_size: 10};

let folder: string;
let destination: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'foreign-'));
	destination = join(folder, 'rooms.sqlite');
});
afterEach(() => {
	rmSync(folder, {recursive: true});
});

const makeDatabase = (sql: string): void => {
	const database = new sqlite.Database(destination);
	database.exec(sql);
	database.close();
};

/** Why the file is not brought up to date; it must be as it was, with nothing beside it. */
const refusal = async (): Promise<{readonly message: string; readonly requests: number}> => {
	const before = readFileSync(destination);
	const {client, simulator} = await simulate({rooms: 15});
	for (const resume of [false, true]) {
		const error = (await rejection(exportRooms(client, query, {destination, resume}))) as PaginationError;
		expect(error).toMatchObject({name: 'PaginationError', kind: 'destination'});
		expect(readFileSync(destination).equals(before)).toBe(true);
		expect(readdirSync(folder)).toEqual(['rooms.sqlite']);
		if (resume) return {message: error.message, requests: simulator.statistics.requests};
	}
	throw new Error('unreachable');
};

const andThen = 'move it away, or replace it with overwrite (--overwrite).';

describe('a destination that cannot be brought up to date', () => {
	it.each([
		['a short text', 'precious'],
		['a long text', 'precious\n'.repeat(1000)],
	])('is left alone when it is %s', async (_what, text) => {
		writeFileSync(destination, text);
		expect(await refusal()).toEqual({
			message: `${destination} is no SQLite database, or a damaged one (SQLite: file is not a database): ${andThen}`,
			requests: 0,
		});
	});

	it('is left alone when it is a damaged database', async () => {
		makeDatabase('CREATE TABLE rooms (id TEXT PRIMARY KEY NOT NULL, name TEXT)');
		writeFileSync(destination, readFileSync(destination).fill(0xff, 100, 120));
		const {message} = await refusal();
		expect(message).toContain(`${destination} is no SQLite database, or a damaged one (SQLite: `);
	});

	it.each([
		['is a view', 'CREATE VIEW rooms AS SELECT 1 AS id', 'Cannot add a column to a view'],
		['has no id', 'CREATE TABLE rooms (a)', 'Cannot add a PRIMARY KEY column'],
		['has numbers for ids', 'CREATE TABLE rooms (id INTEGER PRIMARY KEY)', 'ON CONFLICT clause does not match'],
		['has numbers for names', 'CREATE TABLE rooms (id TEXT PRIMARY KEY, NAME STRING)', 'name is STRING, which makes'],
		['has an id that is no key', 'CREATE TABLE rooms (id TEXT)', 'ON CONFLICT clause does not match'],
	])('is left alone, with nothing requested, when its table %s', async (_what, sql, reason) => {
		makeDatabase(sql);
		const {message, requests} = await refusal();
		expect(message).toContain(`${destination} has a table rooms that does not fit (`);
		expect(message).toContain(`(SQLite: ${reason}`);
		expect(message.endsWith(`): ${andThen}`)).toBe(true);
		expect(requests).toBe(0);
	});

	it.each([
		['needs more', 'CREATE TABLE rooms (id TEXT PRIMARY KEY, mine TEXT NOT NULL)', 'NOT NULL constraint failed'],
		[
			'refuses with words of its own',
			"CREATE TABLE rooms (id TEXT PRIMARY KEY); CREATE TRIGGER t BEFORE INSERT ON rooms BEGIN SELECT RAISE(ABORT, 'no\u001b[2J'); END",
			'no\\u001b[2J',
		],
	])('is left alone when its table takes no row: it %s', async (_what, sql, reason) => {
		makeDatabase(sql);
		const {message} = await refusal();
		expect(message).toContain(`${destination} has a table rooms that does not fit (SQLite: ${reason}`);
	});

	it.each([
		['its text in UTF-16', (database: Buffer) => database.writeUInt32BE(2, 56), 'is a database in UTF-16'],
		['letters for one in ids', () => {}, 'ON CONFLICT clause does not match'],
	])('is left alone when it has %s', async (_what, change, reason) => {
		makeDatabase('CREATE TABLE rooms (id TEXT COLLATE NOCASE PRIMARY KEY)');
		const database = readFileSync(destination);
		change(database);
		writeFileSync(destination, database);
		expect(await refusal()).toMatchObject({message: expect.stringContaining(reason), requests: 0});
	});

	it('is left alone when it has a table with the name of the one that pruning makes', async () => {
		makeDatabase('CREATE TABLE signalwire_paginate_listed (mine)');
		const before = readFileSync(destination);
		const {client} = await simulate({rooms: 15});
		const error = (await rejection(exportRooms(client, query, {destination, prune: true}))) as PaginationError;
		expect(error.message).toContain('table "signalwire_paginate_listed" already exists');
		expect(readFileSync(destination).equals(before)).toBe(true);
	});

	it('may be overwritten', async () => {
		writeFileSync(destination, 'a text');
		const {client} = await simulate({rooms: 15});
		expect(await exportRooms(client, query, {destination, overwrite: true})).toMatchObject({rows: 15});
	});
});
