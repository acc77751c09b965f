import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import fc from 'fast-check';
import {forTerminal} from '../../lib/cli/for-terminal.ts';
import {anyCodeUnit} from '../support/arbitraries.ts';
import {fuzzing} from '../support/fuzz.ts';
import {credentials, roomAt, sendJson, startServer, type TestServer} from '../support/server.ts';
import {Collector, runCommand} from '../support/surroundings.ts';

const hostile = 'a\u009b2Jb\u007f\u202ec\u2028\u2029\u2066d\u001b[2J\re\tf\ng';
const room = {...roomAt(0), display_name: hostile, [hostile]: 1};

let server: TestServer;
let folder: string;
beforeAll(async () => {
	server = await startServer((response, ordinal) =>
		sendJson(response, 200, {links: {}, data: ordinal === 1 ? [room] : [room, {id: 7}]}),
	);
	folder = mkdtempSync(join(tmpdir(), 'terminal-'));
});
afterAll(async () => {
	rmSync(folder, {recursive: true});
	await server.close();
});

const run = (flags: readonly string[], isTTY: boolean) => {
	const {projectId, apiToken} = credentials;
	const environment = {SIGNALWIRE_PROJECT_ID: projectId, SIGNALWIRE_API_TOKEN: apiToken};
	const argv = ['rooms', '--base-url', server.url, '--on-invalid', 'skip', ...flags];
	return runCommand(argv, {environment, stdout: new Collector(isTTY)});
};
/** What a terminal obeys, but for the ends of lines and tabs. */
const obeyed = /[^\P{Cc}\n\t\r]|[\p{Bidi_Control}\p{Zl}\p{Zp}]|\r(?!\n)/u;

describe('rooms on a terminal', () => {
	it.each(['ndjson', 'json'])('are the same JSON, with nothing in it that a terminal would obey: %s', async format => {
		const {stdout} = await run(['--format', format], true);
		expect(stdout).not.toMatch(obeyed);
		expect(stdout).toContain('a\\u009b2Jb\\u007f\\u202ec');
		expect([JSON.parse(stdout)].flat()).toEqual([room]);
	});

	it('are CSV with nothing in it that a terminal would obey', async () => {
		const {stdout} = await run(['--format', 'csv'], true);
		expect(stdout).not.toMatch(obeyed);
		expect(stdout).toContain('a\\u009b2Jb\\u007f\\u202ec\\u2028\\u2029\\u2066d\\u001b[2J\\u000de\tf\ng');
		expect(stdout).toMatch(/other_fields\r\n/);
	});

	it.each(['ndjson', 'csv'])('are as sent in a pipe or a file: %s', async format => {
		const {stdout} = await run(['--format', format], false);
		expect(stdout).toContain('a\u009b2Jb\u007f\u202ec\u2028\u2029\u2066d');
	});

	it('have their line ends and tabs, and nothing else that is obeyed, whatever the text', () => {
		fc.assert(
			fc.property(fc.string({unit: fc.oneof(anyCodeUnit, fc.constantFrom('\r\n', '\r', '\n', '\t'))}), text => {
				const shown = forTerminal(text);
				expect(shown).not.toMatch(obeyed);
				const read = shown.replace(/\\u([0-9a-f]{4})/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16)));
				if (!text.includes('\\u')) expect(read).toBe(text);
			}),
			fuzzing(),
		);
	});
});

describe('the summary', () => {
	it('names files with nothing in it that a terminal would obey', async () => {
		const output = join(folder, 'rooms\u001b[2J\u202e.ndjson');
		const ran = await run(['--output', output, '--invalid-file', `${output}.invalid\u009b`], false);
		expect(ran.exitCode).toBe(0);
		expect(ran.stderr).toMatch(/ in .*rooms\\u001b\[2J\\u202e\.ndjson; invalid rooms are in .*\.invalid\\u009b\n$/);
		expect(ran.stderr).not.toMatch(obeyed);
	});
});
