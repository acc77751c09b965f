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
		[
			'is of an export that an earlier version of this program made',
			'CREATE TABLE rooms (id TEXT PRIMARY KEY NOT NULL, name TEXT, other_fields TEXT)',
			'it has no column _project; it has no column _listing; it has no column _run; it has the primary key id, not the primary key _project, id',
		],
		['makes numbers of names', 'CREATE TABLE rooms (id TEXT, NAME STRING)', 'its column name is STRING, not TEXT'],
		[
			'takes letters for one in ids',
			'CREATE TABLE rooms (_project TEXT, id TEXT COLLATE NOCASE, _listing TEXT, _run INTEGER, PRIMARY KEY (_project, id))',
			'its column id takes texts for one that are not (NOCASE)',
		],
	])('is left alone, with nothing requested, when its table %s', async (_what, sql, reason) => {
		makeDatabase(sql);
		const {message, requests} = await refusal();
		expect(message).toContain(`The table rooms of ${destination} was made otherwise: `);
		expect(message).toContain(reason);
		expect(message).toMatch(
			/\. Choose another table \(--table\), rename that one, or replace the file with overwrite \(--overwrite\)\.$/,
		);
		expect(requests).toBe(0);
	});

	it('is left alone when its table takes no row, with words of its own', async () => {
		const {client} = await simulate({rooms: 15});
		await exportRooms(client, query, {destination});
		makeDatabase("CREATE TRIGGER t BEFORE INSERT ON rooms BEGIN SELECT RAISE(ABORT, 'no\u001b[2J'); END");
		const {message} = await refusal();
		expect(message).toContain(`${destination} has a table rooms that does not fit (SQLite: no\\u001b[2J): ${andThen}`);
	});

	it('is left alone when it has its text in UTF-16', async () => {
		makeDatabase('CREATE TABLE mine (a)');
		const database = readFileSync(destination);
		database.writeUInt32BE(2, 56);
		writeFileSync(destination, database);
		expect(await refusal()).toMatchObject({message: expect.stringContaining('is a database in UTF-16'), requests: 0});
	});

	it('has no other table touched, nor asked about', async () => {
		makeDatabase('CREATE TABLE rooms (id TEXT PRIMARY KEY NOT NULL)');
		const {client} = await simulate({rooms: 15});
		expect(await exportRooms(client, query, {destination, table: 'theirs'})).toMatchObject({rows: 15});
		expect(await refusal()).toMatchObject({message: expect.stringContaining('The table rooms of')});
	});

	it('may be overwritten', async () => {
		writeFileSync(destination, 'a text');
		const {client} = await simulate({rooms: 15});
		expect(await exportRooms(client, query, {destination, overwrite: true})).toMatchObject({rows: 15});
	});
});
