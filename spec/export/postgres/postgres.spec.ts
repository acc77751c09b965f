/**
 * Exports to Postgres: against PGlite in this process, or against the server that the environment names (`npm run test:services`
 * starts one), which is then also killed in the middle.
 */
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {setTimeout as sleep} from 'node:timers/promises';
import {inspect} from 'node:util';
import {beforeEach, describe, expect, it} from '@jest/globals';
import * as t from 'io-ts';
import pg from 'pg';
import {exportTo} from '../../../lib/export/export.ts';
import type {DestinationPlan} from '../../../lib/export/export-plan.ts';
import type {Column} from '../../../lib/export/formats/columns.ts';
import type {ColumnType} from '../../../lib/export/formats/fields.ts';
import {type PostgresOptions, postgres} from '../../../lib/export/postgres/index.ts';
import {createPostgresTarget} from '../../../lib/export/postgres/postgres-target.ts';
import {type RunSql, sessionOn} from '../../../lib/export/postgres/session.ts';
import {type Client, type ExportOptions, exportItems, list, paginateRooms, rooms} from '../../../lib/index.ts';
import {planWalk} from '../../../lib/pagination/plan-walk.ts';
import type {WalkOptions} from '../../../lib/pagination/walk-options.ts';
import {bundleCommand, bundlePrograms, endOfProgram, fetchFromSimulator} from '../../support/bundle.ts';
import {cleanEnvironment, runChild} from '../../support/child.ts';
import {crashServer, isReal, useDatabase} from '../../support/database.ts';
import {rightOf} from '../../support/either.ts';
import {readPage} from '../../support/pages.ts';
import {clientOf, credentials, idsFrom, pageOf, sendJson, sendListing, useServers} from '../../support/server.ts';
import {rejection, toArray, useSimulators} from '../../support/simulated.ts';
import {markdownSnippets} from '../../support/snippets.ts';
import {runCommand} from '../../support/surroundings.ts';
import {describeDatabase} from '../database-cases.ts';

const database = useDatabase();
const serve = useServers();
const simulate = useSimulators();

beforeEach(async () => {
	await database.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public; DROP SCHEMA IF EXISTS other CASCADE');
});

const to = (options: PostgresOptions = {}) => postgres({connectionString: database.address, ...options});

const thing = t.intersection([t.type({id: t.string}), t.partial({name: t.string, size: t.number, seen: t.unknown})]);
const things = list({name: 'things', path: '/api/things', item: thing});
const entries = list({name: 'entries', path: '/api/things', item: t.type({id: t.string}), key: []});

/** A server of a listing, each page a text whose letters are ids; a listing that moves shows some again. */
const listingOf = async (pages: readonly string[]): Promise<Client> =>
	clientOf(
		await serve((response, _ordinal, request) => {
			const page = pageOf(request);
			const links = page + 1 < pages.length ? {next: `?page=${page + 1}`} : {};
			sendJson(response, 200, {links, data: [...(pages[page] ?? '')].map(id => ({id}))});
		}),
	);

const moving = ['abc', 'cde', 'eefg'];
const idsIn = async (table = 'things'): Promise<string> =>
	(await database.query(`SELECT id FROM ${table} ORDER BY id COLLATE "C"`)).map(({id}) => id).join('');

const planOf = (options: Partial<DestinationPlan> = {}): DestinationPlan => ({
	resume: true,
	overwrite: false,
	prune: false,
	onInvalidItem: 'keep',
	items: 'things',
	onProgress: () => {},
	walk: {},
	...options,
});

/** A connection of which a statement fails, done or not, and all after it; or of which the beginning of a transaction fails alone. */
const connect = async (fault?: {readonly at: number; readonly isDone: boolean}, failingBeginning?: number) => {
	const client = new pg.Client({connectionString: database.address, pipeline: true});
	client.on('error', () => {});
	await client.connect();
	let statements = 0;
	let beginnings = 0;
	const query: RunSql = async (text, values) => {
		statements++;
		if (text.startsWith('BEGIN') && ++beginnings === failingBeginning) throw new Error('cancelled');
		if (fault && (statements > fault.at || (statements === fault.at && !fault.isDone))) throw new Error('lost');
		const {rows} = await client.query(text, values);
		if (statements === fault?.at) throw new Error('lost');
		return rows;
	};
	return {session: sessionOn(query, 'the test', () => client.end()), statements: () => statements};
};

const walkOf = (client: Client, options: WalkOptions = {}) =>
	rightOf(planWalk({client, list: things, query: {}, options, callSite: {}}));

const here = {connectionString: undefined, table: undefined, schema: undefined};

const roomsIn = async (): Promise<readonly unknown[]> => {
	const rows = await database.query('SELECT id FROM rooms ORDER BY id COLLATE "C"').catch(() => []);
	return rows.map(({id}) => id);
};

/** As after a minute of silence. */
const silence = () =>
	database.query("UPDATE signalwire_paginate_exports SET seen = seen - interval '2 minutes'").catch(() => {});

describe('an export to Postgres', () => {
	it('goes on after a failure at any statement, done or not: each row is there once, and no other', async () => {
		const client = await listingOf(moving);
		const {session, statements} = await connect();
		await exportTo(walkOf(client), createPostgresTarget(session, here, planOf()), () => {});
		expect(statements()).toBeGreaterThan(30);
		const resumed = new Set<number>();
		// Each statement both ways takes a real server no time; in WebAssembly it is every fourth one, either way by turns.
		const faults = Array.from({length: statements()}, (_, index) => index + 1)
			.filter(at => isReal || at % 4 === 0)
			.flatMap(at => (isReal ? [false, true] : [at % 8 === 0]).map(isDone => ({at, isDone})));
		for (const fault of faults) {
			await database.query('DROP TABLE things, signalwire_paginate_exports').catch(() => {});
			const broken = (await connect(fault)).session;
			const target = createPostgresTarget(broken, here, planOf({prune: true}));
			expect(await rejection(exportTo(walkOf(client), target, () => {}))).toMatchObject({message: 'lost'});
			await silence();
			const {session: whole} = await connect();
			const again = createPostgresTarget(whole, here, planOf({prune: true}));
			const {checkpoint, resumedFrom} = await exportTo(walkOf(client), again, () => {});
			resumed.add(resumedFrom);
			expect(checkpoint).toMatchObject({rows: 7, pages: 3, duplicates: 3, cursor: null, isComplete: true});
			expect(await idsIn()).toBe('abcdefg');
		}
		expect([...resumed].sort()).toEqual([0, 3, 7]);
	});

	it('writes neither rows nor how far it has come where the beginning of a transaction fails, and nothing behind it', async () => {
		const client = await listingOf(moving);
		for (const beginning of [7, 8, 9]) {
			await database.query('DROP TABLE things, signalwire_paginate_exports').catch(() => {});
			const {session} = await connect(undefined, beginning);
			const target = createPostgresTarget(session, here, planOf());
			expect(await rejection(exportTo(walkOf(client), target, () => {}))).toMatchObject({message: 'cancelled'});
			const [kept] = await database.query("SELECT checkpoint->'rows' AS rows FROM signalwire_paginate_exports");
			expect(await idsIn().catch(() => '')).toHaveLength(Number(kept?.rows ?? 0));
			await silence();
			const again = createPostgresTarget((await connect()).session, here, planOf());
			expect((await exportTo(walkOf(client), again, () => {})).checkpoint).toMatchObject({rows: 7, duplicates: 3});
			expect(await idsIn()).toBe('abcdefg');
		}
	});

	it('writes nothing any more when another one has taken over, and keeps another one out while it is at work', async () => {
		const client = await listingOf(moving);
		const onProgress = async ({pages}: {readonly pages: number}) => {
			if (pages !== 1) return;
			const second = exportItems(client, things, {}, {destination: to(), resume: true});
			expect(await rejection(second)).toMatchObject({
				kind: 'destination',
				message: expect.stringMatching(
					/^Another export of this listing to table public\.things of postgres:\/\/\S+ is running \(process \d+ on .+, last seen \d+ seconds ago\): wait/,
				),
			});
			await silence();
			expect(await exportItems(client, things, {}, {destination: to(), resume: true})).toMatchObject({resumedFrom: 3});
			await database.query("UPDATE things SET size = 1 WHERE id = 'f'");
		};
		const error = await rejection(exportItems(client, things, {}, {destination: to(), onProgress}));
		expect(error).toMatchObject({kind: 'destination', message: expect.stringMatching(/has taken over/)});
		expect(await database.query('SELECT id FROM things WHERE size = 1')).toEqual([{id: 'f'}]);
		expect(await idsIn()).toBe('abcdefg');
		expect(await database.query('SELECT fencing::int, owner FROM signalwire_paginate_exports')).toEqual([
			{fencing: 2, owner: null},
		]);
	});

	it('begins, goes on, throws away and brings up to date as it is told, within its limits', async () => {
		const client = await listingOf(moving);
		const stop = new Error('stop');
		const run = (options: Partial<ExportOptions> = {}) =>
			exportItems(client, things, {}, {destination: to(), ...options});
		const fail = (at: number, options: Partial<ExportOptions> = {}) =>
			rejection(
				run({
					...options,
					onProgress: ({pages}) => {
						if (pages === at) throw stop;
					},
				}),
			);
		expect(await fail(1, {maxItems: 4})).toBe(stop);
		expect(await rejection(run())).toMatchObject({
			message: expect.stringMatching(/^An interrupted export .* is there: go on with resume/),
		});
		expect(await rejection(run({resume: true, maxItems: 2}))).toMatchObject({
			message: expect.stringMatching(/holds 3 rows already/),
		});
		expect(await rejection(run({resume: true, prune: true}))).toMatchObject({
			message: expect.stringMatching(/has a limit/),
		});
		expect(await run({resume: true})).toMatchObject({
			rows: 4,
			resumedFrom: 3,
			reason: 'maxItems',
			bytes: 0,
			format: 'postgres',
		});
		expect(await idsIn()).toBe('abcd');
		expect(await run()).toMatchObject({rows: 7, resumedFrom: 0, reason: 'complete', duplicates: 3});
		expect(await fail(1)).toBe(stop);
		expect(await run({overwrite: true})).toMatchObject({rows: 7, resumedFrom: 0});
		expect(await fail(1)).toBe(stop);
		await database.query('UPDATE signalwire_paginate_exports SET checkpoint = \'{"version": 99}\'');
		expect(await rejection(run({resume: true}))).toMatchObject({
			message: expect.stringMatching(/cannot be used: .*version/),
		});
	});

	it('shows rows without a key at the end only, all at once', async () => {
		await exportItems(await listingOf(['ab', 'cd']), entries, {}, {destination: to()});
		const during: string[] = [];
		const onProgress = async () => void during.push(await idsIn('entries'));
		const summary = await exportItems(await listingOf(['xy', 'xz']), entries, {}, {destination: to(), onProgress});
		expect(summary).toMatchObject({rows: 4, withoutKey: 0, duplicates: 0});
		expect(during).toEqual(['abcd', 'abcd']);
		expect(await idsIn('entries')).toBe('xxyz');
		expect(await idsIn('entries_new')).toBe('');
	});

	it('holds keys that are longer than its index takes beside those of items without one', async () => {
		const data = [{id: 'a'}, {id: 'x'.repeat(3000)}];
		const client = clientOf(await serve(response => sendJson(response, 200, {links: {}, data})));
		expect(await exportItems(client, things, {}, {destination: to()})).toMatchObject({rows: 2, withoutKey: 1});
		expect(await idsIn()).toBe('a');
		expect(await database.query('SELECT length(id) AS long FROM things_without_key')).toEqual([{long: 3000}]);
	});

	it('has a typed table in the schema that is asked for, whose rows are what is listed', async () => {
		const {client} = await simulate({rooms: 45});
		const missing = exportItems(client, rooms, {}, {destination: to({schema: 'other'})});
		expect(await rejection(missing)).toMatchObject({kind: 'destination', code: '3F000'});
		await database.query('CREATE SCHEMA other');
		const options = {destination: to({schema: 'other', table: 'Räume "1"'})};
		expect(await exportItems(client, rooms, {page_size: 10}, options)).toMatchObject({
			rows: 45,
			destination: expect.stringMatching(/^table other\.Räume "1" of postgres:\/\/127\.0\.0\.1:\d+\/postgres$/),
		});
		const types = await database.query(
			"SELECT DISTINCT data_type AS type FROM information_schema.columns WHERE table_schema = 'other' AND table_name = 'Räume \"1\"' ORDER BY 1",
		);
		expect(types.map(({type}) => type)).toEqual([
			'bigint',
			'boolean',
			'jsonb',
			'text',
			'timestamp with time zone',
			'uuid',
		]);
		const ids = await database.query('SELECT id FROM other."Räume ""1""" ORDER BY id');
		const listed = (await toArray(paginateRooms(client))).map(({id}) => id);
		expect(ids.map(({id}) => id)).toEqual(listed.sort());
	});
});

const formats: Readonly<Partial<Record<ColumnType, string>>> = {
	timestamp: 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"',
	rfc2822: 'Dy, DD Mon YYYY HH24:MI:SS +0000',
};

/** The rows of a table as texts, times as they are sent. */
const textsOf = (table: string, columns: readonly Column[]) => {
	const texts = columns.map(({name, type}) => {
		const format = formats[type];
		return `${format ? `to_char("${name}" AT TIME ZONE 'UTC', '${format}')` : `"${name}"::text`} AS "${name}"`;
	});
	return database.query(`SELECT ${texts.join(', ')} FROM "${table}"`);
};

describe('PostgreSQL', () => {
	describeDatabase({
		to: table => ({destination: to({table})}),
		sql: database.query,
		texts: textsOf,
		tableName: () => 'public.things',
	});
});

describe('the command', () => {
	it('writes a table, where the address says or DATABASE_URL does', async () => {
		const address = database.address.replace(/\?.*/, '');
		const ran = await runCommand(['rooms', '--demo', '30', '--output', address, '--table', 'mine']);
		expect(ran).toMatchObject({
			exitCode: 0,
			stderr: expect.stringMatching(
				/^30 rooms, 1 page, 0 retries, \S+ s \(.*\) in table public\.mine of postgres:\S+\n$/,
			),
		});
		const before = process.env.DATABASE_URL;
		process.env.DATABASE_URL = database.address;
		try {
			const ran = await runCommand(['rooms', '--demo', '30', '--output', 'postgres://', '--prune']);
			expect(ran).toMatchObject({exitCode: 0});
			process.env.DATABASE_URL = 'mysql://me:pa55word@localhost/db';
			const {stderr} = await runCommand(['rooms', '--demo', '30', '--output', 'postgres://']);
			expect(stderr).toMatch(/DATABASE_URL is no address of a Postgres database(?!.*pa55)/);
		} finally {
			if (before === undefined) delete process.env.DATABASE_URL;
			else process.env.DATABASE_URL = before;
		}
		expect(
			await database.query(
				'SELECT (SELECT count(*)::int FROM rooms) AS rooms, (SELECT count(*)::int FROM mine) AS mine',
			),
		).toEqual([{rooms: 30, mine: 30}]);
	});

	it('goes on after it was killed: the table then is what is listed', async () => {
		let isStuck = true;
		const server = await serve((response, _ordinal, request) => {
			if (pageOf(request) < 3 || !isStuck) sendListing(response, request, 5, 10);
		});
		const {projectId, apiToken} = credentials;
		const env = cleanEnvironment({
			SIGNALWIRE_PROJECT_ID: projectId,
			SIGNALWIRE_API_TOKEN: apiToken,
			DATABASE_URL: database.address,
		});
		const flags = ['rooms', '--base-url', server.url, '--output', 'postgres://', '--resume'];
		const command = await bundleCommand();
		const child = spawn(process.execPath, [command, ...flags], {env, stdio: 'ignore'});
		while ((await roomsIn()).length < 10) await sleep(20);
		child.kill('SIGKILL');
		await once(child, 'exit');
		isStuck = false;
		const again = await runChild(process.execPath, [command, ...flags], {env});
		expect(again).toMatchObject({exitCode: 0, stderr: expect.stringMatching(/^50 rooms, 5 pages/)});
		expect(await roomsIn()).toEqual([...idsFrom(0, 50)].sort());
	});

	it.each([
		'postgres://me:pa55word@localhost/db',
		'postgresql://me:pa55/word@localhost/db',
		'postgres://me@example.com:pa55word@localhost/db',
		'postgres://localhost/db?password=pa55word',
		'postgres://me@localhost/db?sslmode=require&sslpassword=pa55word',
	])('refuses a password in the address, and does not repeat it: %#', async address => {
		const {exitCode, stderr} = await runCommand(['rooms', '--demo', '--output', address]);
		expect(exitCode).toBe(2);
		expect(stderr).toMatch(/password in --output.*PGPASSWORD.*DATABASE_URL/);
		expect(stderr).not.toMatch(/pa55|word@/);
	});

	it.each([
		[['--output', 'rooms.csv', '--table', 'x'], /table is for sqlite only: other files have no tables/],
		[['--output', 'rooms.csv', '--schema', 'x'], /--schema needs --output postgres/],
		[['--output', 'postgres://localhost/db', '--table', 'a.b'], /table must be a name/],
		[['--output', 'postgres://localhost/db', '--format', 'csv'], /format is for files only/],
		[['--output', 'postgres://localhost/db', '--invalid-file', 'x'], /invalidFile is for files only/],
		[['--output', 'mysql://localhost/db'], /--output must be the path of a file/],
	])('refuses %j before anything is requested', async (flags, message) => {
		const {exitCode, stderr} = await runCommand(['rooms', '--demo', ...flags]);
		expect(exitCode).toBe(2);
		expect(stderr).toMatch(message);
	});

	it('says in one sentence that no server answers', async () => {
		const {exitCode, stderr} = await runCommand(['rooms', '--demo', '--output', 'postgres://me@127.0.0.1:1/db']);
		expect(exitCode).toBe(1);
		expect(stderr).toMatch(
			/Cannot write postgres:\/\/127\.0\.0\.1:1\/db \(ECONNREFUSED: .*no server answers there.*\n$/,
		);
	});
});

describe('a password', () => {
	const address = 'postgres://me:pa55word@127.0.0.1:1/db';

	it('is nowhere in an error, nor in what is printed of a destination', async () => {
		const client = clientOf({url: 'http://127.0.0.1:1'});
		const destination = postgres({connectionString: address});
		const error = await rejection(exportItems(client, things, {}, {destination}));
		expect(error).toMatchObject({kind: 'destination', code: 'ECONNREFUSED'});
		const broken = 'postgres://me:pa55word@[::/db';
		const unread = await rejection(
			exportItems(client, things, {}, {destination: postgres({connectionString: broken})}),
		);
		expect(unread).toMatchObject({message: expect.stringMatching(/^The address of the database cannot be read/)});
		const shown = [destination, error, unread].map(
			each => inspect(each, {depth: 9, showHidden: true}) + JSON.stringify(each),
		);
		expect(shown.join()).not.toMatch(/pa55/);
	});

	it('is not repeated where an option is refused', () => {
		expect(() => postgres({connectionString: 'me:pa55word@host'})).toThrow(
			/^connectionString must be an address(?!.*pa55)/,
		);
	});
});

describe('docs/databases.md', () => {
	const snippets = markdownSnippets(readPage('docs/databases.md')).filter(({heading}) => heading === '## PostgreSQL');
	const codeOf = (wanted: string) => snippets.find(({language}) => language === wanted)?.code ?? '';

	it('has commands that fill a table, and refresh it', async () => {
		const commands = codeOf('bash')
			.trim()
			.split('\n')
			.filter(line => line.startsWith('signalwire-paginate'));
		expect(commands).toHaveLength(2);
		for (const line of commands) {
			const address = database.address.replace(/\?.*/, '');
			const argv = line
				.split(' ')
				.slice(1)
				.map(word => (word.startsWith('postgres:') ? address : word));
			const {exitCode, stderr} = await runCommand(argv);
			expect({exitCode, stderr}).toEqual({exitCode: 0, stderr: expect.stringMatching(/^1,000 rooms, 1 page/)});
			expect(await roomsIn()).toHaveLength(1000);
		}
	});

	it('has a program that runs', async () => {
		const {simulator} = await simulate({lists: {voice_logs: 1200}, linkOrigin: 'https://example.signalwire.com'});
		const program = await bundlePrograms('readme-postgres', fetchFromSimulator, [codeOf('typescript')]);
		const env = cleanEnvironment({
			SIMULATOR_URL: simulator.url,
			SIGNALWIRE_SPACE: 'example',
			SIGNALWIRE_PROJECT_ID: simulator.projectId,
			SIGNALWIRE_API_TOKEN: simulator.apiToken,
			DATABASE_URL: database.address,
		});
		const {stdout, stderr} = await runChild(process.execPath, [program], {env});
		expect(stdout + stderr).toBe(`1200 logs\n${endOfProgram}${endOfProgram}`);
		expect(await database.query('SELECT count(*)::int AS rows FROM calls')).toEqual([{rows: 1200}]);
	});
});

// PGlite cannot be killed: it is a part of this process.
(crashServer === undefined ? describe.skip : describe)('a server that is killed', () => {
	it('has the rows of each commit whole or not at all, and the export goes on', async () => {
		const client = clientOf(await serve((response, _ordinal, request) => sendListing(response, request, 20, 50)));
		const stopped: number[] = [];
		for (const at of [1, 2, 3]) {
			const crash = ({pages}: {readonly pages: number}) => {
				if (pages === at) crashServer?.();
			};
			const run = exportItems(client, rooms, {}, {destination: to(), resume: true, onProgress: crash});
			expect(await rejection(run)).toMatchObject({
				kind: 'destination',
				message: expect.stringMatching(/go on with resume/),
			});
			stopped.push((await roomsIn()).length);
			await silence();
		}
		expect(stopped).toEqual([50, 100, 150]);
		const last = await exportItems(client, rooms, {}, {destination: to(), resume: true});
		expect(last).toMatchObject({rows: 1000, pages: 20, duplicates: 0});
		expect(await roomsIn()).toEqual([...idsFrom(0, 1000)].sort());
	});

	it('is not taken over while an export waits for a page, and shows that it is there', async () => {
		let answer = () => {};
		const client = clientOf(
			await serve((response, _ordinal, request) => {
				const send = () => sendListing(response, request, 2, 50);
				if (pageOf(request) === 0) send();
				else answer = send;
			}),
		);
		const run = exportItems(client, rooms, {}, {destination: to()});
		while ((await roomsIn()).length < 50) await sleep(20);
		const seen = async () => (await database.query('SELECT seen::text FROM signalwire_paginate_exports'))[0]?.seen;
		const before = await seen();
		while ((await seen()) === before) await sleep(200);
		answer();
		expect(await run).toMatchObject({rows: 100});
	});

	it('goes on where all connections were dropped', async () => {
		const client = clientOf(await serve((response, _ordinal, request) => sendListing(response, request, 5, 50)));
		const drop = async ({pages}: {readonly pages: number}) => {
			if (pages !== 1) return;
			await database.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1', [
				'signalwire-paginate',
			]);
		};
		const run = exportItems(client, rooms, {}, {destination: to(), onProgress: drop});
		expect(await rejection(run)).toMatchObject({kind: 'destination'});
		await silence();
		expect(await exportItems(client, rooms, {}, {destination: to(), resume: true})).toMatchObject({
			rows: 250,
			resumedFrom: 50,
		});
	});

	it('lets nobody wait for one that is stopped in its transaction, who then writes nothing more', async () => {
		const client = await listingOf(moving);
		const {session} = await connect();
		let wake = () => {};
		const stopped = new Promise<void>(resolve => {
			wake = resolve;
		});
		let transactions = 0;
		const sleeping = {
			...session,
			transaction: <Result>(work: (query: RunSql, ahead: RunSql) => Promise<Result>) =>
				session.transaction(async (...ways) => {
					const result = await work(...ways);
					if (++transactions === 3) await stopped;
					return result;
				}),
		};
		const first = rejection(exportTo(walkOf(client), createPostgresTarget(sleeping, here, planOf()), () => {}));
		while (transactions < 3) await sleep(10);
		// As when the server ends it, which it does after half a minute.
		await database.query(
			"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE state = 'idle in transaction' AND pid <> pg_backend_pid()",
		);
		await silence();
		expect(await exportItems(client, things, {}, {destination: to(), resume: true})).toMatchObject({rows: 7});
		wake();
		expect(await first).toBeInstanceOf(Error);
		expect(await idsIn()).toBe('abcdefg');
	});
});
