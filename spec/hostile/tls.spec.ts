import {readFileSync} from 'node:fs';
import {createServer as createHttpServer, type IncomingMessage, type Server, type ServerResponse} from 'node:http';
import {createServer as createHttpsServer} from 'node:https';
import {type AddressInfo, createServer as createTcpServer, type Socket} from 'node:net';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {bundle} from '../support/bundle.ts';
import {cleanEnvironment, runChild} from '../support/child.ts';
import {credentials, idsFrom, sendJson, sendListing} from '../support/server.ts';
import {useElsewhere} from './support/hostile-server.ts';

const certificates = join(import.meta.dirname, 'support', 'certificates');
const identity = (name: string) => {
	const pem = readFileSync(join(certificates, `${name}.pem`));
	return {cert: pem, key: pem};
};

/** Walks each address in a process that trusts the tests' own authority, which this one could not be told to. */
const program = `
	import {inspect} from 'node:util';
	import {createClient, paginateRooms} from 'signalwire-paginate';
	const {PROJECT_ID: projectId, API_TOKEN: apiToken, ADDRESSES} = process.env;
	process.on('unhandledRejection', () => process.exit(7));
	const retry = {retries: 2, minDelay: 1, maxDelay: 5};
	const walks = Object.entries(JSON.parse(ADDRESSES)).map(async ([name, baseUrl]) => {
		const rooms = [];
		let requests = 0;
		const onEvent = ({type}) => {
			if (type === 'request') requests++;
		};
		try {
			const client = createClient({baseUrl, projectId, apiToken, retry, timeout: 10_000, onEvent});
			for await (const {id} of paginateRooms(client)) rooms.push(id);
			return [name, {rooms, requests}];
		} catch (error) {
			const {kind, code, message, cursor} = error;
			return [name, {rooms, requests, kind, code, message, cursor, everything: inspect(error, {depth: null, showHidden: true})}];
		}
	});
	console.log(JSON.stringify(Object.fromEntries(await Promise.all(walks))));
`;

interface Walked {
	readonly rooms: readonly string[];
	readonly requests: number;
	readonly kind?: string;
	readonly code?: string;
	readonly message?: string;
	readonly cursor?: string;
	readonly everything?: string;
}

const untrusted = /Its certificate is not trusted: check the address, and any proxy between\.$/;
const noTls = /[^u]\). What answers there does not speak TLS as it should: check the address .* It failed 3 times\.$/;

const failures: ReadonlyArray<readonly [server: string, code: RegExp, message: RegExp, requests: number]> = [
	['self-signed', /^DEPTH_ZERO_SELF_SIGNED_CERT$/, untrusted, 1],
	['wrong-host', /^ERR_TLS_CERT_ALTNAME_INVALID$/, untrusted, 1],
	['expired', /^CERT_HAS_EXPIRED$/, untrusted, 1],
	['not-yet-valid', /^CERT_NOT_YET_VALID$/, untrusted, 1],
	['plain HTTP', /SSL|EPROTO/, noTls, 3],
	['garbage', /SSL|EPROTO/, noTls, 3],
	['a TLS alert', /SSL|EPROTO/, noTls, 3],
	[
		'nothing, and the end',
		/ECONNRESET|UND_ERR_SOCKET/,
		/Check the network; resume from the cursor\. It failed 3 times\.$/,
		3,
	],
	['a reset', /ECONNRESET|UND_ERR_SOCKET/, /Check the network; resume from the cursor\. It failed 3 times\.$/, 3],
];

describe('an https address', () => {
	const elsewhere = useElsewhere();
	const open: Array<Server | ReturnType<typeof createTcpServer>> = [];
	/** Requests that came to a server that was not trusted, and bytes that came to one that speaks no TLS. */
	let received = '';
	let walked: Readonly<Record<string, Walked>> = {};

	const listen = async (server: (typeof open)[number]): Promise<string> => {
		open.push(server.on('connection', (socket: Socket) => socket.on('error', () => {})));
		await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
		return `https://localhost:${(server.address() as AddressInfo).port}`;
	};
	const listing = (request: IncomingMessage, response: ServerResponse) => sendListing(response, request, 3, 2);
	const recording = (request: IncomingMessage, response: ServerResponse) => {
		received += `${request.url} ${JSON.stringify(request.headers)}\n`;
		listing(request, response);
	};
	const answering = (answer: (socket: Socket) => void) =>
		createTcpServer(socket => {
			socket.once('data', bytes => {
				received += bytes.toString('latin1');
				answer(socket);
			});
		});
	const turning = (turn: (response: ServerResponse) => void) => (request: IncomingMessage, response: ServerResponse) =>
		request.url?.includes('page=1') ? turn(response) : listing(request, response);

	beforeAll(async () => {
		const port = () => new URL(elsewhere.origin()).port;
		const addresses: Record<string, string> = {
			trusted: await listen(createHttpsServer(identity('trusted'), listing)),
			'a redirect to http': await listen(
				createHttpsServer(
					identity('trusted'),
					turning(response => response.writeHead(302, {location: `http://localhost:${port()}/api/video/rooms`}).end()),
				),
			),
			'a link to http': await listen(
				createHttpsServer(identity('trusted'), (request, response) => {
					const page = Number(new URL(request.url ?? '', 'https://localhost').searchParams.get('page') ?? 0);
					const next = `http://${request.headers.host}/api/video/rooms?page=1`;
					if (page === 0) sendJson(response, 200, {links: {next}, data: []});
					else listing(request, response);
				}),
			),
			'plain HTTP': await listen(createHttpServer(recording)),
			garbage: await listen(answering(socket => socket.end('SSH-2.0-OpenSSH_9.6\r\n'))),
			'a TLS alert': await listen(answering(socket => socket.end(Uint8Array.of(0x15, 3, 3, 0, 2, 2, 0x28)))),
			'nothing, and the end': await listen(answering(socket => socket.end())),
			'a reset': await listen(answering(socket => socket.resetAndDestroy())),
			'a name that there is not': 'https://no-such-space.invalid',
		};
		for (const name of ['self-signed', 'wrong-host', 'expired', 'not-yet-valid']) {
			addresses[name] = await listen(createHttpsServer(identity(name), recording));
		}
		const file = await bundle('tls', program);
		const finished = await runChild(process.execPath, [file], {
			env: cleanEnvironment({
				ADDRESSES: JSON.stringify(addresses),
				PROJECT_ID: credentials.projectId,
				API_TOKEN: credentials.apiToken,
				NODE_EXTRA_CA_CERTS: join(certificates, 'authority.pem'),
			}),
		});
		expect(finished).toMatchObject({exitCode: 0, stderr: ''});
		walked = JSON.parse(finished.stdout);
	}, 60_000);

	afterAll(async () => {
		await Promise.all(open.map(server => new Promise(resolve => server.close(resolve))));
	});

	it('with a certificate that is trusted is walked', () => {
		expect(walked.trusted).toEqual({rooms: idsFrom(0, 6), requests: 3});
	});

	it.each(failures)(
		'of a server with %s is a network error that says what to do',
		(server, code, message, requests) => {
			const failure = walked[server];
			expect(failure).toMatchObject({kind: 'network', rooms: [], requests, cursor: '/api/video/rooms?page_size=1000'});
			expect(failure?.code).toMatch(code);
			expect(failure?.message).toMatch(message);
			expect(failure?.message).toContain('GET /api/video/rooms?page_size=1000 from https://localhost:');
		},
	);

	it('of a name that there is not is a network error that says what to do', () => {
		const failure = walked['a name that there is not'];
		// Without a network, nobody can even be asked for the name.
		expect(failure).toMatchObject({kind: 'network', code: expect.stringMatching(/ENOTFOUND|EAI_AGAIN/), requests: 3});
		expect(failure?.message).toMatch(/Check the name of the space, and the network\. It failed 3 times\.$/);
	});

	it('is not left for http by a redirect', () => {
		expect(walked['a redirect to http']).toMatchObject({
			kind: 'unsafe-redirect',
			rooms: idsFrom(0, 2),
			cursor: '/api/video/rooms?page=1',
		});
		expect(elsewhere.connections()).toBe(0);
	});

	it('is not left for http by a link to the same host, which is followed on https', () => {
		expect(walked['a link to http']).toEqual({rooms: idsFrom(2, 6), requests: 3});
	});

	it('is sent no request and no credentials unless its certificate is trusted', () => {
		expect(received).not.toMatch(/authorization|GET |\/api\/video/i);
		for (const {everything = ''} of Object.values(walked)) {
			expect(everything).not.toContain(credentials.apiToken);
			expect(everything).not.toMatch(/Basic /);
		}
	});
});
