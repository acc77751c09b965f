import {mkdtempSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {type Simulator, startSimulator} from '../../lib/simulator/index.ts';
import {runCommand} from '../support/surroundings.ts';

let simulator: Simulator;
let folder: string;
beforeAll(async () => {
	simulator = await startSimulator({rooms: 3});
	folder = mkdtempSync(join(tmpdir(), 'command-'));
});
afterAll(async () => {
	rmSync(folder, {recursive: true});
	await simulator.close();
});

/** The one line that wrong usage gets; nothing is sent, written or touched for it. */
const complaint = async (argv: readonly string[], exitCode = 2): Promise<string> => {
	const environment = {SIGNALWIRE_PROJECT_ID: simulator.projectId, SIGNALWIRE_API_TOKEN: simulator.apiToken};
	const before = readdirSync(folder);
	const ran = await runCommand(argv, {environment});
	expect({exitCode: ran.exitCode, stdout: ran.stdout}).toEqual({exitCode, stdout: ''});
	expect(ran.stderr).toMatch(/^signalwire-paginate: [^\p{Cc}]{10,1000}\n$/u);
	expect(ran.stderr).not.toMatch(/unexpected failure|\bat \S+:\d+/);
	expect(readdirSync(folder)).toEqual(before);
	expect(simulator.statistics.requests).toBe(0);
	return ran.stderr;
};
const rooms = (...flags: readonly string[]) => complaint(['rooms', '--base-url', simulator.url, ...flags]);

const ranges: ReadonlyArray<readonly [flag: string, allowed: string, outside: readonly string[]]> = [
	['--page-size', 'a whole number from 1 to 1000', ['0', '1001']],
	['--page-number', 'a whole number from 0', []],
	['--max-items', 'a whole number from 0', []],
	['--max-pages', 'a whole number from 0', []],
	['--max-duration', 'a whole number from 0', []],
	['--read-ahead', 'a whole number from 0 to 100', ['101']],
	['--concurrency', 'a whole number from 1 to 100', ['0', '101']],
	['--retries', 'a whole number from 0 to 1000', ['1001']],
	['--timeout', 'a whole number from 1 to 2147483647', ['0', '2147483648']],
];
const noNumbers = [
	'',
	' ',
	'-1',
	'+1',
	'1.5',
	'1e2',
	'0x10',
	'NaN',
	'Infinity',
	'null',
	'five',
	'5 rooms',
	'9007199254740993',
	'٣',
	'1\n2',
	'1\u001b[2J',
];

describe('a flag of rooms', () => {
	it.each(
		ranges.flatMap(([flag, allowed, outside]) =>
			[...noNumbers, ...outside].map(text => [flag, text, allowed] as const),
		),
	)('%s must not be %j', async (flag, text, allowed) => {
		expect(await rooms(`${flag}=${text}`)).toMatch(
			new RegExp(`option '${flag} <\\w+>' argument .* is invalid\\. It must be ${allowed}`),
		);
	});

	it.each<[flags: readonly string[], message: RegExp]>([
		[['--starts-after', ''], /starts_after: must be an RFC 3339 date/],
		[['--starts-after', '2026-02-30'], /starts_after: must be an RFC 3339 date .* got "2026-02-30"/],
		[['--ends-before', 'tomorrow'], /ends_before: must be an RFC 3339 date .* got "tomorrow"/],
		[['--ends-before', '2026-01-01T00:00:00'], /ends_before: must be/],
		[['--page-number', '1'], /page_number above 0 needs the page_token/],
		[['--page-number', '2147483648', '--page-token', 'x'], /page_number: must be a whole number from 0 to 2147483647/],
		[['--page-token', ''], /page_token: must be a token that an earlier page gave/],
		[['--page-token', 'two words'], /page_token: must be/],
		[['--resume-from', ''], /resumeFrom is not a cursor/],
		[['--resume-from', 'https://evil.test/api/video/rooms'], /resumeFrom is not a cursor/],
		[['--resume-from', '/api/video/logs?page=2'], /resumeFrom is a cursor of \/api\/video\/logs/],
		[['--resume-from', '/api/video/rooms?page=2#skip=x'], /resumeFrom ends in something else than #skip=N/],
		[
			['--resume-from', 'C:/Program Files/Git/api/video/rooms?page=2'],
			/Git Bash .* leave the slash at its beginning out/,
		],
		[['--resume-from=d:\\msys64\\api\\video\\rooms'], /Git Bash/],
		[['--resume-from', "'api/video/rooms?page=2'"], /It has quotes .* leave them out/],
		[['--unanchored'], /--unanchored is for several pages at once: add --concurrency 2/],
		[['--unanchored', '--concurrency', '1'], /add --concurrency 2/],
		[['--quiet', '--progress', 'json'], /choose one/],
		[['--on-invalid', 'ignore'], /Allowed choices are keep, skip, stop/],
		[['--progress', 'yes'], /Allowed choices are auto, json, none/],
		[['--format', 'xlsx'], /Allowed choices are ndjson, json, csv, parquet, sqlite/],
		[['--format', 'CSV'], /Allowed choices are/],
		[['--fields', ''], /names separated by commas/],
		[['--fields', 'id,,name'], /names separated by commas/],
		[['--fields', 'id.'], /names separated by commas/],
		[['--fields', 'two words'], /names separated by commas/],
		[['--space', 'example'], /use --space or --base-url, not both/],
		[['--demo'], /--demo brings its own space and credentials/],
		[['--format', 'parquet'], /parquet cannot be written to standard output; use --output FILE/],
		[['--format', 'sqlite', '--output', '-'], /sqlite cannot be written to standard output/],
		[['--fields', 'id', '--format', 'csv'], /--fields is for ndjson only/],
		[['--resume'], /need --output FILE/],
		[['--overwrite', '--output', '-'], /need --output FILE/],
		[['--prune'], /need --output FILE/],
		[['--invalid-file', 'x.ndjson'], /need --output FILE/],
		[['--bom'], /--bom is for csv only; leave it out, or use --format csv/],
		[['--bom', '--output', 'FOLDER/rooms.parquet'], /--bom is for csv only/],
		[['--no-escape-formulas'], /--no-escape-formulas is for csv only; leave it out, or use --format csv/],
		[['--no-escape-formulas', '--format', 'json'], /--no-escape-formulas is for csv only/],
		[['--no-escape-formulas', '--output', 'FOLDER/rooms.ndjson.gz'], /--no-escape-formulas is for csv only/],
		[['--no-escape-formulas', '--output', 'FOLDER/rooms.csv', '--format', 'parquet'], /is for csv only/],
		[['--no-escape-formulas', '--output', 'FOLDER/rooms'], /tells no format/],
		[
			['--output', 'FOLDER/rooms.csv', '--invalid-file', 'FOLDER/invalid.ndjson', '--on-invalid', 'stop'],
			/--invalid-file leaves invalid rooms out, and --on-invalid stop ends at the first one: choose one/,
		],
		[
			['--output', 'FOLDER/rooms.csv', '--invalid-file', 'FOLDER/invalid.ndjson', '--on-invalid', 'keep'],
			/--invalid-file leaves invalid rooms out, and --on-invalid keep keeps them: choose one/,
		],
		[
			['--output', 'FOLDER/rooms.db', '--prune', '--max-items', '5'],
			/prune removes what is not listed, and maxItems and maxPages leave rooms unlisted: choose one/,
		],
		[['--output', 'FOLDER/rooms.db', '--prune', '--max-pages', '5'], /choose one/],
		[['--output', 'FOLDER/rooms.csv', '--fields', 'id'], /--fields is for standard output/],
		[['--output', 'FOLDER/rooms.csv', '--resume-from', '/api/video/rooms'], /--resume-from is for standard output/],
		[['--output', 'FOLDER/rooms.csv', '--max-duration', '5'], /--max-duration is for standard output; .*--max-items/],
		[['--output', 'FOLDER/rooms.csv', '--resume', '--overwrite'], /choose one/],
		[['--output', 'FOLDER/rooms.csv', '--prune'], /prune is for sqlite only/],
		[['--output', 'FOLDER/rooms.csv', '--invalid-file', 'FOLDER/rooms.csv'], /invalidFile must be another file/],
		[['--output', 'FOLDER/rooms.csv', '--invalid-file', ''], /invalidFile must be the path of a file/],
		[['--output', 'FOLDER/rooms.csv', '--starts-after', 'soon'], /starts_after: must be/],
		[['--output', 'FOLDER/rooms.parquet.gz'], /parquet cannot be compressed with gzip/],
		[['--output', 'FOLDER/rooms.xlsx'], /tells no format: set format \(--format\)/],
		[['--output', 'FOLDER/rooms'], /tells no format/],
		[['--output', 'postgres://user:secret@host/db'], /a password in --output would be seen/],
		[['--output', 'mysql://user:secret@host/db'], /--output must be the path of a file, not an address/],
		[['--output', 's3://bucket/rooms.csv', '--format', 'csv', '--verbose'], /--output must be the path of a file, not/],
		[['--output=FILE:///rooms.csv'], /--output must be the path of a file, not/],
		[
			['--output', 'FOLDER/a.csv', '--invalid-file', 'mysql://u:secret@host/db'],
			/--invalid-file must be the path of a/,
		],
		[['--output', ''], /destination must be the path of a file, got ""/],
		[['--output', 'FOLDER/rooms\0.csv'], /destination must be the path of a file/],
		[['--token-file', 'FOLDER/none'], /cannot read the token file \(ENOENT\); check --token-file/],
		[['--token-file', 'FOLDER'], /cannot read the token file \(EISDIR\)/],
		[['--token-file', 'a\0b'], /cannot read the token file \(ERR_INVALID_ARG_VALUE\)/],
		[['--project-id', 'a:b'], /projectId must not hold a colon/],
		[['--project-id', 'a b'], /projectId holds white space/],
		[['--pagesize', '5'], /unknown option '--pagesize' \(Did you mean --page-size\?\)/],
		[['--maxitems=5'], /unknown option '--maxitems' \(Did you mean --max-items\?\)/],
		[['--quiet=5'], /unknown option '--quiet'/],
		[['-p', '5'], /unknown option '-p'/],
		[['-p-secretword'], /unknown option '-p…'/],
		[['-psecretword'], /unknown option '-p…'/],
		[['--no-quiet'], /unknown option '--no-quiet'/],
		[['--line\nbreak\u001b[2J'], /unknown option '--line…'/],
		[['extra'], /too many arguments for 'rooms'/],
		[['--page-size'], /argument missing/],
		[['--', '--quiet'], /too many arguments/],
	])('%j is refused in one line', async (flags, message) => {
		expect(await rooms(...flags.map(flag => flag.replace('FOLDER', folder)))).toMatch(message);
	});

	it.each([
		[['--space', ''], 2, /no space: use --space NAME/],
		[['--space', 'two words'], 2, /space must be the name of a space/],
		[['--space', '"example"'], 2, /space must be the name of a space, .*; it stands in quotes/],
		[['--space', 'http://example.signalwire.com'], 2, /; it is reached over https only\./],
		[['--space', 'example.com'], 2, /; pass another address as baseUrl \(--base-url\)\./],
		[['--base-url', ''], 2, /baseUrl is not a URL/],
		[['--base-url', 'example.signalwire.com'], 2, /baseUrl is not a URL/],
		[['--base-url', 'http://example.signalwire.com'], 2, /baseUrl must use https/],
		[['--base-url', 'https://user:secret@example.com'], 2, /baseUrl must not hold credentials/],
		[['--space', 'example', '--project-id', ''], 4, /no credentials/],
		[['--demo', '--token-file', '-'], 2, /--demo brings its own/],
		[['--demo=-1'], 2, /whole number from 0 to 100000000/],
		[['--demo=100000001'], 2, /whole number from 0 to 100000000/],
		[['--demo='], 2, /whole number from 0/],
	] as const)('%j is refused in one line: exit code %i', async (flags, exitCode, message) => {
		expect(await complaint(['rooms', ...flags], exitCode)).toMatch(message);
	});
});

describe('a flag of simulate', () => {
	it.each<[flags: readonly string[], message: RegExp]>([
		...['--rooms', '--port', '--seed', '--latency'].flatMap(
			(flag): Array<[string[], RegExp]> =>
				noNumbers.map(text => [
					[`${flag}=${text}`],
					new RegExp(`${flag} <\\w+>' argument .* It must be a whole number from 0`),
				]),
		),
		[['--rooms', '100000001'], /from 0 to 100000000/],
		[['--port', '65536'], /from 0 to 65535/],
		[['--latency', '3600001'], /from 0 to 3600000/],
		[['--link-style', 'cursor'], /Allowed choices are page, anchor, rolling/],
		[['--link-form', 'relative'], /Allowed choices are absolute, path, query/],
		[['--fault', ''], /is no fault; there are reset, /],
		[['--fault', 'flood'], /"flood" is no fault.*truncate/],
		[['--fault', '503:2'], /must be a probability from 0 to 1/],
		[['--fault', '503@0'], /must name a request by its number/],
		[['--fault', '503;wait=1'], /is no setting of this fault/],
		[['--fault', '503;retry-after=\u0001'], /must give seconds or an HTTP date/],
		[['--fault', '503;retry-after=ж'], /must give seconds or an HTTP date/],
		[['--authenticate'], /unknown option '--authenticate'/],
		[['--demo'], /unknown option '--demo'/],
		[['extra'], /too many arguments for 'simulate'/],
	])('%j is refused in one line', async (flags, message) => {
		expect(await complaint(['simulate', ...flags])).toMatch(message);
	});
});

describe('a token on the command line', () => {
	const token = 'PT-a-token-on-the-command-line';

	it.each([
		['--token', token],
		[`--token=${token}`],
		['--api-token', token],
		[`--api-token=${token}`],
		['--tokn', token],
		[`--tokn=${token}`],
		[`--api-tokens=${token}`],
		[`--SIGNALWIRE_API_TOKEN=${token}`],
		[`-t=${token}`],
		[token],
		['--token-file', token],
		[`--token-file=${token}`],
		['--space', token.replaceAll('-', ' ')],
		['--project-id', `${token}:`],
		['--resume-from', token],
		[`-p${token}`],
		[`-${token}`],
		[`--${token}`],
		['--tokn', token, '--output', `postgres://user:${token}@host/db`],
		['--output', `postgres://user:${token}@host/db`],
		['--output', 'rooms.csv', '--invalid-file', `https://host/?sig=${token}`],
		['--base-url', `https://user:${token}@example.com`],
		['--base-url', `https://${token}@example.com`],
		['--page-size', token],
		['--on-invalid', token],
		['--format', `postgres://user:${token}@host/db`],
		['--progress', `it's '${token}' is invalid. ${token}`],
		['--max-items', `' is invalid. '${token}`],
		['--fields', `,${token}`],
		['--resume-from', `https://user:${token}@host/api/video/rooms`],
		['extra', token],
	])('is not repeated: %s', async (...flags) => {
		const written = await complaint([
			'rooms',
			...(flags.some(flag => flag === '--space' || flag === '--base-url') ? [] : ['--base-url', simulator.url]),
			...flags,
		]);
		expect(written).not.toContain(token);
		expect(written).not.toContain(token.replaceAll('-', ' '));
	});

	it.each([
		['rooms', '--starts-after', token],
		['rooms', '--output', token],
		['rooms', `--unknown-${token}`],
		['simulate', '--fault', token],
		[token],
	])('is not repeated wherever it stands, when it is the one that the environment holds: %s', async (...argv) => {
		const environment = {SIGNALWIRE_PROJECT_ID: 'id', SIGNALWIRE_API_TOKEN: token, SIGNALWIRE_SPACE: 'example'};
		const ran = await runCommand(argv, {environment});
		expect(ran.exitCode).toBe(2);
		expect(ran.stderr).toMatch(/\[redacted\]/);
		expect(ran.stderr).not.toContain(token);
	});

	it.each([[token], [`postgres://user:${token}@host/db`], ['--output', token], [`--${token}`]])(
		'is not repeated before a command: %s',
		async (...argv) => {
			expect(await complaint(argv)).not.toContain(token);
		},
	);

	it.each<[what: string, content: string | Uint8Array, message: RegExp]>([
		['more than a token', `export SIGNALWIRE_API_TOKEN=${token}\n`, /apiToken is a whole line of settings/],
		['a token in quotes', `"${token}"\n`, /apiToken stands in quotes/],
		['two lines', `# mine\n${token}\n`, /the token file holds more than one line; it must hold the token alone/],
		['two lines of an old machine', `${token}\r${token}`, /the token file holds more than one line/],
		['UTF-16', Buffer.from(`\ufeff${token}\r\n`, 'utf16le'), /the token file holds more than text; it must hold/],
		[
			'bytes that are no text',
			Buffer.concat([Buffer.from(token), Buffer.of(0xff)]),
			/the token file holds more than text/,
		],
		['control characters', `\u001b[1m${token}`, /the token file holds more than text/],
		['a whole book', token.repeat(1000), /apiToken is longer than 4,096 characters/],
	])(
		'is not looked for in a file that holds %s, whose text is not repeated either',
		async (_what, content, message) => {
			const file = join(folder, 'token');
			writeFileSync(file, content);
			const written = await rooms('--token-file', file);
			expect(written).toMatch(message);
			expect(written).not.toContain(token);
		},
	);

	it('is missing where standard input is empty, which is said', async () => {
		const ran = await runCommand(['rooms', '--space', 'example', '--project-id', 'id', '--token-file', '-'], {
			input: ' \n',
		});
		expect(ran).toMatchObject({exitCode: 4, stderr: expect.stringMatching(/: standard input is empty; it must hold/)});
	});

	it('is not looked for in many lines of standard input', async () => {
		const ran = await runCommand(['rooms', '--space', 'example', '--project-id', 'id', '--token-file', '-'], {
			input: `${token}\n${token}\n`,
		});
		expect(ran).toEqual({
			exitCode: 2,
			stdout: '',
			stderr: 'signalwire-paginate: standard input holds more than one line; it must hold the token alone.\n',
		});
	});
});
