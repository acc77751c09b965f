/** What docs/fleet.md shows, on real servers, with the simulator in place of SignalWire: `npm run test:services`. */
import {type ChildProcess, spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {text} from 'node:stream/consumers';
import {setTimeout as sleep} from 'node:timers/promises';
import {afterAll, beforeAll, beforeEach, expect, it} from '@jest/globals';
import {type Simulator, startSimulator} from '../lib/simulator/index.ts';
import {describeFleet, engines} from './fleet/engines.ts';
import {bundle, bundleCommand, fetchFromSimulator} from './support/bundle.ts';
import {cleanEnvironment} from './support/child.ts';
import {useDatabase} from './support/database.ts';
import {readPage, snippetsOf} from './support/pages.ts';
import {docstringExamples} from './support/snippets.ts';

const shown = [...snippetsOf('typescript'), ...snippetsOf('bash')].filter(({page}) => page === 'docs/fleet.md');
const codesBelow = (heading: string): string[] =>
	shown.filter(snippet => snippet.heading === heading).map(({code}) => code);

/** Who enqueues, who works, who looks. */
type Scene = readonly [enqueue: string, work: string, look: string];

const [shownEnqueue = '', shownWork = '', shownLook = ''] = codesBelow('## In code');
const [first = '', second = '', third = ''] = codesBelow('## Three commands').flatMap(code => code.trim().split('\n'));
const [setSchedule = '', endSchedule = ''] = codesBelow('## Schedules').flatMap(code => code.trim().split('\n'));

const [enqueueExample = '', workExample = '', lookExample = ''] = docstringExamples(readPage('lib/fleet/fleet.ts'));
const target = 'postgres://loader@db.example.com/warehouse';
const plan = {target, projects: [{name: 'main', space: 'example'}], lists: [{list: 'video rooms'}]};
const assumed = `
	import {enqueue, runWorker, status} from 'signalwire-paginate/fleet';
	const plan = ${JSON.stringify(plan)};
	const stop = new AbortController(), {signal} = stop;
	process.once('SIGTERM', () => stop.abort());
`;

describeFleet.each([['redis', engines.redis]])('what docs/fleet.md shows, with its queue in %s', (_engine, redis) => {
	const database = useDatabase();
	let simulator: Simulator;
	let folder: string;
	let environment: NodeJS.ProcessEnv;
	let command: string;
	const children: ChildProcess[] = [];

	const elsewhere = (code: string): string =>
		code.replaceAll(target, database.address).replaceAll('redis://localhost', redis);

	beforeAll(async () => {
		simulator = await startSimulator({rooms: 2500, items: 300, linkOrigin: 'https://example.signalwire.com'});
		folder = mkdtempSync(join(tmpdir(), 'documented-fleet-'));
		writeFileSync(join(folder, 'plan.json'), elsewhere(JSON.stringify(plan)));
		command = await bundleCommand();
		environment = cleanEnvironment({
			SIMULATOR_URL: simulator.url,
			SIGNALWIRE_SPACE: 'example',
			SIGNALWIRE_PROJECT_ID: simulator.projectId,
			SIGNALWIRE_API_TOKEN: simulator.apiToken,
		});
	});
	beforeEach(() => database.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public'));
	afterAll(async () => {
		for (const child of children) child.kill('SIGKILL');
		rmSync(folder, {recursive: true});
		await simulator.close();
	});

	const begin = (program: string, args: readonly string[] = []) => {
		const child = spawn(process.execPath, [program, ...args], {env: environment, cwd: folder});
		children.push(child);
		return {child, exit: once(child, 'exit'), told: Promise.all([text(child.stdout), text(child.stderr)])};
	};
	const finish = async ({exit, told}: ReturnType<typeof begin>): Promise<string> => {
		const [[exitCode], [stdout, stderr]] = await Promise.all([exit, told]);
		expect({exitCode, stderr: exitCode === 0 ? '' : stderr}).toEqual({exitCode: 0, stderr: ''});
		return stdout;
	};

	const beginCode = async (name: string, code: string, prelude = '') =>
		begin(await bundle(`fleet-${name}`, `${fetchFromSimulator}${elsewhere(prelude + code)}`));
	/** A line of a shell; of quotes it has those around times. */
	const beginLine = async (line: string) => {
		const words = Array.from(elsewhere(line).matchAll(/"([^"]*)"|(\S+)/g), ([, quoted, word = '']) => quoted ?? word);
		expect(words[0]).toBe('signalwire-paginate');
		return begin(command, words.slice(1));
	};

	/** The worker begins first and is told to stop when all rooms are there; what it has read is looked at meanwhile. */
	const play = async (scene: Scene, start: (name: string, code: string) => Promise<ReturnType<typeof begin>>) => {
		const worker = await start('work', scene[1]);
		await finish(await start('enqueue', scene[0]));
		const isThere = async () => {
			const [row] = await database.query("SELECT to_regclass('rooms') IS NOT NULL AS made");
			if (!row?.made) return false;
			const [{count} = {}] = await database.query('SELECT count(*)::int AS count FROM rooms');
			return count === 2500;
		};
		for (const deadline = performance.now() + 20_000; !(await isThere()); await sleep(100)) {
			if (performance.now() > deadline) throw new Error('the rooms have not come');
		}
		const told = await finish(await start('look', scene[2]));
		worker.child.kill('SIGTERM');
		await finish(worker);
		return told;
	};

	it('has programs that enqueue, work, and look', async () => {
		expect(await play([shownEnqueue, shownWork, shownLook], beginCode)).toMatch(/workers: 1/);
	});

	it('has examples in docstrings that enqueue, work, and look', async () => {
		await play([enqueueExample, workExample, lookExample], (name, code) =>
			beginCode(`docstring-${name}`, code, assumed),
		);
	});

	it('has commands that enqueue, work, and look', async () => {
		expect(await play([first, second, third], (_name, line) => beginLine(line))).toMatch(/workers +1/);
	});

	it('has commands that set a schedule, and end it', async () => {
		const schedules = async () => finish(await beginLine(third));
		await finish(await beginLine(setSchedule));
		expect(await schedules()).toContain('0 3 * * *');
		await finish(await beginLine(endSchedule));
		expect(await schedules()).not.toContain('0 3 * * *');
	});
});
