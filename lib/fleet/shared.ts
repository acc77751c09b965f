import type {AnyList} from '../core/list.ts';
import {readEnvironment} from '../environment.ts';
import type {Client} from '../pagination/client.ts';
import type {ClientEvent} from '../pagination/client-event.ts';
import type {Place} from '../sync/place.ts';
import type {ProjectPlan} from '../sync/plan.ts';
import {openClient, whoseOf} from '../sync/projects.ts';
import type {SyncEvent, WalkMeans} from '../sync/read-walk.ts';
import {openPlace} from '../sync/run-sync.ts';
import type {Refusals} from '../sync/walk-errors.ts';
import type {WaitForTurn} from '../transport/throttle.ts';
import {type FleetJob, type FoundWalk, findWalk} from './fleet-job.ts';
import type {Turns} from './turns.ts';

/** What a client of a project needs besides what the plan says. */
export interface ClientOfFleet {
	readonly waitForTurn: WaitForTurn;
	readonly onEvent: (event: ClientEvent) => void;
}

export interface SharedMeans {
	readonly lists: readonly AnyList[];
	readonly openClient: (project: ProjectPlan, means: ClientOfFleet) => Client | Promise<Client>;
	readonly onProgress: (event: SyncEvent) => void;
}

/** What the jobs of a worker share: a client for each project, a connection to each target, and what was refused. */
export interface Shared {
	readonly meansFor: (job: FleetJob, signal: AbortSignal) => Promise<FoundWalk & WalkMeans>;
	/** How the project of a job is called where machines share turns. */
	readonly close: () => Promise<void>;
}

/** Makes each thing once; what could not be made is made anew. */
const once = <Made>(made: Map<string, Promise<Made>>, key: string, make: () => Promise<Made>): Promise<Made> => {
	const known = made.get(key) ?? make();
	made.set(key, known);
	known.catch(() => made.delete(key));
	return known;
};

/** The one project of a job. */
export const projectOf = ({plan: {projects}}: FleetJob): ProjectPlan => {
	const [project] = projects;
	if (project === undefined) throw new Error('A job has no project.');
	return project;
};

/** By which name machines know the project of a job. */
export const turnsNameOf = (job: FleetJob): string => {
	const {space, projectId} = whoseOf(projectOf(job), readEnvironment());
	return `${space}/${projectId}`;
};

export const createShared = ({lists, openClient: open, onProgress}: SharedMeans, turns: Turns): Shared => {
	const clients = new Map<string, Promise<Client>>();
	const places = new Map<string, Promise<Place>>();
	const refused = new Map<string, Refusals>();

	const clientOf = (job: FleetJob): Promise<Client> => {
		const project = projectOf(job);
		const name = turnsNameOf(job);
		const onEvent = (event: ClientEvent) => {
			// The client waits for itself; a failure to tell others is no reason to end its walk.
			if (event.type === 'pause') turns.keepQuiet(name, event.delay).catch(() => {});
		};
		const means = {waitForTurn: turns.turnOf(name, project.requestsPerSecond), onEvent};
		return once(clients, JSON.stringify(project), () => openClient(project, known => open(known, means)));
	};

	return {
		meansFor: async (job, signal) => {
			const {since} = job;
			const whose = whoseOf(projectOf(job), readEnvironment());
			const found = findWalk(job, whose, lists);
			const {target} = found.plan;
			const client = await clientOf(job);
			const place = await once(places, JSON.stringify(target), () => openPlace(found.plan));
			// What was refused then may be granted since.
			const name = `${turnsNameOf(job)} ${since}`;
			const refusals = refused.get(name) ?? new Map();
			refused.set(name, refusals);
			const goesOnSince = since - found.plan.continueFor;
			return {...found, whose, client, place, signal, since, goesOnSince, refusals, onProgress};
		},
		close: async () => {
			for (const place of places.values()) await (await place).close();
		},
	};
};
