import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {text} from 'node:stream/consumers';
import {afterAll, beforeAll, beforeEach, describe, expect, it} from '@jest/globals';
import {statusReport} from '../../lib/cli/fleet-status.ts';
import {openQueue} from '../../lib/fleet/open-queue.ts';
import {describeFleet, engines, ownQueue} from '../fleet/engines.ts';
import {bundleCommand} from '../support/bundle.ts';
import {cleanEnvironment} from '../support/child.ts';
import {useDatabase} from '../support/database.ts';
import {until, useSimulators} from '../support/simulated.ts';
import {Collector, eventsIn, type RunOptions, runCommand} from '../support/surroundings.ts';

const token = 'PTfleet0123456789abcdef';
const lists = [{list: 'video rooms'}, {list: 'voice logs', slice: 'day', since: new Date().toISOString().slice(0, 10)}];
const never = new AbortController().signal;
const nowhere = 'redis://127.0.0.1:1';
let folder: string;
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'fleet-'));
});
afterAll(() => rmSync(folder, {recursive: true}));

/** A plan in a file of that name. */
const planIn = (name: string, own: object = {}): string => {
	const path = join(folder, name);
	const target = 'postgres://127.0.0.1:1/rows';
	const projects = [{name: 'main', space: 'example', projectId: 'project-main', tokenVariable: 'FLEET_TOKEN'}];
	writeFileSync(path, JSON.stringify({target, projects, lists, ...own}));
	return path;
};

describe('the commands of a fleet', () => {
	const refuses = async (argv: readonly string[]): Promise<string> => {
		const {exitCode, stdout, stderr} = await runCommand(argv);
		expect({exitCode, stdout}).toEqual({exitCode: 2, stdout: ''});
		expect(stderr.trim().split('\n')).toHaveLength(1);
		return stderr;
	};

	it.each(['work', 'status'])('tell of variables, exit codes and examples: %s', async command => {
		const {exitCode, stdout} = await runCommand([command, '--help']);
		expect(exitCode).toBe(0);
		for (const heading of ['Environment:', 'Exit codes:', 'Examples:']) expect(stdout).toContain(`\n${heading}\n`);
		expect(stdout).toMatch(/--queue <address> .*--queue-name <name>/s);
	});

	it.each([
		[['work'], /required option '--queue <address>' not specified/],
		[['status'], /required option '--queue <address>' not specified/],
		[['work', '--queue', 'localhost:6379'], /queue must be an address that begins with redis:/],
		[['status', '--queue', nowhere, '--queue-name', 'a b'], /'--queue-name <name>' argument .* is invalid/],
		[['work', '--queue', nowhere, '--concurrency', '0'], /whole number from 1 to 1000/],
		[['work', '--queue', nowhere, '--quiet', '--progress', 'json'], /--quiet is for no progress/],
		[['work', '--queue', nowhere, '--concurency', '2'], /unknown option '--concurency'.*--concurrency/],
		[['status', '--queue', nowhere, '--jsn'], /unknown option '--jsn'.*--json/],
	])('refuse what cannot be followed: %j', async (argv, message) => {
		expect(await refuses(argv)).toMatch(message);
	});

	it.each([
		['redis://:hunter22@localhost', 'redis://user:hunter22@localhost', 'postgres://user:hunter22@localhost/queue'],
		['rediss://localhost?password=hunter22', 'postgres://localhost/queue?password=hunter22'],
	])('take no password in an address, and do not repeat it: %s, %s', async (...addresses) => {
		for (const address of addresses) {
			for (const argv of [['work'], ['status'], ['sync', planIn('plan.json')]]) {
				const stderr = await refuses([...argv, '--queue', address]);
				expect(stderr).toMatch(/a password in --queue .*REDIS_URL or DATABASE_URL.*PGPASSWORD/);
				expect(stderr).not.toContain('hunter22');
			}
		}
	});

	it.each([
		[['--queue-name', 'other'], /--queue-name and --every are for a queue/],
		[['--every', '0 3 * * *'], /--queue-name and --every are for a queue/],
		[['--queue', nowhere, '--shard', '1/2'], /--shard is for machines that share no queue/],
		[['--queue', nowhere, '--concurrency', '2'], /--concurrency .* signalwire-paginate work/],
		[['--queue', nowhere, '--progress', 'json'], /--progress json .* signalwire-paginate work/],
		[['--queue', nowhere, '--progress', 'json', '--quiet'], /--quiet is for no progress/],
		[['--queue', nowhere, '--every', 'nightly'], /It must be like "0 3 \* \* \*", or never/],
		[['--queue', nowhere, '--only', 'video romos'], /No walk of the plan has what .*--only.* asks for/],
	])('refuse, of sync, what means nothing with a queue, or without: %j', async (flags, message) => {
		expect(await refuses(['sync', planIn('plan.json'), ...flags])).toMatch(message);
	});

	it('refuse a plan that is no plan for machines without a common folder', async () => {
		const path = planIn('plan.json', {target: `${folder}/rows/`});
		expect(await refuses(['sync', path, '--queue', nowhere])).toMatch(/target must be a database/);
	});

	it('refuse a schedule whose name cannot be that of the file', async () => {
		const flags = ['--queue', nowhere, '--every', 'never'];
		expect(await refuses(['sync', planIn('of mine.json'), ...flags])).toMatch(
			/after the plan's file, of mine: call it/,
		);
	});

	it('name the walks with --dry-run although no queue is there', async () => {
		const {exitCode, stdout} = await runCommand(['sync', planIn('plan.json'), '--queue', nowhere, '--dry-run']);
		expect({exitCode, first: stdout.split('\n')[0]}).toEqual({exitCode: 0, first: 'main / video rooms'});
	});

	it.each([nowhere, 'postgres://127.0.0.1:1/queue'])('say in one sentence that there is no queue: %s', async queue => {
		for (const argv of [['work'], ['status'], ['sync', planIn('plan.json')]]) {
			const {exitCode, stdout, stderr} = await runCommand([...argv, '--queue', queue]);
			expect({exitCode, stdout}).toEqual({exitCode: 1, stdout: ''});
			expect(stderr).toMatch(/^signalwire-paginate: The queue cannot be reached .*ECONNREFUSED.*check .*\.\n$/);
			expect(stderr).not.toContain('--resume');
		}
	});
});

describe('what status says', () => {
	const now = Date.parse('2026-01-02T12:00:00Z');
	const ago = (seconds: number) => new Date(now - 1000 * seconds);
	const idle = {workers: 0, waiting: 0, active: 0, failed: 0, rowsPerSecond: 0};
	const nothing = {...idle, oldest: undefined, running: [], failures: [], schedules: []};

	it('is short where there is nothing', () => {
		expect(statusReport(now, nothing).replace(/ +/g, ' ')).toBe(
			'workers 0\nwaiting 0\nbeing read 0\nfailed 0\nrows/s 0\n',
		);
	});

	it('is what waits, is read and has failed, how old that is, and when schedules are due', () => {
		const report = statusReport(now, {
			...{workers: 2, waiting: 1200, active: 102, failed: 101, rowsPerSecond: 34_000},
			oldest: {walk: 'main / voice logs / 2025-12', since: ago(7300)},
			running: [
				{walk: 'main / voice logs / 2025-12', rows: 1234, since: ago(7300)},
				{walk: 'main / \u001b[31mrooms', rows: 5, since: ago(119)},
			],
			failures: [
				{walk: 'other / video rooms', at: ago(300_000), reason: 'It was refused (404).', cursor: '/api?page=2'},
				{walk: 'other / voice logs', at: ago(200), reason: 'It was refused (401).'},
			],
			schedules: [{name: 'nightly', pattern: '0 3 * * *', next: new Date('2026-01-03T03:00:00Z')}],
		});
		expect(report).toBe(`workers     2
waiting     1,200
being read  102
failed      101
rows/s      34,000
oldest      main / voice logs / 2025-12, enqueued 2 h ago

BEING READ                   ROWS   ENQUEUED
main / voice logs / 2025-12  1,234  2 h ago
main / \\u001b[31mrooms           5  119 s ago
and 100 more

FAILED               WHEN        WHY
other / video rooms  3 days ago  It was refused (404). It stands at /api?page=2
other / voice logs   3 min ago   It was refused (401).
and 99 more

SCHEDULE  NEXT                  AT (UTC)
nightly   2026-01-03T03:00:00Z  0 3 * * *
`);
	});
});

describeFleet.each(Object.entries(engines))('the commands of a fleet with its queue in %s', (_engine, address) => {
	const database = useDatabase();
	const simulate = useSimulators();
	const environment: Readonly<Record<string, string>> = {FLEET_TOKEN: token};
	let command: string;
	let queue: readonly string[];
	let plan: string;

	beforeAll(async () => {
		command = await bundleCommand();
	});
	beforeEach(async () => {
		queue = ['--queue', address, '--queue-name', ownQueue()];
		const {simulator} = await simulate({rooms: 1200, items: 3, projectId: 'project-main', apiToken: token});
		plan = planIn('plan.json', {
			target: database.address,
			projects: [{name: 'main', baseUrl: simulator.url, projectId: 'project-main', tokenVariable: 'FLEET_TOKEN'}],
		});
		await database.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
	});

	/** A worker until it has said this. */
	const workUntil = async (said: RegExp, flags: readonly string[] = [], options: RunOptions = {}) => {
		const stderr = new Collector();
		const controller = new AbortController();
		const running = runCommand(['work', ...queue, ...flags], {
			environment,
			...options,
			stderr,
			signal: controller.signal,
		});
		await until(() => said.test(stderr.text));
		controller.abort('SIGTERM');
		return running;
	};
	const look = async (...flags: string[]) => runCommand(['status', ...queue, ...flags]);

	it('enqueue what is due, read it, and tell of it', async () => {
		expect(await runCommand(['sync', plan, ...queue])).toEqual({
			exitCode: 0,
			stdout: '',
			stderr: '2 walks are due and in the queue; 0 can have nothing new.\n',
		});
		expect((await look()).stdout).toMatch(/^waiting +2$.*^oldest +main \/ .*, enqueued \d+ s ago$/ms);
		const day = new Date().toISOString().slice(0, 10);
		const {exitCode, stdout, stderr} = await workUntil(/(.*\n){2}/);
		expect({exitCode, stdout}).toEqual({exitCode: 0, stdout: ''});
		expect(stderr.trim().split('\n').sort()).toEqual([
			'main / video rooms: 1,200 rows',
			expect.stringMatching(new RegExp(`^main / voice logs / ${day}: \\d rows?$`)),
		]);
		expect(JSON.parse((await look('--json')).stdout)).toMatchObject({waiting: 0, active: 0, failed: 0, failures: []});
		expect(await database.query('SELECT count(*)::int AS rows FROM rooms')).toEqual([{rows: 1200}]);
		const again = await runCommand(['sync', plan, ...queue, '--only', 'video rooms', '--json']);
		expect(JSON.parse(again.stdout)).toEqual({due: 1, skipped: 0});
		expect(again.stderr).toBe('1 walk is due and in the queue; 0 can have nothing new.\n');
	});

	it('tell of failures and their reasons, also with --quiet, and of no token', async () => {
		const wrong = 'PTffffffffffffffffffffffffffffffffffffffff';
		const others: typeof environment = {FLEET_TOKEN: wrong};
		await runCommand(['sync', plan, ...queue, '--quiet']);
		const ran = await workUntil(/(.*\n){2}/, ['--quiet'], {environment: others});
		expect(ran.stderr).toMatch(/^signalwire-paginate: main \/ video rooms failed: .*401.*$/m);
		const {stdout} = await look();
		expect(stdout).toMatch(/^failed +2$/m);
		expect(stdout).toMatch(/^main \/ video rooms +\d+ s ago +.*401/m);
		const {failures} = JSON.parse((await look('--json')).stdout);
		expect(failures).toHaveLength(2);
		expect(ran.stderr + stdout + JSON.stringify(failures)).not.toContain(wrong);
		await runCommand(['sync', plan, ...queue]);
		expect((await workUntil(/(.*\n){2}/)).stderr).toMatch(/^main \/ video rooms: 1,200 rows$/m);
	});

	it('tell each event as a line of JSON', async () => {
		await runCommand(['sync', plan, ...queue, '--only', 'video rooms']);
		const {stderr} = await workUntil(/"event":"end"/, ['--progress', 'json']);
		const events = eventsIn(stderr);
		const walk = 'main / video rooms';
		expect(events.filter(({event}) => event !== 'progress')).toEqual([
			expect.objectContaining({event: 'start', rows: 0}),
			{event: 'begin', walk, rows: 0, resumedFrom: 0},
			{event: 'end', walk, rows: 1200, resumedFrom: 0, complete: true},
			expect.objectContaining({event: 'done', complete: 1, rows: 1200}),
		]);
	});

	it('keep a project quiet while others were told to wait, and tell others to', async () => {
		const {simulator} = await simulate({
			projectId: 'project-main',
			apiToken: token,
			faults: [{kind: 'status', status: 429, retryAfter: 5, request: 1}],
		});
		const projects = [{name: 'main', baseUrl: simulator.url, projectId: 'project-main', tokenVariable: 'FLEET_TOKEN'}];
		const path = planIn('quiet.json', {target: database.address, projects, lists: lists.slice(0, 1)});
		await runCommand(['sync', path, ...queue]);
		const {turns, close} = await openQueue(address, queue.at(-1) ?? '');
		const project = `${new URL(simulator.url).hostname}/project-main`;
		const begun = performance.now();
		try {
			await turns.keepQuiet(project, 900, never);
			const running = workUntil(/"event":"begin".*"paused":{"main":/s, ['--progress', 'json']);
			await until(() => simulator.requests.length === 1);
			expect(performance.now() - begun).toBeGreaterThan(850);
			await running;
			expect(await turns.quietOf(project, never)).toBeGreaterThan(1000);
		} finally {
			await close();
		}
	});

	it('set a schedule by the name of the file, and remove it', async () => {
		const set = await runCommand(['sync', plan, ...queue, '--every', '0 3 * * *', '--json']);
		expect(JSON.parse(set.stdout)).toEqual({schedule: {name: 'plan', pattern: '0 3 * * *'}});
		expect(set.stderr).toBe('What is due of plan is enqueued at "0 3 * * *" (UTC), as long as a worker runs.\n');
		expect((await look()).stdout).toMatch(/^plan +\d{4}-\d\d-\d\dT03:00:00Z +0 3 \* \* \*$/m);
		const removed = await runCommand(['sync', plan, ...queue, '--every', 'never']);
		expect(removed.stderr).toBe('There is no schedule plan any more.\n');
		expect(JSON.parse((await look('--json')).stdout)).toMatchObject({schedules: []});
	});

	it.each(['SIGTERM', 'SIGINT'] as const)('end by themselves after %s', async signal => {
		await runCommand(['sync', plan, ...queue, '--only', 'video rooms']);
		const env = cleanEnvironment(environment);
		const child = spawn(process.execPath, [command, 'work', ...queue], {env});
		const said = text(child.stderr);
		await once(child.stderr, 'data');
		const exited = once(child, 'exit');
		child.kill(signal);
		expect(await exited).toEqual([0, null]);
		expect(await said).toBe('main / video rooms: 1,200 rows\n');
	});
});
