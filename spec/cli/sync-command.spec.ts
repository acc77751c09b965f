import {existsSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from '@jest/globals';
import type {Simulator, SimulatorOptions} from '../../lib/simulator/index.ts';
import {until, useSimulators} from '../support/simulated.ts';
import {Collector, eventsIn, type RunOptions, runCommand} from '../support/surroundings.ts';

const simulate = useSimulators();
let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'sync-'));
});
afterEach(() => rmSync(folder, {recursive: true}));

const variables: Readonly<Record<string, string>> = {main: 'SIGNALWIRE_API_TOKEN', other: 'OTHER_TOKEN'};
/** Three or four months, of which at least two are over for longer than they are looked back at. */
const since = new Date(Date.now() - 95 * 86_400_000).toISOString().slice(0, 'YYYY-MM-DD'.length);
const firstMonth = since.slice(0, 'YYYY-MM'.length);
const lists = [{list: 'video rooms'}, {list: 'voice logs', slice: 'month', since}];

interface Prepared {
	readonly plan: Readonly<Record<string, unknown>>;
	readonly environment: Readonly<Record<string, string>>;
	readonly simulators: Readonly<Record<string, Simulator>>;
	/** Runs the command with the plan, or with what stands in its place. */
	readonly run: (flags?: readonly string[], options?: RunOptions) => ReturnType<typeof runCommand>;
}

/** A plan of projects, each with a simulator of its own, and all that the command needs to run it. */
const prepare = async (
	projects: Readonly<Record<string, SimulatorOptions>>,
	own: Readonly<Record<string, unknown>> = {lists},
): Promise<Prepared> => {
	const simulators: Record<string, Simulator> = {};
	const environment: Record<string, string> = {};
	for (const [name, options] of Object.entries(projects)) {
		const {simulator} = await simulate({items: 3, rooms: 5, projectId: `project-${name}`, ...options});
		simulators[name] = simulator;
		environment[variables[name] ?? ''] = simulator.apiToken;
	}
	const plan = {
		target: `${folder}/rows/`,
		projects: Object.entries(simulators).map(([name, {url, projectId}]) => ({
			name,
			baseUrl: url,
			projectId,
			tokenVariable: variables[name],
		})),
		...own,
	};
	const path = join(folder, 'plan.json');
	writeFileSync(path, JSON.stringify(plan));
	return {
		plan,
		environment,
		simulators,
		run: (flags = [], options = {}) => runCommand(['sync', path, ...flags], {environment, ...options}),
	};
};

const onTerminal = (size: object = {}) => ({
	stdout: Object.assign(new Collector(true), size),
	stderr: Object.assign(new Collector(true), size),
});

describe('signalwire-paginate sync', () => {
	it('brings what a plan names up to date, and gives programs all that became of it', async () => {
		const {run} = await prepare({main: {}, other: {}});
		const {exitCode, stdout, stderr} = await run();
		const summary = JSON.parse(stdout);
		expect({exitCode, complete: summary.complete, rows: summary.rows}).toEqual({exitCode: 0, complete: true, rows: 10});
		expect(summary.outcomes).toContainEqual(
			expect.objectContaining({label: 'main / video rooms', outcome: 'complete', rows: 5}),
		);
		expect(summary.outcomes).toContainEqual(expect.objectContaining({label: `other / voice logs / ${firstMonth}`}));
		expect(stderr).toMatch(/^\d+ walks: \d+ complete; 10 rows, [\d.]+ s\n$/);
		expect(existsSync(join(folder, 'rows/video_rooms')) || existsSync(join(folder, 'rows/rooms'))).toBe(true);
	});

	it('says on a terminal what became of each walk, skipped slices of a list in one line', async () => {
		const {run} = await prepare({main: {}});
		const first = await run([], onTerminal());
		expect(first.stdout).toMatch(/^WALK {2,}OUTCOME {2,}ROWS {2}WHY\n/);
		expect(first.stdout).toMatch(/^main \/ video rooms {2,}complete {2,}5$/m);
		expect(first.stdout).toMatch(new RegExp(`^main / voice logs / ${firstMonth} {2,}complete {2,}0$`, 'm'));
		const second = await run([], onTerminal());
		expect(second.stdout).toMatch(/^main \/ voice logs \(\d+ slices\) {2,}skipped {2,}it was read after its lookback/m);
		expect(second.stdout).not.toContain(firstMonth);
		expect(second.exitCode).toBe(0);
	});

	it('gives the same document on a terminal with --json', async () => {
		const {run} = await prepare({main: {}});
		expect(JSON.parse((await run(['--json'], onTerminal())).stdout)).toMatchObject({complete: true, rows: 5});
	});

	it('says nothing with --quiet when all is well', async () => {
		const {run} = await prepare({main: {}});
		expect(await run(['--quiet'], onTerminal())).toEqual({exitCode: 0, stdout: '', stderr: ''});
	});

	it('reads the plan from standard input', async () => {
		const {plan, environment} = await prepare({main: {}});
		const ran = await runCommand(['sync', '-'], {environment, input: `\ufeff${JSON.stringify(plan)}`});
		expect(JSON.parse(ran.stdout)).toMatchObject({complete: true, rows: 5});
	});

	it('has the spaces and credentials of the environment where the plan names none', async () => {
		const {plan, environment, simulators} = await prepare({main: {}});
		const projects = [{name: 'main', baseUrl: simulators.main?.url}];
		const ran = await runCommand(['sync', '-'], {
			environment: {...environment, SIGNALWIRE_PROJECT_ID: 'project-main'},
			input: JSON.stringify({...plan, projects}),
		});
		expect(ran.exitCode).toBe(0);
	});
});

describe('signalwire-paginate sync, which walks it reads:', () => {
	it('names them with --dry-run, requests nothing and opens nothing', async () => {
		const {run, simulators} = await prepare({main: {}, other: {}});
		const {exitCode, stdout, stderr} = await run(['--dry-run']);
		expect({exitCode, stderr}).toEqual({exitCode: 0, stderr: ''});
		expect(stdout).toMatch(new RegExp(`^main / video rooms\nmain / voice logs / ${firstMonth}\nmain / voice logs / 2`));
		expect(stdout).toContain('\nother / video rooms\n');
		expect(JSON.parse((await run(['--dry-run', '--json'])).stdout)).toEqual(stdout.trim().split('\n'));
		expect(simulators.main?.requests).toEqual([]);
		expect(existsSync(join(folder, 'rows'))).toBe(false);
	});

	it('only those that are asked for, with --only', async () => {
		const {run} = await prepare({main: {}, other: {}});
		const flags = ['--only', 'main / video rooms', '--only', `logs / ${firstMonth}`];
		const labels = ['main / video rooms', ...['main', 'other'].map(name => `${name} / voice logs / ${firstMonth}`)];
		expect((await run([...flags, '--dry-run'])).stdout).toBe(`${labels.join('\n')}\n`);
		const {outcomes} = JSON.parse((await run(flags)).stdout);
		expect(outcomes.map(({label}: {label: string}) => label).sort()).toEqual(labels);
	});

	it('each on one machine of several, with --shard', async () => {
		const {run} = await prepare({main: {}});
		const labelsOf = async (...flags: string[]) => (await run(['--dry-run', ...flags])).stdout.trim().split('\n');
		const parts = await Promise.all(['1/3', '2/3', '3/3'].map(shard => labelsOf('--shard', shard)));
		expect(
			parts
				.flat()
				.filter(label => label !== '')
				.sort(),
		).toEqual((await labelsOf()).sort());
	});

	it('no more of them at once than --concurrency says', async () => {
		const {run, simulators} = await prepare({main: {latency: 5}}, {lists, concurrency: 8});
		const open = {now: 0, most: 0};
		const stderr = new Collector();
		const {exitCode} = await run(['--concurrency', '2', '--progress', 'json'], {stderr});
		for (const line of stderr.text.trim().split('\n')) {
			const {event} = JSON.parse(line);
			if (event === 'begin') open.most = Math.max(open.most, ++open.now);
			if (event === 'end') open.now--;
		}
		expect({exitCode, open}).toEqual({exitCode: 0, open: {now: 0, most: 2}});
		expect(simulators.main?.requests.length).toBeGreaterThan(2);
	});
});

describe('signalwire-paginate sync, when walks fail,', () => {
	const refused = {main: {}, other: {}};
	const wrong = 'PTffffffffffffffffffffffffffffffffffffffff';
	const withWrong = ({environment}: Prepared): Prepared['environment'] => ({...environment, OTHER_TOKEN: wrong});

	it('exits 1, names the project and the cause once, and reads all others', async () => {
		const prepared = await prepare(refused);
		const {exitCode, stdout, stderr} = await prepared.run([], {environment: withWrong(prepared)});
		expect(exitCode).toBe(1);
		const {complete, rows, outcomes} = JSON.parse(stdout);
		expect({complete, rows}).toEqual({complete: false, rows: 5});
		expect(outcomes.filter(({project}: {project: string}) => project === 'main')).not.toContainEqual(
			expect.objectContaining({outcome: 'failed'}),
		);
		expect(stderr).toMatch(/^signalwire-paginate: other \/ voice logs \/ \d{4}-\d\d and \d+ more: .*401.*$/m);
		expect(stderr).toMatch(/\d+ failed; 5 rows, .*; the same command again reads what is left\n$/);
		// Of two lists with scopes of their own, one line each, and one at the end.
		expect(stderr.trim().split('\n')).toHaveLength(3);
		expect(stdout + stderr).not.toContain(wrong);
	});

	it('tells causes on a terminal in the table alone', async () => {
		const prepared = await prepare(refused);
		const ran = await prepared.run(['--progress', 'none'], {environment: withWrong(prepared), ...onTerminal()});
		expect(ran.exitCode).toBe(1);
		expect(ran.stdout).toMatch(/^other \/ video rooms {2,}failed {2,}0 {2}GET \/api\/video\/rooms.*401.*$/m);
		expect(ran.stdout).toMatch(/^other \/ voice logs \/ \d{4}-\d\d and \d+ more {2,}failed {2,}0 {2}GET /m);
		expect(ran.stderr).toMatch(/^\d+ walks: .*\n$/);
	});

	it('tells them in a log beside a table, and with --quiet', async () => {
		const prepared = await prepare(refused);
		const options = {environment: withWrong(prepared)};
		const logged = await prepared.run([], {...options, stdout: new Collector(true)});
		expect(logged.stderr).toMatch(/^signalwire-paginate: other \/ video rooms: /m);
		const quiet = await prepared.run(['--quiet'], options);
		expect(quiet.stdout).toBe('');
		expect(quiet.stderr).toMatch(/^(signalwire-paginate: other .*\n){2}$/);
	});

	it('reads only what is left when it runs again', async () => {
		const prepared = await prepare(refused);
		const {simulators} = prepared;
		await prepared.run([], {environment: withWrong(prepared)});
		const requests = simulators.main?.requests.length;
		expect(await prepared.run()).toMatchObject({exitCode: 0});
		expect(simulators.main?.requests.length).toBe(requests);
	});
});

describe('signalwire-paginate sync, interrupted,', () => {
	it.each([
		['SIGINT', 130],
		['SIGTERM', 143],
	])('ends at once, says that the same command goes on, and does: %s', async (signal, code) => {
		const stall = {kind: 'stall', request: 3} as const;
		const {run, simulators} = await prepare(
			{main: {rooms: 30, faults: [stall]}},
			{lists: [{list: 'video rooms', query: {page_size: 10}}]},
		);
		const controller = new AbortController();
		const running = run([], {signal: controller.signal});
		await until(() => simulators.main?.requests.length === 3);
		controller.abort(signal);
		expect(await running).toEqual({
			exitCode: code,
			stdout: '',
			stderr: expect.stringMatching(/^interrupted after 0 walks and [12]0 rows; the same command again goes on\n$/),
		});
		expect(JSON.parse((await run()).stdout)).toMatchObject({complete: true, rows: 30});
		expect(simulators.main?.requests.length).toBeLessThan(6);
	});
});

describe('signalwire-paginate sync refuses, before any request,', () => {
	const good = {target: 'rows/', projects: [{name: 'main', space: 'example'}], lists: [{list: 'video rooms'}]};
	const refuses = async (argv: readonly string[], input: string, environment = {}) => {
		const {exitCode, stdout, stderr} = await runCommand(['sync', ...argv], {input, environment});
		expect({exitCode, stdout}).toEqual({exitCode: 2, stdout: ''});
		return stderr;
	};

	it.each([
		['{"target": "rows/",\n  "projects": [}', /: Unexpected token '}' at line 2, column 16\. Nothing/],
		['{"target": tru}', /: Unexpected token '}' at line 1, column 15\./],
		['{\n\t"target": "rows/"\n\t"lists": 1}', /: Expected ',' or '}' after property value at line 3, column 2\./],
		['{"target": "rows/",}', /: Expected double-quoted property name at line 1, column 20\./],
		['{} {}', /: Unexpected non-whitespace character at line 1, column 4\./],
		['{"target":', /: Unexpected end at line 1, column 11\./],
		['', /: Unexpected end at line 1, column 1\./],
		['{"target": "rows/\nx"}', /: Bad control character in string literal at line 1, column 18\./],
		["{'target': 1}", /: Expected property name or '}' at line 1, column 2\./],
	])('what is not JSON, and says where: %j', async (input, message) => {
		expect(await refuses(['-'], input)).toMatch(message);
	});

	it('what is no plan, with everything that is wrong with it', async () => {
		const stderr = await refuses(['-'], JSON.stringify({...good, lists: [{list: 'video rooms', quary: {}}], targt: 1}));
		expect(stderr).toMatch(/^signalwire-paginate: The plan cannot be used: .*lists\[0\]\.quary.*targt|targt.*quary/);
	});

	it('a project without credentials, by its name', async () => {
		expect(await refuses(['-'], JSON.stringify(good))).toMatch(/Project main of the plan: No projectId/);
		expect(await refuses(['-', '--dry-run'], JSON.stringify(good))).toMatch(/Project main of the plan: No projectId/);
		const environment = {SIGNALWIRE_PROJECT_ID: 'project'};
		for (const argv of [['-'], ['-', '--dry-run']]) {
			expect(await refuses(argv, JSON.stringify(good), environment)).toMatch(/Project main of the plan: No apiToken/);
		}
	});

	it('a file that is not there', async () => {
		expect(await refuses([join(folder, 'no.json')], '')).toMatch(/no\.json cannot be read \(ENOENT\)/);
	});

	it.each([
		[[], /missing required argument 'plan'/],
		[['-', '--only', 'video romos'], /No walk of the plan has what .*--only.* asks for/],
		[['-', '--shard', '3/2'], /'--shard <i\/n>' argument .* is invalid\. It must be two numbers such as "2\/3"/],
		[['-', '--concurrency', '0'], /whole number from 1 to 1000/],
		[['-', '--quiet', '--progress', 'json'], /--quiet is for no progress/],
		[['-', '--dry-rum'], /unknown option '--dry-rum'[\s\S]*--dry-run/],
	])('flags that cannot be followed: %j', async (argv, message) => {
		const environment = {SIGNALWIRE_PROJECT_ID: 'project', SIGNALWIRE_API_TOKEN: 'PT0123456789abcdef'};
		expect(await refuses(argv, JSON.stringify(good), environment)).toMatch(message);
	});
});

describe('the progress of signalwire-paginate sync', () => {
	it('is drawn on a terminal, a line for each walk that runs and one for the whole', async () => {
		const {run, simulators} = await prepare(
			{main: {faults: [{kind: 'stall', request: 1}]}},
			{lists: [{list: 'video rooms'}]},
		);
		const controller = new AbortController();
		const streams = onTerminal({columns: 70, rows: 10});
		const running = run([], {...streams, signal: controller.signal});
		await until(() => simulators.main?.requests.length === 1);
		await until(() => /main \/ video rooms · 0 rows/.test(streams.stderr.text));
		controller.abort('SIGINT');
		await running;
		expect(streams.stderr.text).toMatch(
			/ 0 walks done · 0 rows · 0 rows\/s · [\d.]+ s\n {2}main \/ video rooms · 0 rows/,
		);
	});

	it.each<[string, RunOptions]>([
		['in a file', {}],
		['on a terminal that cannot', {stderr: new Collector(true), environment: {TERM: 'dumb'}}],
		['in a job of a CI service', {stderr: new Collector(true), environment: {CI: 'true'}}],
		['where standard output is piped onwards', {stderr: new Collector(true), pipesOn: true}],
	])('is not drawn %s', async (_where, {environment, ...options}) => {
		const {run, ...prepared} = await prepare({main: {}});
		const {stderr} = await run([], {...options, environment: {...prepared.environment, ...environment}});
		expect(stderr).toMatch(/^\d+ walks: .*\n$/);
	});

	it('is events with --progress json, each a line of JSON', async () => {
		const {run} = await prepare({main: {}}, {lists: [{list: 'video rooms'}]});
		const {stderr} = await run(['--progress', 'json']);
		const events = eventsIn(stderr);
		const walk = 'main / video rooms';
		expect(events.filter(({event}) => event !== 'progress')).toEqual([
			expect.objectContaining({event: 'start', complete: 0, unfinished: 0, rows: 0, running: [], paused: {}}),
			{event: 'begin', walk, rows: 0, resumedFrom: 0},
			{event: 'end', walk, rows: 5, resumedFrom: 0, complete: true},
			expect.objectContaining({event: 'done', complete: 1, rows: 5, running: []}),
		]);
	});
});
