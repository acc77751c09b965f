import type {AnyList} from '../core/list.ts';
import {readEnvironment} from '../environment.ts';
import type {Client} from '../pagination/client.ts';
import type {ClientEvent} from '../pagination/client-event.ts';
import type {Place} from '../sync/place.ts';
import type {ProjectPlan} from '../sync/plan.ts';
import {openClient, projectsOf} from '../sync/projects.ts';
import {readPlan} from '../sync/read-plan.ts';
import type {WalkMeans} from '../sync/read-walk.ts';
import {openPlace} from '../sync/run-sync.ts';
import type {Refusals} from '../sync/walk-errors.ts';
import type {WaitForTurn} from '../transport/throttle.ts';
import type {FleetJob} from './fleet-job.ts';
import type {Turns} from './turns.ts';

/** What a client of a project needs besides what the plan says. */
export interface ClientOfFleet {
	readonly waitForTurn: WaitForTurn;
	readonly onEvent: (event: ClientEvent) => void;
}

export interface SharedMeans {
	/** Lists that are not SignalWire's. */
	readonly lists: readonly AnyList[];
	readonly openClient: (project: ProjectPlan, means: ClientOfFleet) => Client | Promise<Client>;
}

/** Makes each thing once; what could not be made is made anew. */
const once = <Made>(made: Map<string, Promise<Made>>, key: string, make: () => Promise<Made>): Promise<Made> => {
	const known = made.get(key) ?? make();
	made.set(key, known);
	known.catch(() => made.delete(key));
	return known;
};

/** What the jobs of a worker share: a client for each project, a connection to each target, and what was refused. */
export const createShared = ({lists, openClient: open}: SharedMeans, turns: Turns) => {
	const clients = new Map<string, Promise<Client>>();
	const places = new Map<string, Promise<Place>>();
	const refused = new Map<string, Refusals>();
	return {
		/** What a job is done with, and by which name machines know its project. */
		meansFor: async ({
			plan,
			since,
		}: FleetJob): Promise<Omit<WalkMeans, 'signal' | 'onProgress'> & {readonly name: string}> => {
			const [own] = projectsOf(plan, readEnvironment());
			if (own === undefined) throw new Error('A job has no project.');
			const {project, whose} = own;
			const name = `${whose.space}/${whose.projectId}`;
			const onEvent = (event: ClientEvent) => {
				// The client waits for itself; that others could not be told is no reason to end its walk.
				if (event.type === 'pause') turns.keepQuiet(name, event.delay).catch(() => {});
			};
			// By its turns it keeps to the limit, over all machines: a pace of its own would have it miss some.
			const unlimited = {...project, requestsPerSecond: undefined};
			const clientMeans = {waitForTurn: turns.turnOf(name, project.requestsPerSecond), onEvent};
			const read = readPlan(plan, lists);
			// What was refused to an earlier run may be granted to this one.
			const refusals = refused.get(`${name} ${since}`) ?? new Map();
			refused.set(`${name} ${since}`, refusals);
			return {
				name,
				whose,
				client: await once(clients, JSON.stringify(project), () =>
					openClient(unlimited, one => open(one, clientMeans)),
				),
				place: await once(places, JSON.stringify([plan.target, plan.schema]), () => openPlace(read)),
				since,
				goesOnSince: since - read.continueFor,
				refusals,
			};
		},
		close: async () => {
			for (const place of places.values()) await (await place).close();
		},
	};
};
