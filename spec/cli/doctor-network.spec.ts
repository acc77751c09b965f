import {readFileSync} from 'node:fs';
import {createServer as createHttpServer, type RequestListener, type Server} from 'node:http';
import {createServer as createHttpsServer} from 'node:https';
import type {AddressInfo} from 'node:net';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import type {Check} from '../../lib/cli/doctor/check.ts';
import {bundle} from '../support/bundle.ts';
import {cleanEnvironment, runChild} from '../support/child.ts';
import {useProxies} from '../support/proxy.ts';
import {credentials, sendJson} from '../support/server.ts';
import type {Ran} from '../support/surroundings.ts';

/** Runs the command once for each case, in a process that trusts the authority of the tests. */
const program = `
	import {runCommand} from './spec/support/surroundings.ts';
	const cases = Object.entries(JSON.parse(process.env.CASES)).map(async ([name, {address, environment}]) => [
		name,
		await runCommand(['doctor', '--json', '--base-url', address], {environment: {...JSON.parse(process.env.CREDENTIALS), ...environment}}),
	]);
	console.log(JSON.stringify(Object.fromEntries(await Promise.all(cases))));
`;

const certificates = join(import.meta.dirname, '..', 'hostile', 'support', 'certificates');

const identity = (name: string) => {
	const pem = readFileSync(join(certificates, `${name}.pem`));
	return {cert: pem, key: pem};
};

interface Case {
	readonly address: string;
	readonly environment?: Readonly<Record<string, string>>;
}

describe('signalwire-paginate doctor', () => {
	const proxies = useProxies();
	const open: Server[] = [];
	let received = '';
	let ran: Readonly<Record<string, Ran>> = {};

	const listing: RequestListener = (_request, response) => sendJson(response, 200, {links: {}, data: []});
	const recording: RequestListener = (request, response) => {
		received += `${request.url}\n`;
		listing(request, response);
	};
	const listen = async (server: Server): Promise<string> => {
		open.push(server);
		server.on('tlsClientError', () => {});
		await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
		return `https://localhost:${(server.address() as AddressInfo).port}`;
	};

	beforeAll(async () => {
		await proxies.serve(listing);
		const {port} = await proxies.start();
		const closed = await proxies.start(socket =>
			socket.end('HTTP/1.1 407 Give me user:s3cr3t\r\ncontent-length: 0\r\n\r\n'),
		);
		const selfSigned = await listen(createHttpsServer(identity('self-signed'), recording));
		const throughProxy = (proxy: string): Case => ({
			address: 'https://space.example',
			environment: {HTTPS_PROXY: proxy},
		});
		const cases: Record<string, Case> = {
			trusted: {address: await listen(createHttpsServer(identity('trusted'), listing))},
			'plain http': {address: await listen(createHttpServer(recording))},
			'self-signed': {address: selfSigned},
			'any certificate': {address: selfSigned, environment: {NODE_TLS_REJECT_UNAUTHORIZED: '0'}},
			'a proxy': throughProxy(`http://user:s3cr3t@127.0.0.1:${port}`),
			'a proxy that wants more': throughProxy(`http://user:s3cr3t@127.0.0.1:${closed.port}`),
			'a proxy that is not there': throughProxy('http://user:s3cr3t@127.0.0.1:9'),
			'a name of a proxy that there is not': throughProxy('http://user:s3cr3t@proxy.invalid:3128'),
			SOCKS: throughProxy('socks5://user:s3cr3t@127.0.0.1:1080'),
		};
		for (const name of ['wrong-host', 'expired', 'not-yet-valid']) {
			cases[name] = {address: await listen(createHttpsServer(identity(name), recording))};
		}
		const finished = await runChild(process.execPath, [await bundle('doctor', program)], {
			env: cleanEnvironment({
				CASES: JSON.stringify(cases),
				CREDENTIALS: JSON.stringify({
					SIGNALWIRE_PROJECT_ID: credentials.projectId,
					SIGNALWIRE_API_TOKEN: credentials.apiToken,
				}),
				NODE_EXTRA_CA_CERTS: join(certificates, 'authority.pem'),
			}),
		});
		expect(finished).toMatchObject({exitCode: 0, stderr: ''});
		ran = JSON.parse(finished.stdout);
	});
	afterAll(async () => {
		await proxies.close();
		await Promise.all(open.map(server => new Promise(resolve => server.close(resolve))));
	});

	const checkOf = (name: string, check: string): Check | undefined =>
		JSON.parse(ran[name]?.stdout ?? '').checks.find((one: Check) => one.name === check);

	it('tells whose certificate it is, by whom and until when', () => {
		expect(ran.trusted?.exitCode).toBe(0);
		expect(checkOf('trusted', 'certificate')).toEqual({
			name: 'certificate',
			verdict: 'ok',
			text: 'of trusted, by Test authority, until 2120-01-01',
		});
		expect(checkOf('trusted', 'credentials')?.text).toBe('accepted');
	});

	it.each<[server: string, text: RegExp, next: RegExp]>([
		['self-signed', /signed by nobody whom Node trusts \(DEPTH_ZERO_SELF_SIGNED_CERT\)$/, /NODE_EXTRA_CA_CERTS/],
		['wrong-host', /for other names \(ERR_TLS_CERT_ALTNAME_INVALID\)$/, /Check the address/],
		['expired', /it has expired \(CERT_HAS_EXPIRED\)$/, /must renew it/],
		['not-yet-valid', /not valid yet \(CERT_NOT_YET_VALID\)$/, /Check the clock/],
		['plain http', /^none was shown \(.*SSL/, /does not speak TLS/],
	])('says in plain words why it does not trust a certificate: %s', (server, text, next) => {
		expect(ran[server]?.exitCode).toBe(1);
		expect(checkOf(server, 'certificate')).toMatchObject({
			verdict: 'problem',
			text: expect.stringMatching(text),
			next: expect.stringMatching(next),
		});
	});

	it('sends no request to a server that is not trusted', () => {
		expect(received).toBe('');
	});

	it('warns where Node is told to trust anybody', () => {
		expect(checkOf('any certificate', 'trust')).toMatchObject({
			verdict: 'warning',
			text: expect.stringMatching(/NODE_TLS_REJECT_UNAUTHORIZED is 0/),
		});
		expect(checkOf('any certificate', 'certificate')?.verdict).toBe('warning');
	});

	it('looks through a proxy at the certificate behind it', () => {
		expect(checkOf('a proxy', 'proxy')?.text).toMatch(/^127\.0\.0\.1:\d+, from HTTPS_PROXY$/);
		expect(checkOf('a proxy', 'certificate')).toMatchObject({
			text: expect.stringMatching(/space-example|space\.example/i),
		});
	});

	it.each<[proxy: string, check: string, text: RegExp, next: RegExp]>([
		[
			'a proxy that wants more',
			'certificate',
			/the proxy answered 407/,
			/wants credentials.*check those of HTTPS_PROXY/,
		],
		['a proxy that is not there', 'certificate', /ECONNREFUSED/, /Check HTTPS_PROXY: the proxy is not there/],
		[
			'a name of a proxy that there is not',
			'address',
			/^proxy\.invalid has none/,
			/Check HTTPS_PROXY: the proxy is not there/,
		],
		['SOCKS', 'proxy', /cannot be used/, /names a SOCKS proxy/],
	])('says what is wrong with a proxy: %s', (name, check, text, next) => {
		expect(ran[name]?.exitCode).toBe(1);
		expect(checkOf(name, check)).toMatchObject({
			verdict: 'problem',
			text: expect.stringMatching(text),
			next: expect.stringMatching(next),
		});
	});

	it('shows no password of a proxy, and no token', () => {
		expect(JSON.stringify(ran)).not.toMatch(/s3cr3t|PT0123456789abcdef|Basic /);
	});
});
