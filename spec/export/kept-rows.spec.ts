/**
 * What is written is put on the disk some time later. Until then nobody is told of it, and a process that dies loses
 * nothing but time.
 */
import {existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it, jest} from '@jest/globals';
import {files} from '../../lib/export/files/files.ts';
import {type ExportProgress, exportRooms} from '../../lib/index.ts';
import {controlFiles} from '../support/controlled-files.ts';
import {rejection, useSimulators} from '../support/simulated.ts';
import {copyTree, markOwners, owners} from '../support/snapshots.ts';
import {runFile} from '../support/working-files.ts';

const simulate = useSimulators();

const scratch = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
let base: string;
beforeEach(() => {
	base = mkdtempSync(join(scratch, 'kept-rows-'));
});
afterEach(() => {
	jest.restoreAllMocks();
	rmSync(base, {recursive: true});
});

const rooms = 4500;
const query = {page_size: 1000};

/** Files that were written to since they were put on the disk the last time. */
const watchWrites = (): ReadonlySet<string> => {
	const dirty = new Set<string>();
	const {create} = files;
	jest.spyOn(files, 'create').mockImplementation(async path => {
		const file = await create(path);
		if (/owner/.test(path)) return file; // Of which nothing depends.
		const syncing = (sync: () => Promise<void>) => async () => {
			await sync();
			dirty.delete(path);
		};
		return {
			...file,
			write: (...given) => {
				dirty.add(path);
				return file.write(...given);
			},
			sync: syncing(file.sync),
			datasync: syncing(file.datasync),
		};
	});
	return dirty;
};

/** A clock that goes on by so many milliseconds with every page. */
const tickingClient = async (milliseconds: number) => {
	let pages = 0;
	const now = performance.now.bind(performance);
	jest.spyOn(performance, 'now').mockImplementation(() => now() * 1e-6 + pages * milliseconds);
	const count = () => {
		pages++;
		return undefined;
	};
	return (await simulate({rooms, faults: [count]})).client;
};

describe('rows that are written', () => {
	it.each(['ndjson', 'csv.gz', 'sqlite'])('are told of when they are on the disk, and not before: %s', async format => {
		const client = await tickingClient(100);
		const dirty = watchWrites();
		const destination = join(base, `rooms.${format}`);
		const told: number[] = [];
		const onProgress = (progress: ExportProgress) => {
			told.push(progress.rows);
			expect([...dirty]).toEqual([]);
			const {rows, bytes} = JSON.parse(readFileSync(runFile(destination, 'checkpoint.json'), 'utf8'));
			expect({rows, bytes}).toEqual({rows: progress.rows, bytes: progress.bytes});
		};
		await exportRooms(client, query, {destination, onProgress, readAhead: 0});
		expect([1000, 4500]).toEqual([told[0], told.at(-1)]);
	});

	it('wait longer where rows are grouped, and are not told of either: parquet', async () => {
		const client = await tickingClient(300);
		const destination = join(base, 'rooms.parquet');
		const told: number[] = [];
		const onProgress = (progress: ExportProgress) => {
			told.push(progress.rows);
			expect(JSON.parse(readFileSync(runFile(destination, 'checkpoint.json'), 'utf8')).rows).toBe(progress.rows);
		};
		await exportRooms(client, query, {destination, onProgress, readAhead: 0});
		expect([1000, 4500]).toEqual([told[0], told.at(-1)]);
		expect(told.length).toBeLessThan(4);
	});

	it.each(['ndjson', 'json.gz'])('are written again by who goes on, where nobody had kept them: %s', async format => {
		const client = await tickingClient(1);
		const name = `rooms.${format}`;
		const folders = ['first', 'died'].map(folder => join(base, folder)) as [string, string];
		mkdirSync(folders[0]);
		const [destination, left] = folders.map(folder => join(folder, name)) as [string, string];
		let isCopied = false;
		const restore = controlFiles(files, (_ordinal, what) => {
			if (isCopied || what !== 'create.datasync' || !existsSync(runFile(destination, 'checkpoint.json'))) return;
			const {rows} = JSON.parse(readFileSync(runFile(destination, 'checkpoint.json'), 'utf8'));
			if (rows !== 1000) return;
			isCopied = true;
			copyTree(folders[0], folders[1]);
		});
		await exportRooms(client, query, {destination}).finally(restore);
		const {bytes} = JSON.parse(readFileSync(runFile(left, 'checkpoint.json'), 'utf8'));
		expect(readFileSync(runFile(left, 'rows')).length).toBeGreaterThan(3 * bytes);
		markOwners(`${left}.partial`, owners.dead);
		expect(await exportRooms(client, query, {destination: left, resume: true})).toMatchObject({
			rows: rooms,
			resumedFrom: 1000,
		});
		expect(readFileSync(left).equals(readFileSync(destination))).toBe(true);
	});

	it('are kept when the export ends otherwise: with a failure, at a limit', async () => {
		const destination = join(base, 'rooms.ndjson');
		const told: number[] = [];
		const onProgress = (progress: ExportProgress) => told.push(progress.rows);
		const {client} = await simulate({rooms, faults: ['404@4']});
		// A page that is requested early and fails is requested again.
		const failing = exportRooms(client, query, {destination, onProgress, readAhead: 0});
		expect(await rejection(failing)).toMatchObject({status: 404});
		expect(told.at(-1)).toBe(3000);
		await exportRooms(client, query, {destination, onProgress, resume: true, maxItems: 3500});
		expect(told.at(-1)).toBe(3500);
	});
});
