import {copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from '@jest/globals';
import sqlite from 'node-sqlite3-wasm';
import {type ExportOptions, exportRooms, type PaginationError} from '../../lib/index.ts';
import {rejection, useSimulators} from '../support/simulated.ts';
import {filesBelow, runFile, runFolder} from '../support/working-files.ts';

const simulate = useSimulators();
const query = {page_size: 10};

let folder: string;
let destination: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'sqlite-resume-'));
	destination = join(folder, 'rooms.sqlite');
});
afterEach(() => {
	rmSync(folder, {recursive: true});
});

const database = <Result>(path: string, work: (database: sqlite.Database) => Result): Result => {
	const opened = new sqlite.Database(path);
	try {
		// Else the library cannot read what a log is kept for.
		opened.exec('PRAGMA locking_mode = EXCLUSIVE');
		return work(opened);
	} finally {
		opened.close();
	}
};
const rowsIn = (path: string) => database(path, opened => opened.get('SELECT count(*) AS n FROM rooms')?.n);
const tablesIn = (path: string) =>
	database(path, opened => opened.all('SELECT name FROM sqlite_schema WHERE sql IS NOT NULL').map(({name}) => name));

/** An export of 45 rooms that fails on this page of five; `onProgress` sees what each page left. */
const interrupt = async (page: number, options: Partial<ExportOptions> = {}) => {
	const {client} = await simulate({rooms: 45, faults: [`404@${page}`]});
	await rejection(exportRooms(client, query, {destination, ...options}));
};
const resume = async (options: Partial<ExportOptions> = {}) => {
	const {client, simulator} = await simulate({rooms: 45});
	return {summary: await exportRooms(client, query, {destination, resume: true, ...options}), simulator};
};

const contents = () => filesBelow(folder);
const expectRefusal = async () => {
	const {client, simulator} = await simulate({rooms: 45});
	const before = contents();
	const error = (await rejection(exportRooms(client, query, {destination, resume: true}))) as PaginationError;
	expect(error).toMatchObject({kind: 'destination'});
	expect(error.message).toBe(
		`The partial file ${runFile(destination, 'rows')} is not as this export left it: start again with overwrite (--overwrite).`,
	);
	expect(contents()).toEqual(before);
	expect(simulator.statistics.requests).toBe(0);
};

/** Keeps a file as the first page left it. */
const keepAfterFirstPage = (...names: string[]) => ({
	onProgress: ({pages}: {pages: number}) => {
		if (pages > 1) return;
		for (const name of names.filter(one => existsSync(runFile(destination, one)))) {
			copyFileSync(runFile(destination, name), join(folder, `kept-${name}`));
		}
	},
});
const putBack = (...names: string[]) => {
	for (const name of names) {
		const kept = join(folder, `kept-${name}`);
		rmSync(runFile(destination, name), {force: true});
		if (existsSync(kept)) copyFileSync(kept, runFile(destination, name));
	}
};

describe('a partial database', () => {
	it('is gone on with to the whole, and says nothing of it in the end', async () => {
		await interrupt(3);
		expect((await resume()).summary).toMatchObject({rows: 45, resumedFrom: 20});
		expect(rowsIn(destination)).toBe(45);
		expect(tablesIn(destination)).toEqual(['rooms']);
	});

	it('is refused when its rows are gone, or it is another database', async () => {
		await interrupt(3);
		for (const make of [
			() => writeFileSync(runFile(destination, 'rows'), ''),
			() =>
				database(join(runFolder(destination), 'rows'), opened =>
					opened.exec('CREATE TABLE rooms (id TEXT PRIMARY KEY)'),
				),
		]) {
			rmSync(runFile(destination, 'rows'));
			make();
			await expectRefusal();
		}
	});

	it.each([0, 20, 100, 4096, 8192])('is refused when it is damaged at byte %d', async at => {
		await interrupt(3);
		const content = readFileSync(runFile(destination, 'rows'));
		writeFileSync(runFile(destination, 'rows'), content.fill(0xff, at, at + 16));
		await expectRefusal();
	});

	it('is refused when it is cut', async () => {
		await interrupt(3);
		const content = readFileSync(runFile(destination, 'rows'));
		writeFileSync(runFile(destination, 'rows'), content.subarray(0, content.length - 4096));
		await expectRefusal();
	});

	it('is refused when it is older than the checkpoint', async () => {
		await interrupt(3, keepAfterFirstPage('rows', 'rows-wal'));
		putBack('rows', 'rows-wal');
		await expectRefusal();
	});

	it('may be one page ahead of the checkpoint, as a crash between them leaves it', async () => {
		await interrupt(3, keepAfterFirstPage('checkpoint.json'));
		putBack('checkpoint.json');
		expect((await resume()).summary).toMatchObject({rows: 45, resumedFrom: 10});
		expect(rowsIn(destination)).toBe(45);
	});

	it('is refused when it is two pages ahead of the checkpoint', async () => {
		await interrupt(4, keepAfterFirstPage('checkpoint.json'));
		putBack('checkpoint.json');
		await expectRefusal();
	});
});

describe('a database that is brought up to date', () => {
	it('may hold tables of an aborted export, which say nothing of this one', async () => {
		await interrupt(3, {prune: true});
		copyFileSync(runFile(destination, 'rows'), join(folder, 'other.sqlite'));
		const other = join(folder, 'other.sqlite');
		database(other, opened => opened.exec("INSERT INTO rooms (id, name) VALUES ('mine', 'mine')"));
		expect(tablesIn(other)).toEqual(
			expect.arrayContaining(['rooms', 'signalwire_paginate_progress', 'signalwire_paginate_seen']),
		);
		const {client} = await simulate({rooms: 45, faults: ['404@3']});
		await rejection(exportRooms(client, query, {destination: other}));
		await resume({destination: other});
		expect(rowsIn(other)).toBe(46);
		expect(tablesIn(other)).toEqual(['rooms']);
	});
});
