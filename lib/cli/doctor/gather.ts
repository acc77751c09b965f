import * as E from 'fp-ts/lib/Either.js';
import {clientOptions} from '../../client/client-options.ts';
import {createClient} from '../../client/create-client.ts';
import {version} from '../../client/version.ts';
import {parseBaseUrl, parseSpace} from '../../core/base-address.ts';
import {builtInModule, type Environment, readRuntime} from '../../environment.ts';
import {rooms} from '../../lists/video/rooms.ts';
import {type Connection, readConnection} from '../connection.ts';
import {optionsIn} from '../flags.ts';
import {connectionTo, startDemo} from '../open-client.ts';
import type {Surroundings} from '../surroundings.ts';
import {attempt, type Explored, explore} from './explore.ts';
import type {Facts} from './facts.ts';
import {findPackages} from './packages.ts';
import {type ConnectionFlags, settingsOf} from './settings.ts';

/** Where the space is; what is wrong with its name or address, undefined where there is none. */
const readOrigin = (
	{space, baseUrl}: Pick<Connection, 'space' | 'baseUrl'>,
	environment: Environment,
): {readonly origin?: string; readonly flaw?: string} => {
	const name = space ?? environment.SIGNALWIRE_SPACE;
	if (baseUrl === undefined && !name) return {};
	const read = baseUrl === undefined ? parseSpace(name) : parseBaseUrl(baseUrl);
	return E.isRight(read) ? {origin: read.right.origin} : {flaw: read.left.message};
};

interface Found extends Explored {
	readonly connection: Connection | undefined;
	readonly origin: string | undefined;
	readonly flaws: Facts['flaws'];
}

/** Goes as far as settings and network let it. */
const find = async (
	flags: ConnectionFlags,
	surroundings: Surroundings,
	demo: Connection | undefined,
): Promise<Found> => {
	const read = demo ? {value: demo} : await attempt(() => readConnection(flags, surroundings));
	const {origin, flaw = origin === undefined ? read.flaw : undefined} = readOrigin(
		demo ?? flags,
		surroundings.environment,
	);
	if (origin === undefined) {
		const nothing = {proxy: undefined, names: undefined, certificate: undefined, asked: []};
		return {...nothing, connection: undefined, origin, flaws: flaw === undefined ? {} : {space: flaw}};
	}
	const options = optionsIn(clientOptions, flags);
	const checked = read.value && (await attempt(() => createClient({...options, ...read.value})));
	const credentials = read.flaw ?? checked?.flaw;
	const connection = credentials === undefined ? read.value : undefined;
	const explored = await explore(flags, connection, origin, surroundings);
	const {proxyFlaw: proxy} = explored;
	return {
		...explored,
		connection,
		origin,
		flaws: {...(credentials !== undefined && {credentials}), ...(proxy !== undefined && {proxy})},
	};
};

/** What was found out, and what must not be shown of it. */
export interface Gathered {
	readonly facts: Facts;
	readonly connection: Connection | undefined;
}

export const gather = async (flags: ConnectionFlags, surroundings: Surroundings): Promise<Gathered> => {
	const {environment} = surroundings;
	const packages = await findPackages();
	const simulator = flags.demo === undefined ? undefined : await startDemo(rooms, flags.demo);
	try {
		const {connection, origin, flaws, proxy, names, certificate, asked} = await find(
			flags,
			surroundings,
			simulator && connectionTo(simulator),
		);
		const facts: Facts = {
			version,
			runtime: readRuntime(),
			packages,
			hasSqlite: builtInModule('node:sqlite') !== undefined,
			settings: settingsOf(flags, environment, {origin, projectId: connection?.projectId}),
			flaws,
			origin,
			proxy,
			names,
			certificate,
			trustsAnybody: environment.NODE_TLS_REJECT_UNAUTHORIZED === '0',
			trustsMore: Boolean(environment.NODE_EXTRA_CA_CERTS),
			asked,
		};
		return {facts, connection};
	} finally {
		await simulator?.close();
	}
};
