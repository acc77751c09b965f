import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {PassThrough} from 'node:stream';
import {afterEach, describe, expect, it} from '@jest/globals';
import {type Simulator, type SimulatorOptions, startSimulator} from '../../lib/simulator/index.ts';
import {Collector, runCommand} from '../support/surroundings.ts';

const open: Simulator[] = [];

const simulate = async (options: SimulatorOptions = {}) => {
	const simulator = await startSimulator(options);
	open.push(simulator);
	const environment = {SIGNALWIRE_PROJECT_ID: simulator.projectId, SIGNALWIRE_API_TOKEN: simulator.apiToken};
	return {simulator, environment, connection: ['--base-url', simulator.url] as const};
};

afterEach(async () => {
	await Promise.all(open.splice(0).map(simulator => simulator.close()));
});

const lines = (text: string): readonly unknown[] =>
	text
		.split('\n')
		.filter(line => line !== '')
		.map(line => JSON.parse(line));

describe('signalwire-paginate rooms', () => {
	it('writes every room as a line of JSON, exactly as sent and in order', async () => {
		const {simulator, environment, connection} = await simulate({rooms: 230});
		const ran = await runCommand(['rooms', ...connection, '--page-size', '100'], {environment});
		expect(ran.exitCode).toBe(0);
		expect(lines(ran.stdout)).toEqual([...Array(230).keys()].map(index => simulator.room(index)));
		expect(ran.stderr).toMatch(/^230 rooms, 3 pages, 0 retries, \d+\.\d s \([\d,]+ rooms\/s\)\n$/);
	});

	it('says at its end when and why it did not request several pages at once', async () => {
		const {simulator, environment, connection} = await simulate({rooms: 60, linkStyle: 'page'});
		const several = ['rooms', ...connection, '--page-size', '10', '--concurrency', '4'];
		const {stderr} = await runCommand(several, {environment});
		expect(stderr).toMatch(
			/^60 rooms, .*\nconcurrency idled from page 3 on, for 4 pages: .* page_token .*--unanchored/,
		);
		expect((await runCommand([...several, '--quiet'], {environment})).stderr).toBe('');
		const accepted = await runCommand([...several, '--unanchored'], {environment});
		expect(accepted.stderr).not.toContain('idled');
		expect(lines(accepted.stdout)).toEqual([...simulator.rooms()]);
		const {stderr: demo} = await runCommand(['rooms', '--demo', '60', '--page-size', '10', '--concurrency', '4']);
		expect(demo).not.toContain('idled');
	});

	it('says so too when it fails, and after which page the server asked for less', async () => {
		const isFourth = ({query}: {query: string}) => /page_number=3\b/.test(query);
		const faults = [
			(request: {query: string; attempt: number}) => {
				if (isFourth(request) && request.attempt === 1) return {kind: 'status', status: 503} as const;
				return /page_number=6\b/.test(request.query) ? ({kind: 'status', status: 404} as const) : undefined;
			},
		];
		const {environment, connection} = await simulate({rooms: 100, faults});
		const several = ['rooms', ...connection, '--page-size', '10', '--concurrency', '2'];
		const {stderr, exitCode} = await runCommand(several, {environment});
		expect(exitCode).toBe(1);
		expect(stderr).toMatch(/\nconcurrency idled from page \d on, for \d pages?: the server asked for fewer requests/);
	});

	it('begins CSV with a byte order mark on request', async () => {
		const {environment, connection} = await simulate({rooms: 3});
		const ran = await runCommand(['rooms', ...connection, '--format', 'csv', '--bom'], {environment});
		expect([ran.stdout.indexOf('\ufeffid,'), ran.stdout.split('id,name,').length]).toEqual([0, 2]);
	});

	it('follows links that name another host on its own with --rebase-links, and names the flag without', async () => {
		const {environment, connection} = await simulate({rooms: 30, linkOrigin: 'https://internal.invalid:8443'});
		const argv = ['rooms', ...connection, '--page-size', '10'];
		expect(lines((await runCommand([...argv, '--rebase-links'], {environment})).stdout)).toHaveLength(30);
		const ran = await runCommand(argv, {environment});
		expect(ran).toMatchObject({exitCode: 1, stderr: expect.stringContaining('--rebase-links')});
		expect(lines(ran.stdout)).toHaveLength(10);
	});

	it('needs no account with --demo', async () => {
		const ran = await runCommand(['rooms', '--demo', '1234']);
		expect(ran.exitCode).toBe(0);
		expect(lines(ran.stdout)).toHaveLength(1234);
	});

	it('lists 1,000 rooms with a bare --demo', async () => {
		const ran = await runCommand(['rooms', '--demo', '--quiet']);
		expect(lines(ran.stdout)).toHaveLength(1000);
		expect(ran.stderr).toBe('');
	});

	it('asks for 1,000 rooms a page, or for as many as --max-items needs', async () => {
		const {simulator, environment, connection} = await simulate({rooms: 30});
		await runCommand(['rooms', ...connection], {environment});
		await runCommand(['rooms', ...connection, '--max-items', '7'], {environment});
		expect(simulator.requests.map(({query}) => query)).toEqual(['page_size=1000', 'page_size=7']);
	});

	it('passes every query parameter on under its own name', async () => {
		const {simulator, environment, connection} = await simulate({rooms: 300});
		const first = await runCommand(['rooms', ...connection, '--page-size', '10', '--max-pages', '1'], {environment});
		const token = /page_token=([\w-]+)/.exec(first.stderr)?.[1] ?? '';
		expect(token).toMatch(/^PA/);
		const flags = ['--include-active-session', '--starts-after', '2020-01-01', '--ends-before', '2030-01-01T00:00:00Z'];
		await runCommand(['rooms', ...connection, ...flags, '--page-size', '5', '--max-pages', '1'], {environment});
		await runCommand(
			['rooms', ...connection, '--page-number', '1', '--page-token', token, '--page-size', '10', '--max-pages', '1'],
			{environment},
		);
		expect(simulator.requests.slice(1).map(({query}) => Object.fromEntries(new URLSearchParams(query)))).toEqual([
			{
				include_active_session: 'true',
				starts_after: '2020-01-01',
				ends_before: '2030-01-01T00:00:00Z',
				page_size: '5',
			},
			{page_number: '1', page_size: '10', page_token: token},
		]);
	});

	it('writes only the fields asked for, nested ones by their path', async () => {
		const {simulator, environment, connection} = await simulate({rooms: 40});
		const ran = await runCommand(
			['rooms', ...connection, '--include-active-session', '--fields', 'name,active_session.status,no_such_field'],
			{environment},
		);
		const written = lines(ran.stdout);
		expect(written).toHaveLength(40);
		expect(written[0]).toMatchObject({name: simulator.room(0).name});
		expect(written.some(room => Object.hasOwn(room as object, 'active_session.status'))).toBe(true);
		const names = new Set(written.flatMap(room => Object.keys(room as object)));
		expect([...names].sort()).toEqual(['active_session.status', 'name']);
	});

	it('stops after --max-items and tells how to go on; that run then writes the rest', async () => {
		const {simulator, environment, connection} = await simulate({rooms: 25});
		const page = ['--page-size', '10'];
		const first = await runCommand(['rooms', ...connection, ...page, '--max-items', '13'], {environment});
		expect(first.exitCode).toBe(0);
		const cursor = /--resume-from "(.*)"/.exec(first.stderr)?.[1] ?? '';
		const rest = await runCommand(['rooms', ...connection, '--resume-from', cursor], {environment});
		const ids = [...lines(first.stdout), ...lines(rest.stdout)].map(room => (room as {id: string}).id);
		expect(ids).toEqual([...Array(25).keys()].map(index => simulator.room(index).id));
	});

	it('stops after --max-duration with the page at hand, and tells how to go on', async () => {
		const {simulator, environment, connection} = await simulate({rooms: 25});
		const first = await runCommand(['rooms', ...connection, '--page-size', '10', '--max-duration', '0'], {environment});
		expect(first).toMatchObject({exitCode: 0, stderr: expect.stringMatching(/^10 rooms, 1 page, .*; there is more: /)});
		const cursor = /--resume-from "(.*)"/.exec(first.stderr)?.[1] ?? '';
		const rest = await runCommand(['rooms', ...connection, '--resume-from', cursor], {environment});
		expect([...lines(first.stdout), ...lines(rest.stdout)]).toEqual([...simulator.rooms()]);
	});

	it.each([
		[['--token-file', '-'], 'standard input'],
		[['--token-file', 'FILE'], 'a file'],
	])('takes the token from %s: %s', async flags => {
		const {simulator, connection} = await simulate({rooms: 3});
		const folder = mkdtempSync(join(tmpdir(), 'token-'));
		const file = join(folder, 'token');
		writeFileSync(file, `${simulator.apiToken}\n`);
		const ran = await runCommand(
			[
				'rooms',
				...connection,
				'--project-id',
				simulator.projectId,
				...flags.map(flag => (flag === 'FILE' ? file : flag)),
			],
			{input: `${simulator.apiToken}\n`},
		);
		rmSync(folder, {recursive: true});
		expect(ran.exitCode).toBe(0);
		expect(lines(ran.stdout)).toHaveLength(3);
	});

	it('leaves invalid rooms out with --on-invalid skip, and says how many', async () => {
		const {environment, connection} = await simulate({rooms: 20, faults: [{kind: 'wrong-types', request: 1}]});
		const stopped = await runCommand(['rooms', ...connection, '--on-invalid', 'stop'], {environment});
		expect(stopped.exitCode).toBe(1);
		expect(stopped.stderr).toMatch(/is not as documented: .*expected /);
	});

	it.each([[[]], [['--on-invalid', 'skip']]])(
		'writes them to --invalid-file, with or without saying skip: %j',
		async flags => {
			const {environment, connection} = await simulate({rooms: 20, faults: ['wrong-types@1']});
			const folder = mkdtempSync(join(tmpdir(), 'invalid-'));
			const [output, invalid] = [join(folder, 'rooms.csv'), join(folder, 'invalid.ndjson')];
			const ran = await runCommand(
				['rooms', ...connection, '--output', output, '--no-escape-formulas', '--invalid-file', invalid, ...flags],
				{environment},
			);
			expect(ran).toMatchObject({exitCode: 0, stderr: expect.stringMatching(/^19 rooms, .*1 invalid room left out/)});
			expect(lines(readFileSync(invalid, 'utf8'))).toHaveLength(1);
			rmSync(folder, {recursive: true});
		},
	);

	it('says at once which fields are not documented, and at the end which no room had', async () => {
		const {environment, connection} = await simulate({rooms: 25});
		const run = (...flags: readonly string[]) =>
			runCommand(['rooms', ...connection, '--page-size', '10', ...flags], {environment});
		const one = await run('--fields', 'id,nope');
		expect(lines(one.stdout)).toHaveLength(25);
		expect(one).toMatchObject({
			exitCode: 0,
			stderr: expect.stringMatching(
				/^rooms are not documented to have the field nope; they have id, name, .*\n25 rooms, .*\nno room had the field nope\n$/,
			),
		});
		const two = await run('--fields', 'name.first,id,\u001b[2J');
		expect(two.stderr).toMatch(/\nno room had the fields name\.first, \\u001b\[2J\n$/);
		const refused = await runCommand(['rooms', ...connection, '--fields', 'nope', '--resume-from', 'x'], {environment});
		expect(refused.stderr.trim().split('\n')).toHaveLength(1);
		const known = await run('--fields', 'id,meta.any.thing,active_session,active_session.status');
		expect(known.stderr).not.toMatch(/not documented/);
		const session = ['--fields', 'id,active_session.status'];
		expect((await run(...session)).stderr).toMatch(
			/^rooms have the field active_session\.status only with --include-active-session\n25 rooms/,
		);
		const asked = await run(...session, '--include-active-session', '--max-items', '12');
		const cursor = /--resume-from "(.*)"/.exec(asked.stderr)?.[1] ?? '';
		const rest = await runCommand(['rooms', ...connection, ...session, '--resume-from', cursor], {environment});
		expect(asked.stderr + rest.stderr).not.toMatch(/only with/);
		for (const flags of [
			['--fields', 'id,name'],
			['--fields', 'nope', '--quiet'],
			['--fields', 'nope', '--max-items', '0'],
			['--fields', 'nope', '--progress', 'json'],
		]) {
			expect((await run(...flags)).stderr).not.toMatch(/no room had/);
		}
	});

	it('animates nothing where another program reads what it writes, unless that goes to a file', async () => {
		const output = join(mkdtempSync(join(tmpdir(), 'piped-')), 'rooms.ndjson');
		const piped = await runCommand(['rooms', '--demo', '5'], {stderr: new Collector(true), pipesOn: true});
		expect(piped.stderr).toMatch(/^5 rooms, 1 page/);
		const options = {stderr: new Collector(true), pipesOn: true};
		expect((await runCommand(['rooms', '--demo', '5', '--output', output], options)).stderr).toMatch(
			/0 rooms · 0 pages/,
		);
	});

	it('animates nothing on a terminal that cannot', async () => {
		const options = {stderr: new Collector(true), environment: {TERM: 'dumb'}};
		expect((await runCommand(['rooms', '--demo', '5'], options)).stderr).toMatch(/^5 rooms, 1 page/);
	});

	it('shows progress on a terminal only, and never when the rooms go to the same one', async () => {
		const onTerminal = await runCommand(['rooms', '--demo', '5'], {stderr: new Collector(true)});
		expect(onTerminal.stderr).toMatch(/0 rooms · 0 pages/);
		const both = await runCommand(['rooms', '--demo', '5'], {stderr: new Collector(true), stdout: new Collector(true)});
		expect(both.stderr).toMatch(/^5 rooms, 1 page/);
		const quiet = await runCommand(['rooms', '--demo', '5', '--quiet'], {stderr: new Collector(true)});
		expect(quiet.stderr).toBe('');
	});

	it('counts retries in its summary', async () => {
		const {environment, connection} = await simulate({rooms: 5, faults: [{kind: 'status', status: 503, request: 1}]});
		const ran = await runCommand(['rooms', ...connection], {environment});
		expect(ran.stderr).toMatch(/^5 rooms, 1 page, 1 retry, /);
	});
});

describe('signalwire-paginate rooms, when things go wrong,', () => {
	it('exits 1 after the rooms of the first page when the next link leads elsewhere, and says so', async () => {
		const {environment, connection} = await simulate({rooms: 90, linkOrigin: 'https://example.signalwire.com'});
		const ran = await runCommand(['rooms', ...connection, '--page-size', '50'], {environment});
		expect(ran.exitCode).toBe(1);
		expect(lines(ran.stdout)).toHaveLength(50);
		expect(ran.stderr).toMatch(/The next link "https:\/\/example\.signalwire\.com.* leads away from /);
		const one = await runCommand(['rooms', ...connection, '--page-size', '50', '--max-items', '1'], {environment});
		expect(one).toMatchObject({exitCode: 0});
		expect(lines(one.stdout)).toHaveLength(1);
	});

	it('exits 4 when the credentials are refused, and never shows them', async () => {
		const {simulator, connection} = await simulate();
		const environment = {SIGNALWIRE_PROJECT_ID: simulator.projectId, SIGNALWIRE_API_TOKEN: 'PT-very-secret-token'};
		const ran = await runCommand(['rooms', ...connection, '--verbose'], {environment});
		expect(ran.exitCode).toBe(4);
		expect(ran.stderr).toMatch(/answered with 401 .*Check the project ID and the API token/);
		const basic = Buffer.from(`${simulator.projectId}:PT-very-secret-token`).toString('base64');
		expect(ran.stderr + ran.stdout).not.toContain('PT-very-secret-token');
		expect(ran.stderr + ran.stdout).not.toContain(basic);
	});

	it.each([
		['no credentials', ['rooms', '--base-url', 'http://127.0.0.1:9'], 4, /no credentials: set SIGNALWIRE_PROJECT_ID/],
		['no space', ['rooms'], 2, /no space: use --space/],
		['an unknown flag', ['rooms', '--page-sise', '5'], 2, /unknown option '--page-sise'[\s\S]*--page-size/],
		['an unknown command', ['room'], 2, /unknown command 'room'/],
		['no command', [], 2, /Usage: signalwire-paginate/],
		['a page size of 0', ['rooms', '--demo', '--page-size', '0'], 2, /--page-size.*whole number from 1 to 1000/],
		['a page size of 1001', ['rooms', '--demo', '--page-size', '1001'], 2, /from 1 to 1000/],
		['a page size that is no number', ['rooms', '--demo', '--page-size', '1e2'], 2, /from 1 to 1000/],
		['a page number without a token', ['rooms', '--demo', '--page-number', '2'], 2, /needs the page_token/],
		['a date that is none', ['rooms', '--demo', '--starts-after', '2026-02-30'], 2, /starts_after.*RFC 3339/],
		['a cursor that is none', ['rooms', '--demo', '--resume-from', 'abc'], 2, /resumeFrom is not a cursor/],
		['a wrong choice', ['rooms', '--demo', '--on-invalid', 'maybe'], 2, /Allowed choices are keep, skip, stop/],
		['two addresses', ['rooms', '--space', 'a', '--base-url', 'https://b.example'], 2, /not both/],
		['--demo with a space', ['rooms', '--demo', '--space', 'a'], 2, /--demo brings its own/],
		['an empty field', ['rooms', '--demo', '--fields', 'id,,name'], 2, /names separated by commas/],
		[
			'a missing token file',
			['rooms', '--space', 'a', '--token-file', '/no/such/file'],
			2,
			/cannot read the token file.*ENOENT/,
		],
	])('says in one clear message what is wrong with %s', async (_what, argv, exitCode, message) => {
		const ran = await runCommand(argv);
		expect(ran.exitCode).toBe(exitCode);
		expect(ran.stderr).toMatch(message);
		expect(ran.stdout).toBe('');
	});

	it('refuses plain http to another machine before anything is sent', async () => {
		const environment = {SIGNALWIRE_PROJECT_ID: 'p', SIGNALWIRE_API_TOKEN: 't'};
		const ran = await runCommand(['rooms', '--base-url', 'http://example.com'], {environment});
		expect(ran).toMatchObject({exitCode: 2});
		expect(ran.stderr).toMatch(/must use https/);
	});

	it.each(['--token', '--api-token', '--token=', '--api-token='])('refuses %s and does not repeat it', async flag => {
		const argv = flag.endsWith('=') ? [`${flag}PT-on-the-line`] : [flag, 'PT-on-the-line'];
		const ran = await runCommand(['rooms', '--demo', ...argv]);
		expect(ran.exitCode).toBe(2);
		expect(ran.stderr).toMatch(/--token-file/);
		expect(ran.stderr).not.toContain('PT-on-the-line');
	});

	it('tells with --verbose what was known of an error', async () => {
		const {environment, connection} = await simulate({faults: [{kind: 'status', status: 404, request: 1}]});
		const brief = await runCommand(['rooms', ...connection], {environment});
		expect(brief.stderr.trim().split('\n')).toHaveLength(1);
		const ran = await runCommand(['rooms', ...connection.slice(0, 1), `${connection[1]}/elsewhere`, '--verbose'], {
			environment,
		});
		expect(ran.exitCode).toBe(1);
		expect(ran.stderr).toContain('"status": 404');
		expect(ran.stderr).toContain('"kind": "rejected"');
	});
});

describe('signalwire-paginate rooms, interrupted,', () => {
	it('ends at once with 130 although the server is silent, and prints where to go on', async () => {
		const {simulator, environment, connection} = await simulate({rooms: 30, faults: [{kind: 'stall', request: 2}]});
		const controller = new AbortController();
		const stdout = new Collector();
		const running = runCommand(['rooms', ...connection, '--page-size', '10', '--timeout', '600000'], {
			environment,
			signal: controller.signal,
			stdout,
		});
		while (stdout.text === '' || simulator.requests.length < 2) await new Promise(resolve => setImmediate(resolve));
		controller.abort('SIGINT');
		const ran = await running;
		expect(ran.exitCode).toBe(130);
		expect(ran.stderr).toMatch(/interrupted after 10 rooms; go on with --resume-from "api\/video\/rooms\?.*"/);
	});

	it('ends at once although nobody takes its output', async () => {
		const controller = new AbortController();
		const stdout = new PassThrough({highWaterMark: 1});
		const running = runCommand(['rooms', '--demo', '5000'], {signal: controller.signal, stdout});
		while (stdout.readableLength === 0) await new Promise(resolve => setImmediate(resolve));
		controller.abort('SIGTERM');
		expect((await running).exitCode).toBe(143);
	});
});

describe('the help', () => {
	it('tells every flag, the environment, the exit codes and examples', async () => {
		const {exitCode, stdout} = await runCommand(['rooms', '--help']);
		expect(exitCode).toBe(0);
		for (const part of ['--include-active-session', '--read-ahead', 'SIGNALWIRE_API_TOKEN', '130', 'Examples:']) {
			expect(stdout).toContain(part);
		}
		expect(stdout).not.toContain('--api-token');
	});
});
