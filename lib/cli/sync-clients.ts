import {createClient, createClientOn} from '../client/create-client.ts';
import type {ClientOfFleet} from '../fleet/shared.ts';
import type {Client} from '../pagination/client.ts';
import type {ClientEvent} from '../pagination/client-event.ts';
import {createSecrets} from '../redact/secrets.ts';
import type {ProjectPlan} from '../sync/plan.ts';
import {clientOptionsOf} from '../sync/projects.ts';
import {openNetwork} from './open-network.ts';
import type {Surroundings} from './surroundings.ts';

/** Clients of the projects of plans, each through the proxy that the environment names for its space. */
export const openClients = (surroundings: Surroundings, onEvent: (project: string, event: ClientEvent) => void) => {
	const ends: Array<() => Promise<void>> = [];
	const redacting = new Map<string, (text: string) => string>();
	return {
		open: async (project: ProjectPlan, {waitForTurn, onEvent: tell}: Partial<ClientOfFleet> = {}): Promise<Client> => {
			const options = {
				...clientOptionsOf(project, surroundings.environment),
				onEvent: (event: ClientEvent) => {
					onEvent(project.name, event);
					tell?.(event);
				},
			};
			const {projectId = '', apiToken = ''} = options;
			redacting.set(`${projectId}:${apiToken}`, createSecrets(projectId, apiToken).redact);
			const {fetch, route, close} = await openNetwork(createClient(options).baseUrl, undefined, surroundings);
			ends.push(close);
			return createClientOn({...options, fetch}, {route, waitForTurn});
		},
		/** Text without the tokens of all of them. */
		redact: (text: string): string => [...redacting.values()].reduce((clean, redact) => redact(clean), text),
		close: async (): Promise<void> => {
			await Promise.all(ends.map(end => end()));
		},
	};
};
