import type {Socket} from 'node:net';
import {clientOptions} from '../client/client-options.ts';
import {proxyFor} from '../client/proxy-for.ts';
import {isNode} from '../environment.ts';
import type {FetchLike} from '../transport/fetch-like.ts';
import type {Route} from '../transport/route.ts';
import {codeOf, wordsOf} from '../transport/thrown.ts';
import {CommandFailed, exitCodes} from './exit-codes.ts';
import {type ProxyAddress, readProxy} from './proxy-address.ts';
import type * as ProxyTunnel from './proxy-tunnel.ts';
import type {Surroundings} from './surroundings.ts';

/** How requests leave: by the runtime's own fetch unless there is another. */
export interface Network {
	readonly fetch?: FetchLike;
	readonly route?: Route;
	readonly close: () => Promise<void>;
}

const usual: Network = {close: async () => {}};

type Undici = typeof import('undici');

/** The package, or the code of what kept it from being loaded. */
const loadUndici = async (): Promise<Undici | string> => {
	try {
		return await import('undici');
	} catch (error) {
		return codeOf(error) ?? wordsOf(error);
	}
};

/** Loaded on use: few go through a proxy, and nobody else needs Node's own client. */
const openTunnel = async (...way: Parameters<typeof ProxyTunnel.openTunnel>): Promise<Socket> =>
	(await import('./proxy-tunnel.ts')).openTunnel(...way);

const openUndici = (
	{Agent, buildConnector, fetch}: Undici,
	target: URL,
	proxy: ProxyAddress | undefined,
	timeout: number,
): Network => {
	const closing = new AbortController();
	const finish = buildConnector({timeout});
	const host = `${target.hostname}:${target.port || 443}`;
	const throughProxy =
		(via: ProxyAddress): typeof finish =>
		(options, callback) => {
			openTunnel(via, host, timeout, closing.signal).then(
				httpSocket => finish({...options, httpSocket}, callback),
				error => callback(error, null),
			);
		};
	const connect = proxy === undefined ? finish : throughProxy(proxy);
	const dispatcher = new Agent({connect, headersTimeout: 0, bodyTimeout: 0});
	return {
		fetch: (url, init) => fetch(url, {...init, dispatcher}),
		...(proxy && {route: proxy.route}),
		close: async () => {
			closing.abort();
			await dispatcher.destroy();
		},
	};
};

const usualTimeout = clientOptions.timeout.default;

/**
 * Goes through the proxy that the environment names, which Node's fetch does not by itself on every version; never for
 * this machine itself, which it might do then. Bun and Deno see to that themselves.
 */
export const openNetwork = async (
	origin: string,
	timeout: number | undefined = usualTimeout,
	{environment}: Pick<Surroundings, 'environment'>,
): Promise<Network> => {
	const target = new URL(origin);
	const named = proxyFor(target, environment);
	// Whoever asks for a longer one means it: undici's own limits are lifted.
	const needed = named !== undefined || timeout > usualTimeout || environment.NODE_USE_ENV_PROXY === '1';
	if (!needed || !isNode()) return usual;
	const proxy = named && readProxy(named);
	const undici = await loadUndici();
	if (typeof undici !== 'string') return openUndici(undici, target, proxy, timeout);
	if (named === undefined) return usual;
	throw new CommandFailed(
		exitCodes.usage,
		`${named.variable} is set, and going through a proxy needs the optional package undici, which cannot be loaded ` +
			`(${undici}): run "npm install undici", or name the space's host in NO_PROXY.`,
	);
};
