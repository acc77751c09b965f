import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {bundle} from '../support/bundle.ts';
import {cleanEnvironment, runChild} from '../support/child.ts';
import {authority, type ProxyAnswer, useProxies} from '../support/proxy.ts';
import {credentials, sendListing} from '../support/server.ts';
import type {Ran} from '../support/surroundings.ts';

/** Runs the command once for each case, all at once, in a process that trusts the space's certificate. */
const program = `
	import {runCommand} from './spec/support/surroundings.ts';
	const cases = Object.entries(JSON.parse(process.env.CASES)).map(async ([name, {argv, environment}]) => [
		name,
		await runCommand(argv, {environment: {...JSON.parse(process.env.CREDENTIALS), ...environment}}),
	]);
	console.log(JSON.stringify(Object.fromEntries(await Promise.all(cases))));
`;

const folder = mkdtempSync(join(tmpdir(), 'proxy-'));
const plan = join(folder, 'plan.json');
writeFileSync(
	plan,
	JSON.stringify({
		target: `${folder}/rows/`,
		projects: [{name: 'main', baseUrl: 'https://space.example'}],
		lists: [{list: 'video rooms'}],
	}),
);
afterAll(() => rmSync(folder, {recursive: true}));

const rooms = ['rooms', '--base-url', 'https://space.example', '--retries', '1', '--quiet', '--verbose'];
const password = 's3cr3t/p@ss';

interface Case {
	readonly answer?: ProxyAnswer;
	readonly secure?: boolean;
	readonly argv?: readonly string[];
	readonly environment?: (proxy: string) => Readonly<Record<string, string>>;
}

const answering =
	(text: string): ProxyAnswer =>
	socket =>
		socket.end(text);

const cases: Readonly<Record<string, Case>> = {
	'a proxy': {},
	'a proxy, and a plan': {argv: ['sync', plan]},
	'ALL_PROXY without a scheme': {environment: proxy => ({ALL_PROXY: proxy.replace('http://', '')})},
	'white space around it': {environment: proxy => ({HTTPS_PROXY: ` ${proxy}\r\n`})},
	'a proxy with credentials': {
		environment: proxy => ({https_proxy: proxy.replace('//', `//us%65r:${encodeURIComponent(password)}@`)}),
	},
	'a user without a password': {environment: proxy => ({https_proxy: proxy.replace('//', '//user@')})},
	'a proxy that speaks TLS': {
		secure: true,
		environment: proxy => ({HTTPS_PROXY: proxy.replace('http://127.0.0.1', 'https://localhost')}),
	},
	'another certificate': {secure: true, environment: proxy => ({HTTPS_PROXY: proxy.replace('http', 'https')})},
	'no TLS': {environment: proxy => ({HTTPS_PROXY: proxy.replace('http', 'https')})},
	NO_PROXY: {environment: proxy => ({HTTPS_PROXY: proxy, NO_PROXY: '.example'})},
	'--demo': {argv: ['rooms', '--demo', '3', '--quiet']},
	'--demo where Node would go through the proxy': {
		argv: ['rooms', '--demo', '3', '--quiet'],
		environment: proxy => ({HTTPS_PROXY: proxy, HTTP_PROXY: proxy, http_proxy: proxy, NODE_USE_ENV_PROXY: '1'}),
	},
	'no proxy, and a long time-out': {
		argv: ['rooms', '--demo', '3', '--quiet', '--timeout', '400000'],
		environment: () => ({}),
	},
	'407': {answer: answering('HTTP/1.1 407 Give me user:s3cr3t\r\ncontent-length: 0\r\n\r\n')},
	'403': {answer: answering('HTTP/1.1 403 Forbidden\r\ncontent-length: 5\r\n\r\nhello')},
	garbage: {answer: answering('SSH-2.0-OpenSSH_9.6\r\n')},
	'the end': {answer: answering('')},
	'a reset': {answer: socket => socket.resetAndDestroy()},
	silence: {answer: () => {}, argv: [...rooms, '--timeout', '300']},
	'garbage in the tunnel': {
		answer: socket => {
			socket.write('HTTP/1.1 200 OK\r\n\r\n');
			socket.once('data', () => socket.end('garbage'));
		},
	},
	'nobody there': {environment: () => ({HTTPS_PROXY: 'http://user:s3cr3t@127.0.0.1:9'})},
	'a name that there is not': {environment: () => ({HTTPS_PROXY: 'http://user:s3cr3t@proxy.invalid:3128'})},
	SOCKS: {environment: () => ({HTTPS_PROXY: 'socks5://user:s3cr3t@127.0.0.1:1080'})},
	'no address': {environment: () => ({HTTPS_PROXY: 'http://user:s3cr3t/x@127.0.0.1:1080'})},
	quotes: {environment: proxy => ({HTTPS_PROXY: `"${proxy}"`})},
	'quotes around credentials': {environment: () => ({HTTPS_PROXY: "'http://user:s3cr3t@127.0.0.1:1080'"})},
	'half an address': {environment: () => ({HTTPS_PROXY: 'http://user:1/s3cr3t@127.0.0.1:1080'})},
};

/** Makes as if the optional package were not installed. */
const withoutUndici = `data:text/javascript,${encodeURIComponent(`
	import {register} from 'node:module';
	register('data:text/javascript,' + encodeURIComponent(\`
		export const resolve = (specifier, context, next) => {
			if (specifier === 'undici') throw Object.assign(new Error('no undici'), {code: 'ERR_MODULE_NOT_FOUND'});
			return next(specifier, context);
		};
	\`));
`)}`;

describe('the command without undici', () => {
	it('refuses a proxy, and needs it for nothing else', async () => {
		const cases = {
			proxy: {argv: rooms, environment: {HTTPS_PROXY: 'http://user:s3cr3t@127.0.0.1:9'}},
			'long time-out': {argv: ['rooms', '--demo', '3', '--quiet', '--timeout', '40000'], environment: {}},
		};
		const env = cleanEnvironment({
			CASES: JSON.stringify(cases),
			CREDENTIALS: JSON.stringify({SIGNALWIRE_PROJECT_ID: 'project', SIGNALWIRE_API_TOKEN: 'PT0123456789abcdef'}),
		});
		const finished = await runChild(
			process.execPath,
			['--no-deprecation', '--import', withoutUndici, await bundle('no-proxies', program)],
			{
				env,
			},
		);
		expect(finished).toMatchObject({exitCode: 0, stderr: ''});
		const ran = JSON.parse(finished.stdout);
		expect(ran.proxy.exitCode).toBe(2);
		expect(ran.proxy.stderr).toMatch(/HTTPS_PROXY is set.*undici.*\(ERR_MODULE_NOT_FOUND\): run "npm install undici"/);
		expect(ran.proxy.stderr).not.toContain('s3cr3t');
		expect(ran['long time-out']).toMatchObject({exitCode: 0, stderr: ''});
	});
});

describe('the command behind a proxy', () => {
	const proxies = useProxies();
	const requests: string[] = [];
	const seen: Record<string, Awaited<ReturnType<typeof proxies.start>>['seen']> = {};
	const ports: Record<string, number> = {};
	let ran: Readonly<Record<string, Ran>> = {};

	beforeAll(async () => {
		await proxies.serve((request, response) => {
			requests.push(JSON.stringify(request.headers));
			sendListing(response, request, 3, 2);
		});
		const toRun: Record<string, unknown> = {};
		for (const [
			name,
			{answer, secure, argv = rooms, environment = (HTTPS_PROXY: string) => ({HTTPS_PROXY})},
		] of Object.entries(cases)) {
			const proxy = await proxies.start(answer, secure);
			seen[name] = proxy.seen;
			ports[name] = proxy.port;
			toRun[name] = {argv, environment: environment(`http://127.0.0.1:${proxy.port}`)};
		}
		const finished = await runChild(process.execPath, [await bundle('proxies', program)], {
			env: cleanEnvironment({
				CASES: JSON.stringify(toRun),
				CREDENTIALS: JSON.stringify({
					SIGNALWIRE_PROJECT_ID: credentials.projectId,
					SIGNALWIRE_API_TOKEN: credentials.apiToken,
				}),
				NODE_EXTRA_CA_CERTS: authority,
			}),
		});
		expect(finished).toMatchObject({exitCode: 0, stderr: ''});
		ran = JSON.parse(finished.stdout);
	});
	afterAll(proxies.close);

	const roomsOf = (name: string) => ran[name]?.stdout.split('\n').length;

	it.each([
		'a proxy',
		'ALL_PROXY without a scheme',
		'white space around it',
		'a proxy with credentials',
		'a user without a password',
		'a proxy that speaks TLS',
	])('goes through it: %s', name => {
		expect(ran[name]).toMatchObject({exitCode: 0, stderr: ''});
		expect(roomsOf(name)).toBe(7);
		expect(new Set(seen[name]?.map(({authority: to}) => to))).toEqual(new Set(['space.example:443']));
	});

	it('goes through it to the projects of a plan', () => {
		expect(JSON.parse(ran['a proxy, and a plan']?.stdout ?? '')).toMatchObject({complete: true, rows: 6});
		expect(seen['a proxy, and a plan']?.[0]).toMatchObject({authority: 'space.example:443'});
	});

	it('tells a proxy its own credentials, decoded, and nobody else', () => {
		const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;
		expect(seen['a proxy with credentials']?.[0]?.credentials).toBe(basic(`user:${password}`));
		expect(seen['a user without a password']?.[0]?.credentials).toBe(basic('user:'));
		expect(seen['a proxy']?.[0]?.credentials).toBeUndefined();
		expect(requests.join('\n')).not.toMatch(/proxy-/i);
	});

	it.each(['--demo', '--demo where Node would go through the proxy', 'no proxy, and a long time-out'])(
		'goes through none: %s',
		name => {
			expect(ran[name]).toMatchObject({exitCode: 0, stderr: ''});
			expect(roomsOf(name)).toBe(4);
			expect(seen[name]).toEqual([]);
		},
	);

	it('goes past it where NO_PROXY says so', () => {
		expect(ran.NO_PROXY).toMatchObject({exitCode: 1, stderr: expect.stringMatching(/ENOTFOUND|EAI_AGAIN/)});
		expect(seen.NO_PROXY).toEqual([]);
	});

	it.each<[name: string, exitCode: number, message: RegExp, attempts: number | undefined]>([
		['407', 4, /by the proxy 127\.0\.0\.1:PORT \(407\): it wants credentials.*Check those of HTTPS_PROXY\.$/m, 1],
		[
			'403',
			1,
			/through the proxy 127\.0\.0\.1:PORT failed.*the proxy answered 403.*the proxy that HTTPS_PROXY names/,
			2,
		],
		['garbage', 1, /through the proxy 127\.0\.0\.1:PORT failed.*Parse Error.*the proxy that HTTPS_PROXY names/, 2],
		['the end', 1, /through the proxy 127\.0\.0\.1:PORT failed.*the proxy that HTTPS_PROXY names/, 2],
		['a reset', 1, /through the proxy 127\.0\.0\.1:PORT failed.*ECONNRESET.*the proxy that HTTPS_PROXY names/, 2],
		// Its second attempt may still wait for the tunnel of the first.
		['silence', 1, /through the proxy 127\.0\.0\.1:PORT .*within 300 ms/, undefined],
		[
			'garbage in the tunnel',
			1,
			/through the proxy 127\.0\.0\.1:PORT failed.*does not speak TLS.*any proxy between/,
			2,
		],
		[
			'nobody there',
			1,
			/through the proxy 127\.0\.0\.1:9 failed.*ECONNREFUSED.*HTTPS_PROXY: the proxy is not there/,
			0,
		],
		['a name that there is not', 1, /through the proxy proxy\.invalid:3128 failed.*HTTPS_PROXY: the proxy is not/, 0],
		[
			'another certificate',
			1,
			/through the proxy 127\.0\.0\.1:PORT failed.*ALTNAME_INVALID.*certificate is not trusted/,
			0,
		],
		['no TLS', 1, /through the proxy 127\.0\.0\.1:PORT failed.*does not speak TLS/, 2],
		['SOCKS', 2, /HTTPS_PROXY names a SOCKS proxy/, 0],
		['no address', 2, /HTTPS_PROXY is no address of a proxy/, 0],
		['half an address', 2, /HTTPS_PROXY is no address of a proxy/, 0],
		['quotes', 2, /HTTPS_PROXY stands in quotes/, 0],
		['quotes around credentials', 2, /HTTPS_PROXY stands in quotes/, 0],
	])('says what is wrong with it: %s', (name, exitCode, message, attempts) => {
		expect(ran[name]).toMatchObject({exitCode, stdout: ''});
		expect(ran[name]?.stderr).toMatch(new RegExp(message.source.replace('PORT', String(ports[name])), message.flags));
		if (attempts !== undefined) expect(seen[name]).toHaveLength(attempts);
	});

	it('shows no credentials', () => {
		const everything = JSON.stringify(ran);
		for (const secret of ['s3cr3t', credentials.apiToken, 'Basic ']) expect(everything).not.toContain(secret);
	});
});
