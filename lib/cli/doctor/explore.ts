import {clientOptions} from '../../client/client-options.ts';
import {createClientOn} from '../../client/create-client.ts';
import {proxyFor} from '../../client/proxy-for.ts';
import {isPaginationError} from '../../pagination/pagination-error.ts';
import type {Connection} from '../connection.ts';
import {CommandFailed} from '../exit-codes.ts';
import {optionsIn} from '../flags.ts';
import {openNetwork} from '../open-network.ts';
import {readProxy} from '../proxy-address.ts';
import type {Surroundings} from '../surroundings.ts';
import {askEach, listenTo} from './ask.ts';
import {lookAtCertificate} from './certificate.ts';
import type {Asked, Facts} from './facts.ts';
import {lookUp} from './look-up.ts';
import {listsByScope} from './scopes.ts';
import type {ConnectionFlags} from './settings.ts';

/** What is done, or the words of what is wrong with what the user has set. */
export const attempt = async <Value>(
	work: () => Value | Promise<Value>,
): Promise<
	{readonly value: Value; readonly flaw?: undefined} | {readonly flaw: string; readonly value?: undefined}
> => {
	try {
		return {value: await work()};
	} catch (error) {
		if (error instanceof CommandFailed || isPaginationError(error)) return {flaw: error.message};
		throw error;
	}
};

/** What is found out on the way to a space, as far as one gets. */
export type Explored = Pick<Facts, 'proxy' | 'names' | 'certificate' | 'asked'> & {readonly proxyFlaw?: string};

const nothing: Explored = {proxy: undefined, names: undefined, certificate: undefined, asked: []};

const askSpace = async (
	flags: ConnectionFlags,
	connection: Connection,
	origin: string,
	surroundings: Surroundings,
): Promise<readonly Asked[]> => {
	const {fetch, route, close} = await openNetwork(origin, flags.timeout, surroundings);
	try {
		const options = optionsIn(clientOptions, flags);
		const listening = listenTo(fetch);
		const client = createClientOn(
			{
				...options,
				retry: {...options.retry, retries: options.retry?.retries ?? 0},
				...connection,
				fetch: listening.fetch,
			},
			{route},
		);
		return await askEach(client, listsByScope, listening, surroundings.signal);
	} finally {
		await close();
	}
};

/** Goes to a space step by step: its name, its certificate, its answers. Ends at the first that it cannot get past. */
export const explore = async (
	flags: ConnectionFlags,
	connection: Connection | undefined,
	origin: string,
	surroundings: Surroundings,
): Promise<Explored> => {
	const {environment, signal} = surroundings;
	const {timeout = clientOptions.timeout.default} = flags;
	const target = new URL(origin);
	const named = proxyFor(target, environment);
	const {value: proxy, flaw} = await attempt(() => named && readProxy(named));
	if (flaw !== undefined) return {...nothing, proxyFlaw: flaw};
	const route = proxy?.route.kind === 'proxy' ? proxy.route : undefined;
	const host = proxy?.hostname ?? target.hostname.replace(/^\[|\]$/g, '');
	const names = {host, found: await lookUp(host, timeout, signal)};
	const there = {...nothing, proxy: route && {host: route.host, variable: route.variable}, names};
	if ('words' in names.found) return there;
	const certificate =
		target.protocol === 'https:' ? await lookAtCertificate({target, proxy, timeout, signal}) : undefined;
	const seen = {...there, certificate};
	if (connection === undefined || (certificate !== undefined && 'words' in certificate)) return seen;
	const asking = await attempt(() => askSpace(flags, connection, origin, surroundings));
	return asking.flaw === undefined ? {...seen, asked: asking.value} : {...seen, proxyFlaw: asking.flaw};
};
