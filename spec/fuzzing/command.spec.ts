import {mkdtempSync, readdirSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import fc from 'fast-check';
import {anyCodeUnit} from '../support/arbitraries.ts';
import {fuzzingSlowly} from '../support/fuzz.ts';
import {roomsPage, sendJson, startServer, type TestServer} from '../support/server.ts';
import {runCommand} from '../support/surroundings.ts';

let server: TestServer;
let folder: string;
const home = process.cwd();
beforeAll(async () => {
	server = await startServer(response => sendJson(response, 200, roomsPage(0, 3, undefined)));
	folder = mkdtempSync(join(tmpdir(), 'command-fuzz-'));
	process.chdir(folder); // What an accepted --output names is written here.
});
afterAll(async () => {
	process.chdir(home);
	rmSync(folder, {recursive: true});
	await server.close();
});

const valueFlags: Readonly<Record<string, readonly string[]>> = {
	'--space': ['example', '', 'two words', '-'],
	'--base-url': ['https://', 'ftp://x', 'http://example.com', ''],
	'--project-id': ['id', 'a:b', ''],
	'--token-file': ['-', 'none', '.', '\0'],
	'--starts-after': ['2026-01-31', '2026-02-30', '2026-01-31T10:00:00Z', 'now'],
	'--ends-before': ['2026-01-31', '0000-00-00'],
	'--page-size': ['1', '1000', '0', '1e3', '01'],
	'--page-number': ['0', '1', '2147483648'],
	'--page-token': ['PA1', 'a b', ''],
	'--max-items': ['0', '5', '-1'],
	'--max-pages': ['0', '1', '99999999999999999999'],
	'--read-ahead': ['0', '100', '101'],
	'--concurrency': ['1', '100', '0'],
	'--resume-from': ['/api/video/rooms', '/api/video/rooms?page=2#skip=2', '/etc/passwd', '//evil.test'],
	'--on-invalid': ['keep', 'skip', 'stop', 'throw', 'ignore'],
	'--retries': ['0', '1', '1001'],
	'--timeout': ['30000', '0'],
	'--output': ['rooms.csv', 'rooms.ndjson', 'rooms.json.gz', '-', 'rooms', '', '.', 'none/rooms.csv'],
	'--format': ['ndjson', 'csv', 'json', 'xml'],
	'--invalid-file': ['invalid.ndjson', 'rooms.csv', ''],
	'--fields': ['id', 'id,name', '__proto__', ',', 'a..b'],
	'--progress': ['auto', 'json', 'none', 'all'],
	'--token': ['PT-secret'],
	'--rooms': ['5'],
	'--port': ['0', '70000'],
	'--fault': ['503', '503@1;retry-after=1', 'flood', 'slow;delay=x'],
	'--seed': ['1'],
	'--link-style': ['page', 'cursor'],
};
const bareFlags = [
	'--include-active-session',
	'--resume',
	'--overwrite',
	'--unanchored',
	'--no-escape-formulas',
	'--bom',
	'--prune',
	'--quiet',
	'--verbose',
	'--help',
	'--version',
	'--no-authenticate',
	'-h',
	'-V',
	'--',
	'-',
	'--demo=3',
	'--demo',
];

/** Nothing that names a file outside the folder. */
const harmless = (text: string): string => text.replaceAll('/', '').replaceAll('\\', '');
const noise = fc
	.oneof(
		fc.string({unit: anyCodeUnit, maxLength: 20}),
		fc.constantFrom(
			'--',
			'-x',
			'=',
			'--=',
			'\u001b[2J',
			'\n',
			'--__proto__',
			'rooms',
			'simulate',
			'help',
			'video',
			'room-sessions',
			'lists',
		),
	)
	.map(harmless);

const withValue = fc.constantFrom(...Object.keys(valueFlags)).chain(flag => {
	const value = fc.oneof(
		{weight: 5, arbitrary: fc.constantFrom(...(valueFlags[flag] ?? []))},
		{weight: 1, arbitrary: noise},
	);
	return fc.tuple(value, fc.boolean()).map(([text, joined]) => (joined ? [`${flag}=${text}`] : [flag, text]));
});
const nearMiss = fc
	.tuple(
		fc.constantFrom(...Object.keys(valueFlags), ...bareFlags),
		fc.nat(12),
		fc.oneof(fc.constantFrom('', '-', '=', 's'), anyCodeUnit),
		fc.nat(2),
	)
	.map(([flag, at, put, removed]) => [harmless(flag.slice(0, at) + put + flag.slice(at + removed))]);
const piece = fc.oneof(
	{weight: 6, arbitrary: withValue},
	{weight: 2, arbitrary: fc.constantFrom(...bareFlags).map(flag => [flag])},
	{weight: 1, arbitrary: nearMiss},
	{weight: 1, arbitrary: noise.map(text => [text])},
);

const token = 'PT-token-of-the-environment';
const stack = /\n\s+at \S+|unexpected failure|TypeError|\[object /;

/** What every run must be like, whatever it was asked. */
const judge = async (argv: readonly string[], signal = AbortSignal.timeout(60_000)): Promise<number> => {
	const requests = server.requests.length;
	const files = readdirSync(folder);
	const environment = {SIGNALWIRE_PROJECT_ID: 'id', SIGNALWIRE_API_TOKEN: token};
	const {exitCode, stderr, stdout} = await runCommand(argv, {environment, signal, input: 'PT-from-standard-input\n'});
	expect([0, 1, 2, 4, 130]).toContain(exitCode);
	expect(stdout + stderr).not.toContain(token);
	if (exitCode !== 0 && !argv.includes('--verbose')) expect(stderr).not.toMatch(stack);
	const said = stderr.split('\n').filter(line => line !== '' && !line.startsWith('{"event"'));
	if (exitCode === 2 || exitCode === 4) {
		expect(server.requests.length).toBe(requests);
		expect(readdirSync(folder)).toEqual(files);
		const isHelp = said.some(line => line.startsWith('Usage: '));
		if (!isHelp && !argv.includes('--verbose')) expect(said.length).toBe(1);
		if (!isHelp) expect(said[0]).toMatch(/^signalwire-paginate: [^\p{Cc}]{10,}$/u);
	}
	for (const name of readdirSync(folder)) rmSync(join(folder, name), {recursive: true});
	return exitCode;
};

describe('the command, whatever its arguments,', () => {
	it('ends with a documented exit code and one clear line, and sends nothing on bad usage: rooms', async () => {
		const codes = new Map<number, number>();
		await fc.assert(
			fc.asyncProperty(fc.array(piece, {maxLength: 4}), async pieces => {
				const code = await judge(['rooms', '--base-url', server.url, ...pieces.flat()]);
				codes.set(code, (codes.get(code) ?? 0) + 1);
			}),
			fuzzingSlowly(80),
		);
		expect(codes.get(0)).toBeGreaterThan(0);
		expect(codes.get(2)).toBeGreaterThan(0);
	});

	it('ends at once when it was interrupted before it began: rooms', async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(piece, {maxLength: 4}), async pieces => {
				const requests = server.requests.length;
				await judge(['rooms', '--base-url', server.url, ...pieces.flat()], AbortSignal.abort('SIGINT'));
				expect(server.requests.length).toBe(requests);
			}),
			fuzzingSlowly(),
		);
	});

	it('serves nobody after it was interrupted: simulate', async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(piece, {maxLength: 3}), async pieces => {
				await judge(
					['simulate', '--port', '0', ...pieces.flat().filter(text => !/^\d{4,}$/.test(text))],
					AbortSignal.abort('SIGINT'),
				);
			}),
			fuzzingSlowly(),
		);
	});

	it('ends with a documented exit code for anything at all', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.array(
					fc.oneof(
						piece,
						noise.map(text => [text]),
					),
					{maxLength: 5},
				),
				async pieces => {
					await judge(pieces.flat(), AbortSignal.abort('SIGINT'));
				},
			),
			fuzzingSlowly(),
		);
	});
});
