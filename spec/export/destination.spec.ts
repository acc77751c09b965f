import {copyFileSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from '@jest/globals';
import sqlite from 'node-sqlite3-wasm';
import {type ExportOptions, exportRooms, type PaginationError} from '../../lib/index.ts';
import {useSimulators} from '../support/simulated.ts';
import {runFile} from '../support/working-files.ts';

const simulate = useSimulators();
const query = {page_size: 10};

let folder: string;
let aside: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'destination-'));
	aside = join(folder, 'aside');
});
afterEach(() => {
	rmSync(folder, {recursive: true});
});

const run = async (destination: string, options: Partial<ExportOptions>, faults: readonly string[] = []) => {
	const {client, simulator} = await simulate({rooms: 45, faults: [...faults]});
	const outcome = await exportRooms(client, query, {destination, ...options}).then(
		summary => ({summary, error: undefined}),
		(error: PaginationError) => ({summary: undefined, error}),
	);
	return {...outcome, requests: simulator.statistics.requests};
};
const interrupt = (destination: string, options: Partial<ExportOptions> = {}) => run(destination, options, ['404@3']);

const atFirstPage = (work: () => void): Partial<ExportOptions> => ({
	onProgress: ({pages}) => {
		if (pages === 1) work();
	},
});

const andThen = 'move it away, then go on with resume (--resume), or replace it with overwrite (--overwrite).';

const rowsIn = (path: string): number => {
	if (!path.endsWith('.sqlite')) return readFileSync(path, 'utf8').trimEnd().split('\n').length;
	const database = new sqlite.Database(path);
	const row = database.get('SELECT count(*) AS n FROM rooms');
	database.close();
	return Number(row?.n);
};

describe('what stands at the destination', () => {
	it.each(['ndjson', 'csv.gz', 'parquet', 'sqlite'])(
		'is replaced by the end of an interrupted export that was to overwrite it: %s',
		async extension => {
			const destination = join(folder, `rooms.${extension}`);
			writeFileSync(destination, 'old');
			expect((await interrupt(destination, {overwrite: true})).error).toMatchObject({status: 404});
			expect(readFileSync(destination, 'utf8')).toBe('old');
			expect((await run(destination, {resume: true})).summary).toMatchObject({rows: 45, resumedFrom: 20});
			expect(readdirSync(folder)).toEqual([`rooms.${extension}`]);
			if (!/gz|parquet/.test(extension)) expect(rowsIn(destination)).toBe(45);
		},
	);

	it.each(['ndjson', 'parquet', 'sqlite'])(
		'was not there when the export began, and is left alone, with nothing requested: %s',
		async extension => {
			const destination = join(folder, `rooms.${extension}`);
			await interrupt(destination);
			writeFileSync(destination, 'precious');
			const {error, requests} = await run(destination, {resume: true});
			expect(error?.message).toBe(`${destination} is there already: ${andThen}`);
			expect(requests).toBe(0);
			renameSync(destination, aside);
			expect((await run(destination, {resume: true})).summary).toMatchObject({rows: 45, resumedFrom: 20});
			expect(readFileSync(aside, 'utf8')).toBe('precious');
		},
	);

	it('was another file when the export began, and is left alone, with nothing requested', async () => {
		const destination = join(folder, 'rooms.ndjson');
		writeFileSync(destination, 'old');
		await interrupt(destination, {overwrite: true});
		writeFileSync(destination, 'precious');
		const {error, requests} = await run(destination, {resume: true});
		expect(error?.message).toBe(`${destination} is not what it was when this export began: ${andThen}`);
		expect(requests).toBe(0);
		expect(readFileSync(destination, 'utf8')).toBe('precious');
		expect((await run(destination, {overwrite: true})).summary).toMatchObject({rows: 45});
	});

	it.each(['json', 'parquet', 'sqlite'])(
		'came while the export ran, and is left alone; once it is away, the export only gets its name: %s',
		async extension => {
			const destination = join(folder, `rooms.${extension}`);
			const coming = atFirstPage(() => writeFileSync(destination, 'precious'));
			const {error} = await run(destination, {maxItems: 20, ...coming});
			expect(error?.message).toBe(`${destination} is there already: ${andThen}`);
			expect(readFileSync(destination, 'utf8')).toBe('precious');
			renameSync(destination, aside);
			const {summary, requests} = await run(destination, {resume: true});
			expect(summary).toMatchObject({rows: 20, reason: 'maxItems'});
			expect(requests).toBe(0);
		},
	);

	it('is replaced, whatever it has become, when this run is to overwrite it', async () => {
		const destination = join(folder, 'rooms.ndjson');
		const coming = atFirstPage(() => writeFileSync(destination, 'whatever'));
		expect((await run(destination, {overwrite: true, ...coming})).summary).toMatchObject({rows: 45});
		expect(rowsIn(destination)).toBe(45);
	});
});

describe('a database that is brought up to date', () => {
	const change = (path: string): void => {
		const database = new sqlite.Database(path);
		database.exec(
			"INSERT INTO rooms (_project, id, name, _listing, _run) VALUES ('theirs', 'theirs', 'theirs', '', 0)",
		);
		database.close();
	};

	it('is left as another program has changed it meanwhile', async () => {
		const destination = join(folder, 'rooms.sqlite');
		await run(destination, {});
		const theirs = join(folder, 'theirs');
		copyFileSync(destination, theirs);
		change(theirs);
		const changing = atFirstPage(() => copyFileSync(theirs, destination));
		const {error} = await run(destination, changing);
		expect(error?.message).toBe(`${destination} is not what it was when this export began: ${andThen}`);
		expect(rowsIn(destination)).toBe(46);
		renameSync(destination, aside);
		expect((await run(destination, {resume: true})).summary).toMatchObject({rows: 45});
		expect(rowsIn(destination)).toBe(45);
	});

	it.each([
		['-wal', 'work of another program', 'holds unfinished work of another program'],
		['-journal', 'work of another program', 'holds unfinished work of another program'],
		// What is yet to be written into such a log would be taken for a part of the new file.
		['-wal', '', 'shows that another program has the database open'],
		['-shm', '', 'shows that another program has the database open'],
	])('is left alone while another program works with its %s file, in which is "%s"', async (suffix, work, reason) => {
		const destination = join(folder, 'rooms.sqlite');
		await run(destination, {});
		const before = readFileSync(destination);
		const begin = () => writeFileSync(`${destination}${suffix}`, work);
		const {error} = await run(destination, atFirstPage(begin));
		expect(error?.message).toContain(`${destination}${suffix} ${reason}`);
		expect(readFileSync(destination)).toEqual(before);
		rmSync(`${destination}${suffix}`);
		expect((await run(destination, {resume: true})).summary).toMatchObject({rows: 45});
	});

	it('is there to be gone on from with its other tables after an interruption', async () => {
		const destination = join(folder, 'rooms.sqlite');
		await run(destination, {});
		change(destination);
		await interrupt(destination);
		expect((await run(destination, {resume: true})).summary).toMatchObject({rows: 45, resumedFrom: 20});
		expect(rowsIn(destination)).toBe(46);
	});
});

describe('an interrupted export', () => {
	it('is not begun anew over a finished file when its checkpoint is gone', async () => {
		const destination = join(folder, 'rooms.ndjson');
		await interrupt(destination);
		rmSync(runFile(destination, 'checkpoint.json'));
		writeFileSync(destination, 'precious');
		const {error, requests} = await run(destination, {resume: true});
		expect(error?.message).toMatch(/is there already: replace it with overwrite/);
		expect(requests).toBe(0);
	});
});
