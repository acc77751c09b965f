/**
 * Runs a plan of three projects in a process that is killed again and again, against servers with faults, of which one
 * refuses its credentials. `KILLS=10` kills it ten times for each target, over 30 days; without it, once
 * over six on a real server, and over two, with few parents and fewer lists, on PGlite.
 */
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {type Plan, type SyncSummary, sync} from '../../lib/sync/index.ts';
import {bundle} from '../support/bundle.ts';
import {cleanEnvironment} from '../support/child.ts';
import {isReal, useDatabase} from '../support/database.ts';
import {query} from '../support/rooms-read.ts';
import {sendJson} from '../support/server.ts';
import {projectsIn, type Row, rowsFrom, type Space, startSpace} from './space.ts';

const kills = Number(process.env.KILLS ?? 1);
const isLong = process.env.KILLS !== undefined;
const isShort = !isLong && !isReal;
const days = isLong ? 30 : isReal ? 6 : 2;
const parentCount = isShort ? 3 : 12;
const sessions = '/api/video/room_sessions';
const dayAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);

/** What a project has: its name is in the ids. */
const listsOf = (name: string): Readonly<Record<string, readonly Row[]>> => {
	const parents = rowsFrom('2026-01-01', parentCount, 1, `${name}-session`);
	return {
		'/api/video/rooms': rowsFrom('2026-01-01', 130, 1, `${name}-room`),
		'/api/voice/logs': rowsFrom(dayAgo(days), days * 12, 120, `${name}-call`),
		'/api/messaging/logs': rowsFrom(dayAgo(days), days * 8, 180, `${name}-message`),
		'/api/fax/logs': rowsFrom(dayAgo(days), days * 4, 360, `${name}-fax`),
		[sessions]: parents,
		...Object.fromEntries(
			parents.map(({id}) => [`${sessions}/${id}/members`, rowsFrom('2026-01-01', 45, 1, `${id}-member`)]),
		),
	};
};

const slice = {slice: 'day', since: dayAgo(days), lookback: 2} as const;
/** Lists by slices, like those of calls. */
const logs = ['messaging logs', 'fax logs'];
const lists: Plan['lists'] = [
	{list: 'video rooms'},
	{list: 'voice logs', ...slice},
	...(isShort ? [] : logs.map(list => ({list, ...slice}))),
	{list: 'video room-sessions', each: [{list: 'video room-session-members'}]},
];

const program = `
	import {readFileSync} from 'node:fs';
	import {sync} from './lib/sync/index.ts';
	const {complete, outcomes} = await sync(JSON.parse(process.argv[2]), {onProgress: () => console.log('.')});
	console.log(JSON.stringify(outcomes.filter(({outcome}) => outcome === 'failed')));
`;

const database = useDatabase();
const names = ['one', 'two', 'refused'];
let spaces: readonly Space[] = [];
let folder: string;
let file: string;
let isRefusing = true;

beforeAll(async () => {
	process.env.SYNC_SPEC_TOKEN = 'PT0123456789abcdef';
	folder = mkdtempSync(join(tmpdir(), 'sync-killed-'));
	file = await bundle('sync-killed', program);
	spaces = await Promise.all(names.map(name => startSpace(listsOf(name))));
	for (const [index, space] of spaces.entries()) {
		let requests = 0;
		space.delay = 2;
		space.answer = response => {
			if (names[index] === 'refused' && isRefusing) {
				sendJson(response, 401, {error: 'Unauthorized'});
				return true;
			}
			if (++requests % 11 !== 0) return false;
			if (requests % 2 === 0) sendJson(response, 503, {error: 'Service Unavailable'});
			else response.destroy();
			return true;
		};
	}
});
afterAll(async () => {
	delete process.env.SYNC_SPEC_TOKEN;
	await Promise.all(spaces.map(space => space.close()));
	rmSync(folder, {recursive: true});
});

const planTo = (target: string, concurrency: number): Plan => ({
	target,
	concurrency,
	projects: projectsIn(names, spaces, 'SYNC_SPEC_TOKEN'),
	lists,
});

const killOnce = async (plan: Plan): Promise<void> => {
	const {SYNC_SPEC_TOKEN = ''} = process.env;
	const child = spawn(process.execPath, [file, JSON.stringify(plan)], {env: cleanEnvironment({SYNC_SPEC_TOKEN})});
	const exited = once(child, 'exit');
	// From its first step on, at any moment of what it takes.
	await once(child.stdout, 'data');
	await sleep(Math.random() * (isShort ? 350 : 700));
	child.kill('SIGKILL');
	await exited;
};

/** Each row with its project, in the order of its id. */
const expected = (path: (name: string) => Iterable<readonly Row[]>) =>
	names.flatMap(name => [...path(name)].flat().map(({id}) => [`${name}-1`, id].join(' '))).sort();

const tables: Readonly<Record<string, readonly string[]>> = {
	rooms: ['/api/video/rooms'],
	voice_logs: ['/api/voice/logs'],
	...(isShort ? {} : {messaging_logs: ['/api/messaging/logs'], fax_logs: ['/api/fax/logs']}),
	room_sessions: [sessions],
	room_session_members: Array.from({length: parentCount}, (_, index) => `${sessions}/NAME-session-${index}/members`),
};

const expectWhole = async (rowsOf: (table: string) => Promise<readonly string[]>) => {
	for (const [table, paths] of Object.entries(tables)) {
		const listed = (name: string) => paths.map(path => listsOf(name)[path.replace('NAME', name)] ?? []);
		expect([...(await rowsOf(table))].sort()).toEqual(expected(listed));
	}
};

const failedOf = ({outcomes}: SyncSummary) =>
	new Set(outcomes.filter(({failed}) => failed > 0).map(({project}) => project));

const finish = async (plan: Plan, rowsOf: (table: string) => Promise<readonly string[]>) => {
	expect(failedOf(await sync(plan))).toEqual(new Set(['refused']));
	isRefusing = false;
	expect(await sync(plan)).toMatchObject({complete: true});
	await expectWhole(rowsOf);
	// The run after it asks for lists without a filter, and of the others for what the lookback says.
	for (const space of spaces) space.forget();
	expect(await sync(plan)).toMatchObject({complete: true});
	for (const space of spaces) {
		const days = space.targets().flatMap(target => /created_after=([\d-]+)/.exec(target)?.[1] ?? []);
		expect(days.length).toBeGreaterThan(0);
		expect(days.every(day => day >= dayAgo(5))).toBe(true);
	}
	await expectWhole(rowsOf);
};

const longest = 600_000;

describe('a plan whose process is killed', () => {
	it(
		'has each row once in a folder of datasets, as soon as all walks are done',
		async () => {
			isRefusing = true;
			const plan = planTo(`${folder}/`, 8);
			for (let kill = 0; kill < kills; kill++) await killOnce(plan);
			await finish(plan, async table =>
				(
					await query(
						`SELECT project || ' ' || id AS row FROM read_parquet('${folder}/${table}/**/*.parquet', hive_partitioning = true)`,
					)
				).map(({row}) => String(row)),
			);
		},
		longest,
	);

	it(
		'has each row once in a database',
		async () => {
			isRefusing = true;
			await database.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
			const plan = planTo(database.address, isReal ? 8 : 3);
			for (let kill = 0; kill < kills; kill++) await killOnce(plan);
			await finish(plan, async table =>
				(await database.query(`SELECT _project || ' ' || id AS row FROM ${table}`)).map(({row}) => String(row)),
			);
			expect(await database.query('SELECT DISTINCT _space FROM rooms')).toEqual([{_space: '127.0.0.1'}]);
		},
		longest,
	);
});
