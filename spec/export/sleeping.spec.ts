/**
 * A process can be stopped before any of its steps, and wake when another one has taken over and finished. Here an export
 * sleeps before each of its operations on files in turn, while another one goes on with it to the end. Only before those
 * that change something, and of these every third one, unless `CRASH_ROUNDS` is set.
 */
import {existsSync, mkdtempSync, readdirSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, afterEach, beforeAll, beforeEach, describe, expect, it} from '@jest/globals';
import sqlite from 'node-sqlite3-wasm';
import {exportItemsBy} from '../../lib/export/export-items.ts';
import {files} from '../../lib/export/files/files.ts';
import {type Client, createClient, type ExportOptions, rooms} from '../../lib/index.ts';
import {type Simulator, startSimulator} from '../../lib/simulator/index.ts';
import {controlFiles} from '../support/controlled-files.ts';
import {digestTree, markOwners, owners} from '../support/snapshots.ts';

let simulator: Simulator;
let client: Client;
beforeAll(async () => {
	simulator = await startSimulator({rooms: 5});
	const {url: baseUrl, projectId, apiToken} = simulator;
	client = createClient({baseUrl, projectId, apiToken});
});
afterAll(() => simulator.close());

const isShort = process.env.CRASH_ROUNDS === undefined;

const scratch = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
let folder: string;
let restore = () => {};
beforeEach(() => {
	folder = mkdtempSync(join(scratch, 'sleeping-'));
});
afterEach(() => {
	restore();
	rmSync(folder, {recursive: true});
});

const run = (destination: string, renewal: number, options: Partial<ExportOptions> = {}) =>
	exportItemsBy(
		{client, list: rooms, query: {page_size: 3}, callSite: {}},
		{destination, ...options},
		{
			timing: {renewal, longestSilence: 60_000},
		},
	);

/** What an export does with files, in order. */
const operationsOf = async (destination: string): Promise<readonly string[]> => {
	const operations: string[] = [];
	restore = controlFiles(files, (_ordinal, what) => operations.push(what));
	await run(destination, 1_000_000);
	restore();
	return operations;
};

/** After it everything is for others as it was. */
const changesNothing = /^(list|readText|stats|linkStats|openFolder.*)$|\.(datasync|sync|close)$/;

/** An export that falls asleep before an operation, of those that count; undefined when it has not so many. */
const sleepAt = async (destination: string, step: number, counts = /./) => {
	let steps = 0;
	let wake = () => {};
	const gate = new Promise<void>(resolve => {
		wake = resolve;
	});
	let fallAsleep = () => {};
	const asleep = new Promise<'asleep'>(resolve => {
		fallAsleep = () => resolve('asleep');
	});
	restore = controlFiles(files, (_ordinal, what) => {
		if (!counts.test(what) || ++steps !== step) return undefined;
		fallAsleep();
		return gate;
	});
	const ended = run(destination, 1_000_000).then(
		() => ({error: undefined}),
		(error: unknown) => ({error}),
	);
	const first = await Promise.race([asleep, ended]);
	return first === 'asleep' ? {wake, ended} : undefined;
};

const rowsIn = (path: string): number => {
	if (!path.endsWith('.sqlite')) return readFileSync(path, 'latin1').length;
	const database = new sqlite.Database(path, {readOnly: true});
	try {
		expect(database.get('PRAGMA integrity_check')).toEqual({integrity_check: 'ok'});
		return Number(database.get('SELECT count(*) AS n FROM rooms')?.n);
	} finally {
		database.close();
	}
};

describe('an export that was stopped, and wakes when another one has finished', () => {
	it.each(['parquet', 'sqlite'])('harms nothing, whichever step it was at: %s', async format => {
		const name = `rooms.${format}`;
		const operations = await operationsOf(join(folder, name));
		expect(operations.length).toBeGreaterThan(80);
		const whole = rowsIn(join(folder, name));
		let changes = 0;
		let slept = 0;
		for (const [place, operation] of operations.entries()) {
			if (isShort && (changesNothing.test(operation) || ++changes % 3 !== 0)) continue;
			const step = place + 1;
			const destination = join(folder, `${step}`, name);
			await files.makeFolder(join(folder, `${step}`));
			const sleeper = await sleepAt(destination, step);
			if (sleeper === undefined) break;
			slept++;
			markOwners(`${destination}.partial`, {...owners.unknown, id: 'sleeper'});
			await run(destination, 4, {resume: true});
			const before = digestTree(join(folder, `${step}`));
			expect(readdirSync(join(folder, `${step}`))).toEqual([name]);
			sleeper.wake();
			const {error} = await sleeper.ended;
			restore();
			// One that had not begun when it fell asleep may bring the database of the other up to date.
			if (error !== undefined || format !== 'sqlite') expect(digestTree(join(folder, `${step}`))).toBe(before);
			expect(readdirSync(join(folder, `${step}`))).toEqual([name]);
			if (error !== undefined) {
				expect(error).toMatchObject({name: 'PaginationError', kind: 'destination'});
				expect((error as Error).message).toMatch(/has taken over|is there already/);
			}
			expect(rowsIn(destination)).toBe(whole);
		}
		expect(slept).toBeGreaterThan(isShort ? 12 : 80);
	});

	it('harms nothing when the other one is still at work, whatever it was about to move or remove', async () => {
		const name = 'rooms.ndjson';
		await run(join(folder, name), 4);
		const whole = readFileSync(join(folder, name));
		let step = 1;
		for (; ; step += isShort ? 2 : 1) {
			const destination = join(folder, `${step}`, name);
			await files.makeFolder(join(folder, `${step}`));
			const sleeper = await sleepAt(destination, step, /^(list|move|link|remove.*)$/);
			if (sleeper === undefined) break;
			markOwners(`${destination}.partial`, {...owners.unknown, id: 'sleeper'});
			const onProgress = async () => {
				sleeper.wake();
				await sleeper.ended;
			};
			await run(destination, 4, {resume: true, onProgress});
			sleeper.wake();
			await sleeper.ended;
			restore();
			expect(readFileSync(destination).equals(whole)).toBe(true);
			expect(readdirSync(join(folder, `${step}`))).toEqual([name]);
		}
		restore();
		expect(step).toBeGreaterThan(15);
	});
});
