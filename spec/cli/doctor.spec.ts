import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, expect, it} from '@jest/globals';
import type {Check} from '../../lib/cli/doctor/check.ts';
import {listsByScope} from '../../lib/cli/doctor/scopes.ts';
import {catalogue} from '../../lib/lists/catalogue.ts';
import {credentials, type Handler, sendJson, sendText, useServers} from '../support/server.ts';
import {type RunOptions, runCommand} from '../support/surroundings.ts';

const environment = {
	SIGNALWIRE_PROJECT_ID: credentials.projectId,
	SIGNALWIRE_API_TOKEN: credentials.apiToken,
};

interface Examined {
	readonly exitCode: number;
	/** By their names. */
	readonly checks: Readonly<Record<string, Check>>;
}

/** What the doctor says; never a secret. */
const examine = async (argv: readonly string[], options: RunOptions = {environment}): Promise<Examined> => {
	const {exitCode, stdout, stderr} = await runCommand(['doctor', '--json', ...argv], options);
	expect(stderr).toBe('');
	expect(stdout).not.toMatch(/PT0123456789abcdef|PT-demo-token|Basic /);
	const report: {verdict: string; checks: readonly Check[]} = JSON.parse(stdout);
	expect(report.checks.every(({verdict, next}) => (verdict === 'ok') === (next === undefined))).toBe(true);
	expect(report.verdict === 'problem' ? 1 : 0).toBe(exitCode);
	return {exitCode, checks: Object.fromEntries(report.checks.map(check => [check.name, check]))};
};

const emptyPage = {links: {}, data: []};
const healthy: Handler = response => sendJson(response, 200, emptyPage);

describe('signalwire-paginate doctor', () => {
	const serve = useServers();
	const examineServer = async (handler: Handler) => {
		const server = await serve(handler);
		return {server, ...(await examine(['--base-url', server.url]))};
	};

	it('finds all well with the simulator, in lines that people read', async () => {
		const {exitCode, stdout} = await runCommand(['doctor', '--demo']);
		expect(exitCode).toBe(0);
		expect(stdout).toMatch(/^ok {2}version +signalwire-paginate \d/);
		expect(stdout).toMatch(/^ok {2}credentials +accepted$/m);
		expect(stdout).toMatch(/^ok {2}scope Video +yes$/m);
		expect(stdout).toMatch(/^ok {2}undici +\d+\.\d+\.\d+$/m);
		expect(stdout).toMatch(/\n\n0 problems, 0 warnings; nothing above is secret\.\n$/);
	});

	it('says what its documentation shows', async () => {
		const shown = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'doctor.md'), 'utf8');
		const [, output = ''] = /```text\n(.*?)```/s.exec(shown) ?? [];
		// Whatever this machine is.
		const general = (text: string) =>
			text.replace(/^(ok +(?:runtime|platform|node:sqlite) +).*/gm, '$1…').replace(/\d+/g, '0');
		expect(general((await runCommand(['doctor', '--demo'])).stdout)).toBe(general(output));
	});

	it('asks for one item of one list for each scope that there is', async () => {
		const scopes = Object.values(catalogue)
			.flat()
			.flatMap(({scope = ''}) => (/^\w+$/.test(scope) ? scope : []));
		expect(new Set(listsByScope.map(({scope}) => scope))).toEqual(new Set(scopes));
		const {server, exitCode} = await examineServer(healthy);
		expect(exitCode).toBe(0);
		expect(server.requests.map(({target}) => target)).toEqual(
			listsByScope.map(({path, pageSize}) => (pageSize ? `${path}?${pageSize.parameter}=1` : path)),
		);
	});

	it('tells where settings come from, and shows no more of them than it may', async () => {
		const {url} = await serve(healthy);
		const {checks} = await examine(['--base-url', url], {environment: {...environment, SIGNALWIRE_SPACE: 'other'}});
		expect(checks.space?.text).toBe(`${url}, from --base-url`);
		expect(checks['project ID']?.text).toBe('c22d24f6…, from SIGNALWIRE_PROJECT_ID');
		expect(checks['API token']?.text).toBe('from SIGNALWIRE_API_TOKEN');
	});

	it.each<[what: string, projectId: string, verdict: string, text: RegExp]>([
		['a token, however short', 'PT01234', 'problem', /^looks like an API token, from SIGNALWIRE_PROJECT_ID$/],
		['a whole token', `PT${'0123456789abcdef'.repeat(3)}`, 'problem', /^looks like an API token, from \w+$/],
		['anything else that is no UUID', 'hunter2-hunter2', 'ok', /^from SIGNALWIRE_PROJECT_ID$/],
	])('shows nothing of a project ID that is %s', async (_what, projectId, verdict, text) => {
		const {url} = await serve(healthy);
		const {exitCode, checks} = await examine(['--base-url', url], {
			environment: {...environment, SIGNALWIRE_PROJECT_ID: projectId},
		});
		expect(JSON.stringify(checks)).not.toContain(projectId.slice(0, 7));
		expect(checks['project ID']).toMatchObject({verdict, text: expect.stringMatching(text)});
		if (verdict === 'problem') expect(checks['project ID']?.next).toMatch(/swapped/);
		expect(exitCode).toBe(verdict === 'problem' ? 1 : 0);
	});

	it('tells of what is not set how it is set, and goes no further', async () => {
		const {exitCode, checks} = await examine([], {});
		expect(exitCode).toBe(1);
		for (const name of ['space', 'project ID', 'API token']) {
			expect(checks[name]).toMatchObject({verdict: 'problem', text: 'not set', next: expect.stringMatching(/--\w/)});
		}
		for (const name of ['address', 'certificate', 'answer', 'credentials']) {
			expect(checks[name]).toMatchObject({verdict: 'warning', text: 'not tried'});
		}
	});

	it.each<[what: string, argv: readonly string[], name: string, next: RegExp]>([
		['a space that is none', ['--space', 'example.com'], 'space', /must be the name of a space/],
		['an address that is none', ['--base-url', 'ftp://example.com'], 'space', /must be an https address/],
		[
			'a token file that is not there',
			['--token-file', '/no/such'],
			'credentials',
			/cannot read the token file \(ENOENT\)/,
		],
		[
			'a token for a project',
			['--project-id', 'PT0123456789abcdef0123456789abcdef'],
			'credentials',
			/looks like an API token/,
		],
	])('tells what is wrong with %s', async (_what, argv, name, next) => {
		const {url} = await serve(healthy);
		const place = name === 'space' ? [] : ['--base-url', url];
		const {exitCode, checks} = await examine([...place, ...argv]);
		expect(exitCode).toBe(1);
		expect(checks[name]).toMatchObject({verdict: 'problem', next: expect.stringMatching(next)});
	});

	it('shows nothing of a token file that holds more than the token', async () => {
		const folder = mkdtempSync(join(tmpdir(), 'doctor-'));
		const file = join(folder, 'token');
		writeFileSync(file, `${credentials.apiToken}\nmore`);
		const {url} = await serve(healthy);
		const {checks} = await examine(['--base-url', url, '--token-file', file]);
		rmSync(folder, {recursive: true});
		expect(checks.credentials?.next).toMatch(/holds more than one line/);
	});

	it('says that nothing listens', async () => {
		const server = await serve(healthy);
		await server.close();
		const {exitCode, checks} = await examine(['--base-url', server.url]);
		expect(exitCode).toBe(1);
		expect(checks.answer).toMatchObject({verdict: 'problem', text: expect.stringContaining('ECONNREFUSED')});
		expect(checks.answer?.next).toMatch(/nothing listens there/);
		expect(checks.credentials).toMatchObject({verdict: 'warning'});
	});

	it('says that there is no such name', async () => {
		const {exitCode, checks} = await examine(['--base-url', 'https://no-such-space.invalid']);
		expect(exitCode).toBe(1);
		expect(checks.address).toMatchObject({verdict: 'problem', text: expect.stringMatching(/ENOTFOUND|EAI_AGAIN/)});
		expect(checks.address?.next).toMatch(/Check the name of the space/);
		expect(checks.certificate?.text).toBe('not tried');
	});

	it('takes credentials for wrong that are refused everywhere', async () => {
		const {exitCode, checks, server} = await examineServer(response =>
			sendJson(response, 401, {error: 'Unauthorized'}),
		);
		expect(exitCode).toBe(1);
		expect(checks.credentials).toMatchObject({verdict: 'problem', text: 'refused (401)'});
		expect(Object.keys(checks).filter(name => name.startsWith('scope'))).toEqual([]);
		expect(server.requests).toHaveLength(listsByScope.length);
	});

	it.each([401, 403])('tells scopes that a token lacks by their %d, which is no problem', async status => {
		const {exitCode, checks} = await examineServer((response, _ordinal, {url = ''}) =>
			/\/(video|fax)\//.test(url) ? sendJson(response, status, {}) : sendJson(response, 200, emptyPage),
		);
		expect(exitCode).toBe(0);
		expect(checks.credentials).toMatchObject({verdict: 'ok'});
		expect(checks['scope Voice']).toMatchObject({verdict: 'ok', text: 'yes'});
		expect(checks['scope Video']).toMatchObject({verdict: 'warning', text: `no (${status} from /api/video/rooms)`});
		expect(checks['scope Fax']?.next).toMatch(/give the API token the Fax scope/);
	});

	it('does not take a list that is not there for a scope that is not', async () => {
		const {exitCode, checks} = await examineServer((response, _ordinal, {url = ''}) =>
			url.includes('datasphere') ? sendJson(response, 404, {}) : sendJson(response, 200, emptyPage),
		);
		expect(exitCode).toBe(0);
		expect(checks['scope DataSphere']).toMatchObject({
			verdict: 'warning',
			text: expect.stringContaining('not known: 404'),
		});
	});

	it.each<[what: string, status: number, text: RegExp]>([
		['a page for people', 200, /^200, text\/html, not whole JSON, to \/api\/video\/rooms$/],
		['such a page where there is nothing', 404, /^404, text\/html, to \/api\/video\/rooms$/],
		['such a page of a failure', 503, /^503, text\/html, to \/api\/video\/rooms$/],
	])('tells %s from answers of the API', async (_what, status, text) => {
		const {exitCode, checks} = await examineServer(response =>
			sendText(response, status, '<html>Sign in</html>', {'content-type': 'text/html; charset=utf-8'}),
		);
		expect(exitCode).toBe(1);
		expect(checks.answer).toMatchObject({verdict: 'problem', text: expect.stringMatching(text)});
		expect(checks.credentials?.verdict).toBe('warning');
	});

	it('shows no token that a server sends back', async () => {
		const {checks} = await examineServer((response, _ordinal, {headers}) => {
			const [user] = [Buffer.from(headers.authorization?.split(' ')[1] ?? '', 'base64').toString()];
			sendText(response, 200, `<p>${user}</p>`, {'content-type': `text/${user.split(':')[1]}`});
		});
		expect(checks.answer?.text).toMatch(/^200, text\/\[redacted\]/);
	});

	it.each<[what: string, seconds: number, text: RegExp]>([
		['behind', 17 * 60, /^17 minutes behind that of the server$/],
		['ahead', -3 * 86_400, /^3 days ahead of that of the server$/],
	])('tells that the clock is %s', async (_what, seconds, text) => {
		const {exitCode, checks} = await examineServer(response =>
			sendJson(response, 200, emptyPage, {date: new Date(Date.now() + seconds * 1000).toUTCString()}),
		);
		expect(exitCode).toBe(0);
		expect(checks.clock).toMatchObject({verdict: 'warning', text: expect.stringMatching(text)});
	});

	it('tells what is left of a rate limit', async () => {
		const limit = (remaining: number) => ({
			'x-ratelimit-limit': '60',
			'x-ratelimit-remaining': String(remaining),
			'x-ratelimit-reset': '1',
		});
		const some = await examineServer((response, ordinal) => sendJson(response, 200, emptyPage, limit(60 - ordinal)));
		expect(some.checks['rate limit']).toMatchObject({verdict: 'ok', text: '53 of 60 requests left, reset in 1 s'});
		const none = await examineServer(response => sendJson(response, 429, {}, {'retry-after': '30', ...limit(0)}));
		expect(none.checks.answer).toMatchObject({
			verdict: 'problem',
			next: expect.stringMatching(/^The rate limit is used/),
		});
		expect(none.checks['rate limit']?.verdict).toBe('warning');
		expect(none.server.requests).toHaveLength(1);
	});

	it('gives a server that says nothing so much time as it is told', async () => {
		const server = await serve(() => {});
		const {exitCode, checks} = await examine(['--base-url', server.url, '--timeout', '50']);
		expect(exitCode).toBe(1);
		expect(checks.answer).toMatchObject({text: 'none to /api/video/rooms (timeout)'});
	});

	it('ends at once when it is interrupted', async () => {
		const controller = new AbortController();
		const server = await serve(() => controller.abort('SIGINT'));
		const ran = await runCommand(['doctor', '--base-url', server.url], {environment, signal: controller.signal});
		expect(ran).toEqual({exitCode: 130, stdout: '', stderr: ''});
	});

	it('refuses wrong usage before it asks for anything', async () => {
		const ran = await runCommand(['doctor', '--demo', '--space', 'example', '--token', 'PT0123456789abcdef']);
		expect(ran).toMatchObject({exitCode: 2, stdout: ''});
		expect(ran.stderr).not.toContain('PT0');
	});
});
