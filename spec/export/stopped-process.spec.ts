/**
 * Real processes that are stopped by SIGSTOP, each at its worst moment, and woken when another export has finished; at
 * more moments with `CRASH_ROUNDS`.
 */
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {existsSync, mkdtempSync, readdirSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {text} from 'node:stream/consumers';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import sqlite from 'node-sqlite3-wasm';
import {exportItemsBy} from '../../lib/export/export-items.ts';
import {type Client, createClient, rooms} from '../../lib/index.ts';
import {type Simulator, startSimulator} from '../../lib/simulator/index.ts';
import {bundle} from '../support/bundle.ts';
import {cleanEnvironment} from '../support/child.ts';
import {until} from '../support/simulated.ts';

/** Stops itself once it has come past these operations on files, in this order. */
const program = `
	import {createClient, exportRooms} from 'signalwire-paginate';
	import {files} from './lib/export/files/files.ts';
	import {controlFiles} from './spec/support/controlled-files.ts';
	const {SIMULATOR_URL: baseUrl, PROJECT_ID: projectId, API_TOKEN: apiToken, DESTINATION: destination, STEPS} = process.env;
	const steps = JSON.parse(STEPS);
	controlFiles(files, (_ordinal, what) => {
		if (what !== steps[0]) return;
		steps.shift();
		if (steps.length === 0) process.kill(process.pid, 'SIGSTOP');
	});
	const client = createClient({baseUrl, projectId, apiToken});
	await exportRooms(client, {page_size: 10}, {destination}).catch(error => console.error(error.message));
`;

let simulator: Simulator;
let client: Client;
let folder: string;
let file: string;
beforeAll(async () => {
	simulator = await startSimulator({rooms: 45});
	const {url: baseUrl, projectId, apiToken} = simulator;
	client = createClient({baseUrl, projectId, apiToken});
	folder = mkdtempSync(join(tmpdir(), 'stopped-'));
	file = await bundle('stopped', program);
});
afterAll(async () => {
	rmSync(folder, {recursive: true});
	await simulator.close();
});

const isStopped = (id: number | undefined): boolean => / T /.test(readFileSync(`/proc/${id}/stat`, 'latin1'));

/** Takes over in no time what is silent. */
const takeOver = (destination: string) =>
	exportItemsBy(
		{client, list: rooms, query: {page_size: 10}, callSite: {}},
		{destination, resume: true},
		{
			timing: {renewal: 10, longestSilence: -1},
		},
	);

const moments: Array<readonly [format: string, moment: string, steps: readonly string[]]> = [
	['ndjson', 'in the middle of a page', Array(5).fill('create.write')],
	['parquet', 'when it is made', ['reopen.datasync', 'reopen.datasync', 'reopen.read', 'create.write']],
	['sqlite', 'when all of its rows are there', Array(5).fill('move')],
];
if (process.env.CRASH_ROUNDS !== undefined) {
	moments.push(
		['ndjson', 'just before the file gets its name', ['link']],
		['parquet', 'before the Parquet file is made', ['reopen.datasync', 'reopen.datasync', 'reopen.read']],
		['sqlite', 'with rows of several pages', Array(4).fill('move')],
	);
}

const onLinux = existsSync('/proc/self/stat') ? it : it.skip;

describe('an export whose process is stopped and wakes when another one has finished', () => {
	onLinux.each(moments)('writes into nothing of that one: %s, %s', async (format, moment, steps) => {
		const name = `${moment.replaceAll(' ', '-')}.${format}`;
		const destination = join(folder, name);
		const env = cleanEnvironment({
			SIMULATOR_URL: simulator.url,
			PROJECT_ID: simulator.projectId,
			API_TOKEN: simulator.apiToken,
			DESTINATION: destination,
			STEPS: JSON.stringify(steps),
		});
		const child = spawn(process.execPath, [file], {env});
		try {
			const said = text(child.stderr);
			await until(() => child.exitCode !== null || isStopped(child.pid));
			expect(await takeOver(destination)).toMatchObject({rows: 45, reason: 'complete'});
			const before = readFileSync(destination);
			child.kill('SIGCONT');
			await once(child, 'exit');
			expect(await said).toMatch(/^Another export to .* has taken over/);
			expect(readFileSync(destination).equals(before)).toBe(true);
			expect(readdirSync(folder).filter(one => one.startsWith(name))).toEqual([name]);
		} finally {
			child.kill('SIGKILL');
		}
		if (format !== 'sqlite') return;
		const database = new sqlite.Database(destination, {readOnly: true});
		expect(database.get('PRAGMA integrity_check')).toEqual({integrity_check: 'ok'});
		expect(database.get('SELECT count(*) AS n FROM rooms')).toEqual({n: 45});
		database.close();
	});
});
