import dns from 'node:dns';
import {type AddressInfo, createServer as createTcpServer, type Socket} from 'node:net';
import {afterAll, afterEach, beforeAll, describe, expect, it, jest} from '@jest/globals';
import {Agent, fetch as undiciFetch} from 'undici';
import {type FetchLike, paginateRooms} from '../../lib/index.ts';
import {clientOf, type Handler, useServers} from '../support/server.ts';
import {rejection} from '../support/simulated.ts';

const serve = useServers();
const open: Array<{readonly destroy: () => Promise<void>}> = [];
afterEach(async () => {
	await Promise.all(open.splice(0).map(agent => agent.destroy()));
});

/** A server that hears connections and says nothing. */
const startDeaf = async (): Promise<number> => {
	const sockets = new Set<Socket>();
	const deaf = createTcpServer(socket => sockets.add(socket.on('error', () => {})));
	await new Promise<void>(resolve => deaf.listen(0, resolve));
	const destroy = async () => {
		for (const socket of sockets) socket.destroy();
		deaf.close();
	};
	open.push({destroy});
	return (deaf.address() as AddressInfo).port;
};

const through = (options: Agent.Options): FetchLike => {
	const dispatcher = new Agent(options);
	open.push(dispatcher);
	return (url, init) => undiciFetch(url, {...init, dispatcher});
};

const failure = (url: string, fetch: FetchLike | undefined) =>
	rejection(
		paginateRooms(clientOf({url}, {fetch, timeout: 20_000, retry: {retries: 1, minDelay: 1, maxDelay: 2}})).next(),
	);

const silence: Handler = () => {};
const stalledBody: Handler = response => {
	response.writeHead(200).write('{');
};

describe('a limit of the fetch itself', () => {
	it('is a time-out that says so, tried again', async () => {
		const [silent, stalled] = [await serve(silence), await serve(stalledBody)];
		const port = await startDeaf();
		const errors = await Promise.all([
			failure(silent.url, through({headersTimeout: 50})),
			failure(stalled.url, through({bodyTimeout: 50})),
			failure(`https://127.0.0.1:${port}`, through({connect: {timeout: 50}})),
		]);
		const limits = [
			['HEADERS', /for an answer, 300 s/],
			['BODY', /for more of an answer, 300 s/],
			['CONNECT', /for connecting, 10 s/],
		] as const;
		for (const [index, [code, limit]] of limits.entries()) {
			expect(errors[index]).toMatchObject({
				kind: 'timeout',
				code: `UND_ERR_${code}_TIMEOUT`,
				message: expect.stringMatching(limit),
			});
			expect(errors[index]).toMatchObject({
				message: expect.stringMatching(/timeout option \(20000 ms\).*Networks.*failed 2 times/),
			});
		}
		expect([silent.requests.length, stalled.requests.length]).toEqual([2, 2]);
	});

	it('of any other making is a time-out too, in its own words', async () => {
		const error = await failure('https://space.example', () =>
			Promise.reject(new DOMException('too slow', 'TimeoutError')),
		);
		expect(error).toMatchObject({kind: 'timeout', message: expect.stringContaining('(too slow)')});
	});
});

/** A port on which nobody listens. */
const closedPort = async (): Promise<number> => {
	const server = createTcpServer();
	await new Promise<void>(resolve => server.listen(0, resolve));
	const {port} = server.address() as AddressInfo;
	await new Promise(resolve => server.close(resolve));
	return port;
};

/** Every name is that of these addresses, for as long as the work lasts. */
const withNames = async <T>(found: readonly string[], work: () => Promise<T>): Promise<T> => {
	const addresses = found.map(address => ({address, family: 4}));
	type Found = (error: null, all: typeof addresses) => void;
	const lookup = (_name: string, _options: object, tell: Found) => tell(null, addresses);
	const known = jest.spyOn(dns, 'lookup').mockImplementation(lookup as never);
	return work().finally(() => known.mockRestore());
};

describe('a name with several addresses', () => {
	it('that all refuse is an error that names each', async () => {
		const port = await closedPort();
		const url = `https://space.example:${port}`;
		const error = await withNames(['127.0.0.2', '127.0.0.3'], () => failure(url, undefined));
		expect(error).toMatchObject({
			kind: 'network',
			code: 'ECONNREFUSED',
			message: expect.stringContaining(
				`(connect ECONNREFUSED 127.0.0.2:${port}; connect ECONNREFUSED 127.0.0.3:${port})`,
			),
		});
	});
});

describe('a proxy in the environment that this fetch does not heed', () => {
	const variable = 'HTTPS_PROXY';
	beforeAll(() => {
		process.env[variable] = 'http://user:s3cr3t@proxy.example:3128';
	});
	afterAll(() => {
		delete process.env[variable];
	});

	it('is named when nobody answers, without its address', async () => {
		const [refusing, deaf] = [await closedPort(), await startDeaf()].map(port => `https://space.example:${port}`);
		const errors = await withNames(['127.0.0.2'], () =>
			Promise.all([
				failure(refusing ?? '', undefined),
				rejection(paginateRooms(clientOf({url: deaf ?? ''}, {timeout: 30, retry: {retries: 0}})).next()),
			]),
		);
		for (const [index, kind] of ['network', 'timeout'].entries()) {
			expect(errors[index]).toMatchObject({
				kind,
				message: expect.stringMatching(
					/ HTTPS_PROXY is set, but requests go through a proxy only by a fetch that knows/,
				),
			});
			expect(String(errors[index])).not.toContain('s3cr3t');
		}
	});

	it.each<[why: string, url: string, fetch: FetchLike | undefined]>([
		['a fetch was passed', 'https://space.example', () => Promise.reject(new Error('refused'))],
		['the server is this machine', 'http://127.0.0.1', undefined],
	])('is not named when %s', async (_why, url, fetch) => {
		expect(String(await failure(`${url}:${await closedPort()}`, fetch))).not.toContain('PROXY');
	});
});

describe('a proxy that refuses', () => {
	it.each(['Proxy response (407) !== 200 when HTTP Tunneling', 'the proxy answered 407'])(
		'for want of credentials fails at once: %s',
		async words => {
			let calls = 0;
			const refused: FetchLike = () => {
				calls++;
				const cause = Object.assign(new Error(words), {code: 'UND_ERR_ABORTED'});
				return Promise.reject(new TypeError('fetch failed', {cause}));
			};
			const error = await failure('https://space.example', refused);
			expect(error).toMatchObject({
				kind: 'authentication',
				status: 407,
				message: expect.stringMatching(/proxy.*credentials/),
			});
			expect(calls).toBe(1);
		},
	);
});
