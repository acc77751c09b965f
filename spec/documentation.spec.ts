import {spawnSync} from 'node:child_process';
import {mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import {request as httpRequest, type RequestListener} from 'node:http';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {type Project, projects} from '../lib/lists/projects/index.ts';
import {type Simulator, startSimulator} from '../lib/simulator/index.ts';
import {bundleCommand, bundlePrograms, endOfProgram, fetchFromSimulator} from './support/bundle.ts';
import {cleanEnvironment, runChild} from './support/child.ts';
import {installs, readPage, snippetsOf} from './support/pages.ts';
import {authority, useProxies} from './support/proxy.ts';
import {docstringExamples, type Snippet} from './support/snippets.ts';

const lib = join(import.meta.dirname, '../lib');

let simulator: Simulator;
let folder: string;
let environment: NodeJS.ProcessEnv;

const proxies = useProxies();
/** For what goes through a proxy: one behind which the simulator has SignalWire's name. */
let behindProxy: NodeJS.ProcessEnv;
const forward: RequestListener = ({url, headers}, response) => {
	const forwarded = httpRequest(`${simulator.url}${url}`, {headers}, answer => {
		response.writeHead(answer.statusCode ?? 0, answer.headers);
		answer.pipe(response);
	});
	forwarded.end();
};

const firstProject = async (): Promise<Project> => {
	await using other = await startSimulator();
	const [project] = other.items(projects);
	return project as Project;
};

beforeAll(async () => {
	// Its own project is among those that it lists.
	const {id: projectId} = await firstProject();
	simulator = await startSimulator({rooms: 2500, projectId, linkOrigin: 'https://example.signalwire.com'});
	folder = mkdtempSync(join(tmpdir(), 'documentation-'));
	const command = await bundleCommand();
	// As an install has it. That the real `npx` finds it there is tried in CI, with the packed tarball; it takes its time.
	const bin = join(folder, 'node_modules/.bin');
	mkdirSync(bin, {recursive: true});
	writeFileSync(join(bin, 'signalwire-paginate'), `#!/bin/sh\nexec '${process.execPath}' '${command}' "$@"\n`, {
		mode: 0o755,
	});
	writeFileSync(join(bin, 'npx'), '#!/bin/sh\nexec "$@"\n', {mode: 0o755});
	environment = cleanEnvironment({
		PATH: `${bin}:${process.env.PATH}`,
		SIMULATOR_URL: simulator.url,
		SIGNALWIRE_SPACE: 'example',
		SIGNALWIRE_PROJECT_ID: simulator.projectId,
		SIGNALWIRE_API_TOKEN: simulator.apiToken,
	});
	await proxies.serve(forward);
	const {port} = await proxies.start();
	behindProxy = {...environment, HTTPS_PROXY: `http://127.0.0.1:${port}`, NODE_EXTRA_CA_CERTS: authority};
});

afterAll(async () => {
	await proxies.close();
	rmSync(folder, {recursive: true});
	await simulator.close();
});

interface Program {
	readonly title: string;
	readonly code: string;
	readonly output?: string | undefined;
}

/** Each program has a folder to itself, in which none before it has left a file. */
const inFolderOfItsOwn = (code: string): string =>
	`process.chdir((await import('node:fs')).mkdtempSync(${JSON.stringify(join(folder, 'program-'))}));\n${code}`;

/** Runs programs one after the other in one process, which must end by itself; a test tells what became of each. */
const itRuns = (name: string, programs: readonly Program[], environmentOf: () => NodeJS.ProcessEnv) => {
	let exitCode: number | null;
	let outputs: readonly string[];
	let errors: readonly string[];
	beforeAll(async () => {
		const codes = programs.map(({code}) => inFolderOfItsOwn(code));
		const program = await bundlePrograms(name, fetchFromSimulator, codes);
		const finished = await runChild(process.execPath, [program], {env: environmentOf(), cwd: folder});
		({exitCode} = finished);
		[outputs, errors] = [finished.stdout.split(endOfProgram), finished.stderr.split(endOfProgram)];
	});

	it.each(programs.map((program, index) => [program.title, program, index] as const))(
		'has a program that runs: %s',
		(_title, {output}, index) => {
			expect({exitCode, errors: errors[index]}).toEqual({exitCode: 0, errors: ''});
			if (output !== undefined) expect(outputs[index]).toBe(output);
		},
	);
};

/** A bare machine has no jq; what needs it is skipped there, and the report says so. */
const hasJq = spawnSync('jq', ['--version']).status === 0;
const needsJq = ({code}: Snippet): boolean => code.includes('| jq ');

describe('the documentation', () => {
	const programs = snippetsOf('ts');
	const isProxied = ({code}: Program) => code.includes("from 'undici'");
	itRuns(
		'documentation',
		programs.filter(program => !isProxied(program)),
		() => environment,
	);
	itRuns('documentation-proxied', programs.filter(isProxied), () => behindProxy);

	// Those of the README, and with `DOCUMENTED=all` those of all pages: each is a process or several.
	const commands = snippetsOf('sh').filter(
		snippet => !installs(snippet) && (process.env.DOCUMENTED === 'all' || snippet.page === 'README.md'),
	);
	const run = async ({code, output}: Snippet) => {
		const cwd = mkdtempSync(join(folder, 'command-'));
		const finished = await runChild('bash', ['-o', 'pipefail', '-c', code], {env: environment, cwd});
		expect(finished.exitCode).toBe(0);
		expect(finished.stdout + finished.stderr).not.toBe('');
		if (output !== undefined) expect(finished.stdout).toBe(output);
	};
	for (const command of commands) {
		// Users of these commands have jq; not every machine that runs the tests does.
		const itMay = needsJq(command) && !hasJq ? it.skip : it;
		itMay(`has a command that runs: ${command.title}`, () => run(command));
	}
});

/** What a reader of a docstring is assumed to have at hand. */
const credentials =
	'const {SIGNALWIRE_PROJECT_ID: projectId, SIGNALWIRE_API_TOKEN: apiToken} = process.env as Record<string, string>;';

describe('the examples of docstrings', () => {
	const sources = readdirSync(lib, {recursive: true, encoding: 'utf8'}).filter(path => path.endsWith('.ts'));
	// Those of fleets take real servers: `documented-fleet.spec.ts`.
	const examples = sources
		.filter(path => !path.startsWith('fleet/'))
		.flatMap(path => docstringExamples(readPage(`lib/${path}`)).map((code, index) => [path, index, code] as const));
	const prelude = `
		import {subscribe} from 'node:diagnostics_channel';
		import * as TE from 'fp-ts/lib/TaskEither.js';
		import {pipe} from 'fp-ts/lib/function.js';
		import * as t from 'io-ts';
		import {createClient, type DiagnosticsMessage, type ExportOptions, exportItems, exportRooms, isPaginationError, list, merge, paginate, paginateEach, paginatePages, paginateRoomPages, paginateRooms, rooms} from 'signalwire-paginate';
		import {createTransport, decodePageBody, describeRequest, linked, queryCodec} from 'signalwire-paginate/fp';
		import {postgres} from 'signalwire-paginate/postgres';
		import {parseFault, startSimulator} from 'signalwire-paginate/simulator';
		import {sync} from 'signalwire-paginate/sync';
		import {roomSessionMembers, roomSessions} from 'signalwire-paginate/video';
		${credentials}
		const signalwire = createClient();
		const save = (_: unknown) => {}, bulkInsert = save, remember = save;
	`;

	it('are there for the main functions', () => {
		expect(new Set(examples.map(([path]) => path))).toEqual(
			new Set([
				...examples.map(([path]) => path),
				'client/create-client.ts',
				'fp.ts',
				'pagination/merge.ts',
				'pagination/paginate.ts',
				'pagination/paginate-each.ts',
				'pagination/paginate-rooms.ts',
			]),
		);
	});

	itRuns(
		'docstrings',
		examples.map(([path, index, code]) => ({title: `${path}, number ${index}`, code: `${prelude}{\n${code}\n}`})),
		() => environment,
	);
});
