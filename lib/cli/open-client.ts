import {clientOptions} from '../client/client-options.ts';
import {createClient, createClientOn} from '../client/create-client.ts';
import type {AnyList} from '../core/list.ts';
import {rooms} from '../lists/video/rooms.ts';
import type {Client} from '../pagination/client.ts';
import type {ClientEvent} from '../pagination/client-event.ts';
import type {Simulator} from '../simulator/simulator.ts';
import type {ListFlags} from './common-flags.ts';
import {type Connection, checkConnectionFlags, readConnection} from './connection.ts';
import {optionsIn} from './flags.ts';
import {openNetwork} from './open-network.ts';
import type {Surroundings} from './surroundings.ts';

export interface Opened {
	readonly client: Client;
	readonly close: () => Promise<void>;
}

/** A simulator whose list has so many items. */
export const startDemo = async (list: AnyList, demo: number | true) => {
	// Loaded on use: most commands ask a space.
	const {startSimulator} = await import('../simulator/index.ts');
	if (demo === true) return startSimulator();
	return startSimulator(list === rooms ? {rooms: demo} : {lists: {[list.name]: demo}});
};

export const connectionTo = ({url: baseUrl, projectId, apiToken, subscriberToken}: Simulator): Connection => ({
	baseUrl,
	projectId,
	apiToken,
	subscriberToken,
});

/** The client that the flags ask for: of a space, or of a simulator that lives as long as the command. */
export const openClient = async (
	list: AnyList,
	flags: ListFlags,
	surroundings: Surroundings,
	onEvent: (event: ClientEvent) => void,
): Promise<Opened> => {
	checkConnectionFlags(flags);
	const {demo, timeout} = flags;
	const simulator = demo === undefined ? undefined : await startDemo(list, demo);
	const connection = simulator ? connectionTo(simulator) : await readConnection(flags, surroundings);
	const options = {...optionsIn(clientOptions, flags), ...connection, onEvent};
	// Made without a network first: it refuses what is wrong, and knows where its requests would go.
	const {fetch, route, close} = await openNetwork(createClient(options).baseUrl, timeout, surroundings);
	const client = createClientOn({...options, fetch}, {route});
	return {client, close: async () => void (await Promise.all([close(), simulator?.close()]))};
};
