import dns from 'node:dns';
import {createServer as createTcpServer} from 'node:net';
import {afterEach, describe, expect, it, jest} from '@jest/globals';
import {Agent, fetch as undiciFetch} from 'undici';
import {type FetchLike, paginateRooms} from '../../lib/index.ts';
import {clientOf, type Handler, useServers} from '../support/server.ts';
import {rejection} from '../support/simulated.ts';

const serve = useServers();
const open: Array<{readonly destroy: () => Promise<void>}> = [];
afterEach(async () => {
	await Promise.all(open.splice(0).map(agent => agent.destroy()));
});

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
		const deaf = createTcpServer(() => {});
		await new Promise<void>(resolve => deaf.listen(0, '127.0.0.1', resolve));
		const {port} = deaf.address() as {readonly port: number};
		const errors = await Promise.all([
			failure(silent.url, through({headersTimeout: 50})),
			failure(stalled.url, through({bodyTimeout: 50})),
			failure(`https://127.0.0.1:${port}`, through({connect: {timeout: 50}})),
		]);
		deaf.close();
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

describe('a name with several addresses', () => {
	it('that all refuse is an error that names each', async () => {
		const addresses = ['127.0.0.2', '127.0.0.3'].map(address => ({address, family: 4}));
		type Found = (error: null, all: typeof addresses) => void;
		const lookup = (_name: string, _options: object, found: Found) => found(null, addresses);
		const known = jest.spyOn(dns, 'lookup').mockImplementation(lookup as never);
		const error = await failure('https://space.example:4999', undefined);
		known.mockRestore();
		expect(error).toMatchObject({
			kind: 'network',
			code: 'ECONNREFUSED',
			message: expect.stringContaining('(connect ECONNREFUSED 127.0.0.2:4999; connect ECONNREFUSED 127.0.0.3:4999)'),
		});
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
