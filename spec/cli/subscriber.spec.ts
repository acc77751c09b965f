import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {credentials, type Handler, sendJson, useServers} from '../support/server.ts';
import {useSimulators} from '../support/simulated.ts';
import {type RunOptions, runCommand} from '../support/surroundings.ts';

const serve = useServers();
const simulate = useSimulators();
let folder: string;
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'subscriber-'));
});
afterAll(() => rmSync(folder, {recursive: true}));

const {projectId, apiToken} = credentials;
const environment = {SIGNALWIRE_PROJECT_ID: projectId, SIGNALWIRE_API_TOKEN: apiToken};
const token = 'eyJhbGciOiJkaXIifQ..a-subscribers-token';
const withToken = {...environment, SIGNALWIRE_SUBSCRIBER_TOKEN: token};
const addresses = ['fabric', 'addresses', '--on-invalid', 'keep', '--quiet'] as const;
const sendOne: Handler = response => sendJson(response, 200, {links: {}, data: [{id: 'a'}]});

const quoted: RunOptions = {environment: {...environment, SIGNALWIRE_SUBSCRIBER_TOKEN: `"${token}"`}};

const run = async (more: readonly string[], options: RunOptions, first: readonly string[] = addresses) => {
	const server = await serve(sendOne);
	const ran = await runCommand([...first, '--base-url', server.url, ...more], options);
	const sent = server.requests.map(({headers}) => headers.authorization);
	expect(ran.stderr + ran.stdout).not.toContain(token);
	return {...ran, sent};
};

describe("a list that is asked for with a subscriber's token", () => {
	it('takes it from the environment, from a file or from standard input, and sends no other', async () => {
		const file = join(folder, 'token');
		writeFileSync(file, `${token}\n`);
		const sent = [`Bearer ${token}`];
		expect(await run([], {environment: withToken})).toMatchObject({exitCode: 0, sent});
		expect(await run(['--subscriber-token-file', file], {environment})).toMatchObject({exitCode: 0, sent});
		const input = `${token}\n`;
		expect(await run(['--subscriber-token-file', '-'], {environment, input})).toMatchObject({exitCode: 0, sent});
		const roomsSent = await run(['--quiet'], {environment: withToken}, ['rooms']);
		expect(roomsSent.sent).toEqual([expect.stringMatching(/^Basic /)]);
	});

	it.each<[how: string, more: readonly string[], message: RegExp, options?: RunOptions]>([
		['without one', [], /fabric_addresses is asked for as a subscriber.*SIGNALWIRE_SUBSCRIBER_TOKEN/],
		['on the command line', ['--subscriber-token', token], /would be seen by every user.*--subscriber-token-file FILE/],
		['on the command line, with =', [`--subscriber-token=${token}`], /set SIGNALWIRE_SUBSCRIBER_TOKEN/],
		['of a file that is not there', ['--subscriber-token-file', token], /ENOENT\); check --subscriber-token-file/],
		['in quotes', [], /subscriberToken stands in quotes/, quoted],
		['beside the other one', ['--token-file', '-', '--subscriber-token-file', '-'], /standard input holds one token/],
		['in a demo', ['--demo', '--subscriber-token-file', '-'], /--demo brings its own/],
		['in a wrong place', ['--output', token, '--format', 'x'], /\[redacted\]|format/, {environment: withToken}],
	])('is not requested, nor the token shown: %s', async (_how, more, message, options = {environment}) => {
		const input = token;
		expect(await run(more, {input, ...options})).toMatchObject({
			exitCode: 2,
			stderr: expect.stringMatching(message),
			sent: [],
		});
	});

	it('is simulated by --demo, whatever the environment holds', async () => {
		const argv = ['fabric', 'addresses', '--demo', '3'];
		for (const known of [{}, withToken]) {
			const ran = await runCommand(argv, {environment: known});
			expect(ran).toMatchObject({exitCode: 0, stderr: expect.stringContaining('3 fabric addresses, 1 page')});
		}
		const {simulator} = await simulate({lists: {fabric_addresses: 3}});
		const refused = await run(['--base-url', simulator.url, '--retries', '0'], {environment: withToken});
		expect(refused).toMatchObject({exitCode: 4, stderr: expect.stringContaining("Check the subscriber's token")});
	});

	it('has a flag and help for it, and other lists have not', async () => {
		const {stdout} = await runCommand(['fabric', 'addresses', '--help']);
		expect(stdout).toMatch(/--subscriber-token-file <file>(?:.|\n)*SIGNALWIRE_SUBSCRIBER_TOKEN/);
		expect((await runCommand(['fabric', 'resources', '--help'])).stdout).not.toMatch(/subscriber/i);
		const refused = await runCommand(['rooms', '--demo', '--subscriber-token-file', 'x']);
		expect(refused).toMatchObject({exitCode: 2, stderr: expect.stringContaining('unknown option')});
	});
});
