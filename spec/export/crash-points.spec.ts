/**
 * An export could die before any of its operations on files. Here each of them is counted, the folder kept as it is then,
 * and the export gone on with from there: the file must be the one of an export that never died. `CRASH_ROUNDS`, at any
 * number, does so with all formats and at every operation; without it, with rows that are written as they come, and with a
 * database, at every other one.
 */
import {
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	utimesSync,
	writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, afterEach, beforeAll, beforeEach, describe, expect, it} from '@jest/globals';
import sqlite from 'node-sqlite3-wasm';
import {exportItemsBy} from '../../lib/export/export-items.ts';
import {files} from '../../lib/export/files/files.ts';
import {type Client, createClient, type ExportOptions, rooms} from '../../lib/index.ts';
import {type Simulator, startSimulator} from '../../lib/simulator/index.ts';
import {controlFiles} from '../support/controlled-files.ts';
import {copyTree, digestTree, markOwners, owners} from '../support/snapshots.ts';

let simulator: Simulator;
let client: Client;
beforeAll(async () => {
	simulator = await startSimulator({
		rooms: 5,
		faults: [({query}) => (/page_number=1&/.test(query) ? {kind: 'wrong-types'} : undefined)],
	});
	const {url: baseUrl, projectId, apiToken} = simulator;
	client = createClient({baseUrl, projectId, apiToken});
});
afterAll(() => simulator.close());

/** In memory where there is such a place: every step of an export waits for the disk. */
const scratch = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
let base: string;
beforeEach(() => {
	base = mkdtempSync(join(scratch, 'crash-points-'));
});
afterEach(() => {
	rmSync(base, {recursive: true});
});

const run = (folder: string, name: string, options: Partial<ExportOptions>) =>
	exportItemsBy(
		{client, list: rooms, query: {page_size: 2}, callSite: {}},
		{destination: join(folder, name), invalidFile: join(folder, 'invalid'), ...options},
		{timing: {renewal: 4, longestSilence: 60_000}},
	);

/** The states of the folder before each operation of a run that changed it; and the last one. */
const statesOf = async (folder: string, work: () => Promise<unknown>): Promise<readonly string[]> => {
	const states: string[] = [];
	let last = '';
	const keep = () => {
		const now = digestTree(folder);
		if (now === last) return;
		last = now;
		states.push(join(base, `state-${states.length}-${Math.random()}`));
		copyTree(folder, states.at(-1) ?? '');
	};
	const restore = controlFiles(files, keep);
	try {
		await work();
	} finally {
		restore();
	}
	return states;
};

const emptyFolder = (): string => {
	const folder = join(base, `folder-${readdirSync(base).length}`);
	mkdirSync(folder);
	return folder;
};

const contentOf = (path: string): unknown => {
	if (!path.endsWith('.sqlite')) return readFileSync(path, 'latin1');
	const database = new sqlite.Database(path, {readOnly: true});
	try {
		return [database.all('SELECT * FROM rooms ORDER BY rowid'), database.all('PRAGMA integrity_check')];
	} finally {
		database.close();
	}
};

/** Goes on from a state as whoever finds it; the folder must then hold what it would have held. */
const goOnFrom = async (folder: string, name: string, whole: unknown, owner: object = owners.dead) => {
	markOwners(join(folder, `${name}.partial`), owner);
	const {rows, invalid, reason} = await run(folder, name, {resume: true});
	expect({rows, invalid, reason}).toEqual({rows: 4, invalid: 1, reason: 'complete'});
	expect(readdirSync(folder).sort()).toEqual(['invalid', name].sort());
	expect(contentOf(join(folder, name))).toEqual(whole);
	expect(readFileSync(join(folder, 'invalid'), 'utf8').split('\n')).toHaveLength(2);
};

const atLength = process.env.CRASH_ROUNDS !== undefined;

/** Goes on from each of these states, or from every other one. */
const goOn = async (states: readonly string[], name: string, whole: unknown, owner?: object) => {
	for (const state of states.filter((_state, place) => atLength || place % 2 === 0)) {
		await goOnFrom(state, name, whole, owner);
	}
};
const formats = ['ndjson', 'sqlite', ...(atLength ? ['json', 'csv', 'json.gz', 'ndjson.gz', 'csv.gz', 'parquet'] : [])];

/** A file that stands at the destination, of a time that can be copied. */
const putOld = (folder: string, name: string): void => {
	const path = join(folder, name);
	if (name.endsWith('.sqlite')) {
		const database = new sqlite.Database(path);
		database.exec(
			"CREATE TABLE rooms (_project TEXT NOT NULL, id TEXT NOT NULL, name TEXT, _listing TEXT NOT NULL, _run INTEGER NOT NULL, PRIMARY KEY (_project, id)); INSERT INTO rooms VALUES ('mine', 'old', 'old', '', 1)",
		);
		database.close();
	} else {
		writeFileSync(path, 'old');
	}
	utimesSync(path, 1000, 1000);
};
const decisionIsMade = (folder: string, name: string): boolean =>
	readdirSync(folder, {recursive: true}).some(path => /\/checkpoint\.json$/.test(String(path))) ||
	existsSync(join(folder, `${name}.partial.done`));

describe('an export that dies before any of its steps', () => {
	it.each(formats)('ends, gone on with, as one that never died: %s', async format => {
		const name = `rooms.${format}`;
		const folder = emptyFolder();
		const states = await statesOf(folder, () => run(folder, name, {}));
		const whole = contentOf(join(folder, name));
		expect(states.length).toBeGreaterThan(20);
		expect(states.filter(state => existsSync(join(state, name))).length).toBeGreaterThan(3);
		await goOn(states, name, whole);
	});

	it.each(['rooms.ndjson', ...(atLength ? ['rooms.sqlite'] : [])])(
		'replaces what it was to overwrite, and is never mixed with it: %s',
		async name => {
			const folder = emptyFolder();
			putOld(folder, name);
			const states = await statesOf(folder, () => run(folder, name, {overwrite: true}));
			const whole = contentOf(join(folder, name));
			const decided = states.filter(state => decisionIsMade(state, name));
			expect(decided.length).toBeGreaterThan(20);
			expect(states.length - decided.length).toBeLessThan(8);
			await goOn(decided, name, whole);
		},
	);

	it('brings a database up to date that was there', async () => {
		const folder = emptyFolder();
		putOld(folder, 'rooms.sqlite');
		const states = await statesOf(folder, () => run(folder, 'rooms.sqlite', {}));
		const whole = contentOf(join(folder, 'rooms.sqlite'));
		await goOn(states, 'rooms.sqlite', whole);
	});

	const ofDatabases = [
		['whose process is dead', owners.dead, 'rooms.sqlite'],
		['of which nobody knows whether it lives', owners.unknown, 'rooms.sqlite'],
	] as const;
	// The files of one that is dead are gone on with themselves, others are copied.
	it.each([
		['whose process is dead', owners.dead, 'rooms.ndjson'],
		['of which nobody knows whether it lives', owners.unknown, 'rooms.ndjson'],
		['whose file has no bytes yet', owners.dead, 'rooms.ndjson.gz'],
		...(atLength ? ofDatabases : []),
	] as const)('also while it goes on with one %s', async (_what, owner, name) => {
		const folder = emptyFolder();
		const states = await statesOf(folder, () => run(folder, name, {}));
		const whole = contentOf(join(folder, name));
		const middle = states[states.length >> 1] ?? '';
		markOwners(join(middle, `${name}.partial`), owner);
		const again = await statesOf(middle, () => run(middle, name, {resume: true}));
		expect(again.length).toBeGreaterThan(20);
		await goOn(again, name, whole, owner);
	});
});
