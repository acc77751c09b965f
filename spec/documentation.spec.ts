import {spawnSync} from 'node:child_process';
import {mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {request as httpRequest, type RequestListener} from 'node:http';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {version} from '../lib/client/version.ts';
import {type Project, projects} from '../lib/lists/projects/index.ts';
import {type Simulator, startSimulator} from '../lib/simulator/index.ts';
import {bundleCommand, bundlePrograms, endOfProgram, fetchFromSimulator} from './support/bundle.ts';
import {cleanEnvironment, runChild} from './support/child.ts';
import {authority, useProxies} from './support/proxy.ts';
import {docstringExamples, markdownSnippets, type Snippet} from './support/snippets.ts';

const root = join(import.meta.dirname, '..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

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
	writeFileSync(join(folder, 'signalwire-paginate'), `#!/bin/sh\nexec '${process.execPath}' '${command}' "$@"\n`, {
		mode: 0o755,
	});
	environment = cleanEnvironment({
		PATH: `${folder}:${process.env.PATH}`,
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

/** Runs programs one after the other in one process, which must end by itself; a test tells what became of each. */
const itRuns = (name: string, programs: readonly Program[], environmentOf: () => NodeJS.ProcessEnv) => {
	let exitCode: number | null;
	let outputs: readonly string[];
	let errors: readonly string[];
	beforeAll(async () => {
		const codes = programs.map(({code}) => code);
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

/** What the README's reader is assumed to have at hand. */
const credentials = `const {SIGNALWIRE_PROJECT_ID: projectId, SIGNALWIRE_API_TOKEN: apiToken} = process.env as Record<string, string>;\n`;

const readme = markdownSnippets(read('README.md'));
const of = (language: string): ReadonlyArray<readonly [title: string, snippet: Snippet]> =>
	readme
		.filter(snippet => snippet.language === language)
		.map(snippet => [`${snippet.heading}: ${snippet.code.trim().split('\n').at(-1)}`, snippet] as const);

/** A bare machine has no jq; what needs it is skipped there, and the report says so. */
const hasJq = spawnSync('jq', ['--version']).status === 0;
const needsJq = ({code}: Snippet): boolean => code.includes('| jq ');

/** The two commands that install and test this project would run this very test again. */
const installs = ({code}: Snippet): boolean => code.includes('npm ci');

describe('the README', () => {
	const programs = of('ts').map(([title, {code, output}]) => ({
		title,
		code: (code.includes('apiToken} = ') ? '' : credentials) + code,
		output,
	}));
	const isProxied = ({code}: Program) => code.includes("from 'undici'");
	itRuns(
		'readme',
		programs.filter(program => !isProxied(program)),
		() => environment,
	);
	itRuns('readme-proxied', programs.filter(isProxied), () => behindProxy);

	const commands = of('sh').filter(([, snippet]) => !installs(snippet));
	const runs = async (_title: string, {code, output}: Snippet) => {
		const finished = await runChild('bash', ['-o', 'pipefail', '-c', code], {env: environment, cwd: folder});
		expect(finished.exitCode).toBe(0);
		expect(finished.stdout + finished.stderr).not.toBe('');
		if (output !== undefined) expect(finished.stdout).toBe(output);
	};
	it.each(commands.filter(([, snippet]) => !needsJq(snippet)))('has a command that runs: %s', runs);
	(hasJq ? it : it.skip).each(commands.filter(([, snippet]) => needsJq(snippet)))('has a command that runs: %s', runs);

	it('shows the two commands for a fresh clone', () => {
		expect(readme.filter(installs).map(({code}) => code.trim())).toEqual([
			'npm ci && npm run --silent demo',
			'npm ci && npm test',
		]);
	});

	it('lists every dependency and no other', () => {
		const table = read('README.md').match(/## Dependencies[\s\S]*?## /)?.[0] ?? '';
		const listed = [...table.matchAll(/^\| ([a-z][a-z0-9-]*) +\|/gm)]
			.map(([, name]) => name)
			.filter(name => name !== 'package');
		const {dependencies: needed, optionalDependencies: optional} = JSON.parse(read('package.json'));
		const dependencies = Object.keys({...needed, ...optional});
		expect(listed.sort()).toEqual(dependencies.sort());
	});
});

describe('the examples of docstrings', () => {
	const sources = readdirSync(join(root, 'lib'), {recursive: true, encoding: 'utf8'}).filter(path =>
		path.endsWith('.ts'),
	);
	const examples = sources.flatMap(path =>
		docstringExamples(read(join('lib', path))).map((code, index) => [path, index, code] as const),
	);
	const prelude = `
		import {subscribe} from 'node:diagnostics_channel';
		import * as TE from 'fp-ts/lib/TaskEither.js';
		import {pipe} from 'fp-ts/lib/function.js';
		import * as t from 'io-ts';
		import {createClient, type DiagnosticsMessage, type ExportOptions, exportRooms, isPaginationError, list, merge, paginate, paginateEach, paginatePages, paginateRoomPages, paginateRooms, rooms} from 'signalwire-paginate';
		import {createTransport, decodePageBody, describeRequest, linked, queryCodec} from 'signalwire-paginate/fp';
		import {postgres} from 'signalwire-paginate/postgres';
		import {parseFault, startSimulator} from 'signalwire-paginate/simulator';
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

describe('the version', () => {
	it('is that of package.json, and the changelog tells of it', () => {
		expect(version).toBe(JSON.parse(read('package.json')).version);
		expect(read('CHANGELOG.md')).toContain(`## ${version}`);
	});
});
