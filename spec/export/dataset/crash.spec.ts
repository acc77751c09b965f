/**
 * A dataset that is brought up to date, by an export that could die before any of its operations on files, and by a real
 * process that is killed. Until it is gone on with, every partition is the old one or the new one, whole. With
 * `CRASH_ROUNDS` it is killed more often, and gone on with from before each operation, not from every other one.
 */
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {exportItemsBy} from '../../../lib/export/export-items.ts';
import {files} from '../../../lib/export/files/files.ts';
import {createClient, exportRooms, rooms} from '../../../lib/index.ts';
import {type Simulator, startSimulator} from '../../../lib/simulator/index.ts';
import {bundle} from '../../support/bundle.ts';
import {cleanEnvironment} from '../../support/child.ts';
import {controlFiles} from '../../support/controlled-files.ts';
import {query} from '../../support/rooms-read.ts';
import {clientOf, roomAt, sendText, startServer, type TestServer} from '../../support/server.ts';
import {copyTree, digestTree, markOwners, owners} from '../../support/snapshots.ts';

const atLength = process.env.CRASH_ROUNDS !== undefined;

const scratch = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
let base: string;
let server: TestServer;
let listed: ReadonlyArray<Readonly<Record<string, unknown>>> = [];
beforeAll(async () => {
	base = mkdtempSync(join(scratch, 'dataset-crash-'));
	server = await startServer(response => sendText(response, 200, JSON.stringify({links: {}, data: listed})));
});
afterAll(async () => {
	rmSync(base, {recursive: true});
	await server.close();
});

const roomsOf = (version: string, ...times: readonly string[]) =>
	times.map((time, index) => ({...roomAt(index), name: version, created_at: `2026-01-${time}T00:00:00Z`}));

const run = (folder: string, options: object = {}) =>
	exportItemsBy(
		{client: clientOf(server), list: rooms, query: {}, callSite: {}},
		{destination: join(folder, 'rooms'), partitionBy: 'created_at:day', prune: true, ...options},
		{timing: {renewal: 4, longestSilence: 60_000}},
	);

/** Data files by their names. */
const dataIn = (root: string): Record<string, string> =>
	Object.fromEntries(
		readdirSync(root, {recursive: true})
			.map(String)
			.filter(name => name.endsWith('.parquet'))
			.sort()
			.map(name => [name, readFileSync(join(root, name), 'latin1')]),
	);

/** The manifest, but for its times. */
const manifestIn = (root: string): unknown =>
	JSON.parse(readFileSync(join(root, '_manifest.json'), 'utf8'), (key, value) =>
		key === 'written' || key === 'listed' ? '' : value,
	);

const statesOf = async (folder: string, work: () => Promise<unknown>): Promise<readonly string[]> => {
	const states: string[] = [];
	let last = '';
	const restore = controlFiles(files, () => {
		const now = digestTree(folder);
		if (now === last) return;
		last = now;
		states.push(join(base, `state-${states.length}-${Math.random()}`));
		copyTree(folder, states.at(-1) ?? '');
	});
	try {
		await work();
	} finally {
		restore();
	}
	return states;
};

describe('an export to a dataset that dies before any of its steps', () => {
	it('leaves partitions whole, and ends, gone on with, as one that never died', async () => {
		const folder = join(base, 'dies');
		const root = join(folder, 'rooms');
		mkdirSync(folder);
		listed = roomsOf('old', '01', '02', '02', '04');
		await run(folder);
		const old = dataIn(root);
		// Of a time that can be copied.
		utimesSync(join(root, '_manifest.json'), 1000, 1000);
		listed = [...roomsOf('old', '01'), ...roomsOf('new', '01', '02', '02', '03').slice(1)];
		let bytes = 0;
		const states = await statesOf(folder, async () => {
			({bytes} = await run(folder));
		});
		const whole = dataIn(root);
		const manifest = manifestIn(root);
		expect(Object.keys(whole).map(name => name.slice(-15, -13))).toHaveLength(3);
		expect(whole['created_at_day=2026-01-01/rows.parquet']).toBe(old['created_at_day=2026-01-01/rows.parquet']);
		expect(states.length).toBeGreaterThan(30);
		const mixed = new Set<string>();
		for (const state of atLength ? states : states.filter((_state, place) => place % 2 === 0)) {
			const found = dataIn(join(state, 'rooms'));
			for (const [name, content] of Object.entries(found)) expect([old[name], whole[name]]).toContain(content);
			for (const name of Object.keys(old)) if (whole[name] !== undefined) expect(found).toHaveProperty([name]);
			mixed.add(JSON.stringify(found));
			markOwners(join(state, 'rooms.partial'), owners.dead);
			expect(await run(state, {resume: true})).toMatchObject({rows: 4, reason: 'complete', bytes});
			expect(dataIn(join(state, 'rooms'))).toEqual(whole);
			expect(manifestIn(join(state, 'rooms'))).toEqual(manifest);
			expect(readdirSync(state)).toEqual(['rooms']);
		}
		// Each partition has its own moment; the manifest comes last.
		expect(mixed.size).toBeGreaterThan(2);
	}, 60_000);
});

const program = `
	import {createClient, exportRooms} from 'signalwire-paginate';
	const {SIMULATOR_URL: baseUrl, PROJECT_ID: projectId, API_TOKEN: apiToken, DESTINATION: destination} = process.env;
	const client = createClient({baseUrl, projectId, apiToken});
	const onProgress = () => console.log('page');
	await exportRooms(client, {page_size: 40}, {destination, partitionBy: 'id', resume: true, onProgress});
`;

describe('an export to a dataset that is killed', () => {
	let simulator: Simulator;
	beforeAll(async () => {
		simulator = await startSimulator({rooms: 200, latency: {min: 0, max: 3}});
	});
	afterAll(() => simulator.close());

	it('goes on, killed again and again, to what it would have become', async () => {
		const {url: baseUrl, projectId, apiToken} = simulator;
		const whole = join(base, 'whole');
		const options = {partitionBy: 'id'};
		await exportRooms(createClient({baseUrl, projectId, apiToken}), {page_size: 40}, {destination: whole, ...options});
		const file = await bundle('dataset-killed', program);
		const destination = join(base, 'killed');
		const environment = {SIMULATOR_URL: baseUrl, PROJECT_ID: projectId, API_TOKEN: apiToken, DESTINATION: destination};
		// While pages come, of which each run commits its first at once and the others at the end, and then while partitions
		// are made and put into their places.
		const moments = [
			{lines: 1, delay: 0},
			...(atLength ? [{lines: 1, delay: 0}] : []),
			{lines: 2, delay: 5},
			...(atLength ? [{lines: 1, delay: 30}] : []),
		];
		let kills = 0;
		for (const {lines, delay} of moments) {
			const child = spawn(process.execPath, [file], {env: cleanEnvironment(environment)});
			let told = 0;
			child.stdout.on('data', chunk => {
				told += String(chunk).split('page').length - 1;
				if (told >= lines) setTimeout(() => child.kill('SIGKILL'), delay);
			});
			const [, signal] = await once(child, 'close');
			if (signal === 'SIGKILL') kills++;
			if (existsSync(join(destination, '_manifest.json'))) break;
		}
		expect(kills).toBeGreaterThan(atLength ? 1 : 0);
		await exportRooms(
			createClient({baseUrl, projectId, apiToken}),
			{page_size: 40},
			{destination, ...options, resume: true},
		);
		expect(dataIn(destination)).toEqual(dataIn(whole));
		expect(await query(`SELECT count(*) AS n, count(DISTINCT id) AS ids FROM '${destination}/**/*.parquet'`)).toEqual([
			{n: '200', ids: '200'},
		]);
	}, 60_000);
});
