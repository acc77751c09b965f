import {createClient, createClientOn} from '../client/create-client.ts';
import type {Client} from '../pagination/client.ts';
import type {ClientEvent} from '../pagination/client-event.ts';
import {createSecrets} from '../redact/secrets.ts';
import type {ProjectPlan} from '../sync/plan.ts';
import {clientOptionsOf} from '../sync/projects.ts';
import {openNetwork} from './open-network.ts';
import type {Surroundings} from './surroundings.ts';

/** Clients of the projects of a plan, each through the proxy that the environment names for its space. */
export const openClients = (surroundings: Surroundings, onEvent: (project: string, event: ClientEvent) => void) => {
	const clients = new Map<string, Promise<Client>>();
	const ends: Array<() => Promise<void>> = [];
	const redacting: Array<(text: string) => string> = [];
	const open = async (project: ProjectPlan): Promise<Client> => {
		const options = {
			...clientOptionsOf(project, surroundings.environment),
			onEvent: (event: ClientEvent) => onEvent(project.name, event),
		};
		const {projectId = '', apiToken = ''} = options;
		redacting.push(createSecrets(projectId, apiToken).redact);
		const {fetch, route, close} = await openNetwork(createClient(options).baseUrl, undefined, surroundings);
		ends.push(close);
		return createClientOn({...options, fetch}, {route});
	};
	return {
		/** That of a project, which has one only. */
		clientOf: (project: ProjectPlan): Promise<Client> => {
			const client = clients.get(project.name) ?? open(project);
			clients.set(project.name, client);
			return client;
		},
		/** Text without the tokens of all of them. */
		redact: (text: string): string => redacting.reduce((clean, redact) => redact(clean), text),
		close: async (): Promise<void> => {
			await Promise.all(ends.map(end => end()));
		},
	};
};
