/**
 * Kills exports with SIGKILL, and resumes them until they are done. `CRASH_ROUNDS=100` does so a hundred times for each
 * format, at seven random moments each; without it, once for a file and once for a database.
 */
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {existsSync, mkdtempSync, readdirSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import sqlite from 'node-sqlite3-wasm';
import {isResumable} from '../../lib/export/file-target/find-run.ts';
import {createClient, exportRooms} from '../../lib/index.ts';
import {type Simulator, startSimulator} from '../../lib/simulator/index.ts';
import {bundle} from '../support/bundle.ts';
import {cleanEnvironment} from '../support/child.ts';

const {CRASH_ROUNDS} = process.env;
const rounds = Number(CRASH_ROUNDS ?? 1);
const killsARound = CRASH_ROUNDS === undefined ? 1 : 7;
const rooms = 600;

const program = `
	import {createClient, exportRooms} from 'signalwire-paginate';
	const {SIMULATOR_URL: baseUrl, PROJECT_ID: projectId, API_TOKEN: apiToken, DESTINATION: destination, PAGE_SIZE} = process.env;
	const client = createClient({baseUrl, projectId, apiToken});
	const query = {page_size: Number(PAGE_SIZE), include_active_session: true};
	const onProgress = () => console.log('page');
	await exportRooms(client, query, {destination, resume: true, invalidFile: destination + '.invalid', onProgress});
`;

let simulator: Simulator;
let folder: string;
let file: string;
let kills = 0;

beforeAll(async () => {
	const faults = [
		({query}: {query: string}) => (/page_number=3&/.test(query) ? ({kind: 'wrong-types'} as const) : undefined),
	];
	simulator = await startSimulator({rooms, latency: {min: 4, max: 12}, faults});
	folder = mkdtempSync(join(tmpdir(), 'crash-'));
	file = await bundle('crash', program);
});

afterAll(async () => {
	rmSync(folder, {recursive: true});
	await simulator.close();
});

/** Runs the export; killed, if asked to be, so many milliseconds after the first page was written. */
const run = async (
	destination: string,
	pageSize: number,
	killAfter: number | undefined,
): Promise<'done' | 'killed'> => {
	const env = cleanEnvironment({
		SIMULATOR_URL: simulator.url,
		PROJECT_ID: simulator.projectId,
		API_TOKEN: simulator.apiToken,
		DESTINATION: destination,
		PAGE_SIZE: String(pageSize),
	});
	const child = spawn(process.execPath, [file], {env});
	let stderr = '';
	child.stderr.on('data', chunk => {
		stderr += chunk;
	});
	child.stdout.once('data', () => {
		if (killAfter !== undefined) setTimeout(() => child.kill('SIGKILL'), killAfter);
	});
	child.stdout.resume();
	const [exitCode, signal] = await once(child, 'close');
	if (signal === 'SIGKILL') return 'killed';
	expect({exitCode, stderr}).toEqual({exitCode: 0, stderr: ''});
	return 'done';
};

/** Everything in a file: its bytes, or the rows of a database, in order. */
const contentOf = (path: string): string => {
	if (!path.endsWith('.sqlite')) return readFileSync(path, 'latin1');
	const database = new sqlite.Database(path, {readOnly: true});
	const rows = database.all('SELECT * FROM rooms ORDER BY rowid');
	database.close();
	return JSON.stringify(rows);
};

const others = ['parquet', 'json.gz', 'ndjson', 'ndjson.gz', 'json', 'csv'];
const formats = ['csv.gz', 'sqlite', ...(CRASH_ROUNDS === undefined ? [] : others)];
const cases = formats.map((format, index) => [format, [20, 50, 85][index % 3] as number] as const);

describe('an export that is killed, and resumed', () => {
	it.each(cases)(
		'to %s, with %i rooms on a page, ends up as one that never was',
		async (format, pageSize) => {
			const whole = join(folder, `whole-${pageSize}.${format}`);
			const {url: baseUrl, projectId, apiToken} = simulator;
			const query = {page_size: pageSize, include_active_session: true};
			await exportRooms(createClient({baseUrl, projectId, apiToken}), query, {
				destination: whole,
				invalidFile: `${whole}.invalid`,
			});
			const pages = Math.ceil(rooms / pageSize);
			for (let round = 0; round < rounds; round++) {
				const name = `killed-${format.replace('.', '-')}-${round}.${format}`;
				const destination = join(folder, name);
				let ended = 'killed';
				for (let attempt = 0; ended === 'killed'; attempt++) {
					// As long as the rest of the listing takes, at most.
					const longest = (pages * 8) / (attempt + 1);
					ended = await run(destination, pageSize, attempt < killsARound ? Math.random() * longest : undefined);
					if (ended === 'killed') kills++;
					// Killed between the last rename and its own end, it is complete.
					if (ended === 'killed' && existsSync(destination) && !(await isResumable(destination))) break;
				}
				expect(contentOf(destination)).toBe(contentOf(whole));
				expect(readFileSync(`${destination}.invalid`, 'utf8')).toBe(readFileSync(`${whole}.invalid`, 'utf8'));
				const left = readdirSync(folder).filter(file => file.startsWith(`${name}.`));
				expect(left.filter(file => !file.endsWith('.invalid'))).toEqual([]);
			}
		},
		600_000,
	);

	it('really was killed', () => {
		expect(kills).toBeGreaterThan((cases.length * rounds * killsARound * 2) / 3);
	});
});
