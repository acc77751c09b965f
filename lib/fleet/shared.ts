import type {AnyList} from '../core/list.ts';
import {readEnvironment} from '../environment.ts';
import type {Client} from '../pagination/client.ts';
import type {ClientEvent} from '../pagination/client-event.ts';
import {openPlace} from '../sync/open-place.ts';
import type {Place} from '../sync/place.ts';
import type {ProjectPlan} from '../sync/plan.ts';
import {type ReadPlan, readPlan} from '../sync/read-plan.ts';
import {type Reached, reachProjects} from '../sync/run-walks.ts';
import type {Whose} from '../sync/walks.ts';
import {asksForQuiet} from '../transport/retry-policy.ts';
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
	/** When it is aborted, the worker stops. */
	readonly signal: AbortSignal;
}

/** By which name machines know a project. */
export const turnNameOf = ({space, projectId}: Whose): string => `${space}/${projectId}`;

/** Milliseconds: after so long a server is asked again, whatever it has said. */
const longestQuiet = 3_600_000;

/** For how many milliseconds a server wants nobody to ask it: also where it is longer than a client would wait. */
const quietAskedBy = (event: ClientEvent): number => {
	if (event.type === 'pause') return event.delay;
	if (event.type !== 'failure' || event.status === undefined || !asksForQuiet(event.status, event.retryAfter)) return 0;
	return Math.min(event.retryAfter ?? 0, longestQuiet);
};

/** What the jobs of a worker share: clients of projects, connections to targets, and what was refused or not heeded. */
export const createShared = ({lists, openClient, signal}: SharedMeans, turns: Turns) => {
	/** By the projects of a job. For what is enqueued later, tokens are looked for anew. */
	const known = new Map<string, {readonly since: number; readonly projects: Promise<readonly Reached[]>}>();
	const places = new Map<string, Promise<Place>>();

	const openOwn = (project: ProjectPlan, whose: Whose): Client | Promise<Client> => {
		const name = turnNameOf(whose);
		const onEvent = (event: ClientEvent) => {
			const quiet = quietAskedBy(event);
			if (quiet > 0) turns.keepQuiet(name, quiet, signal).catch(() => {});
		};
		const waitForTurn = turns.turnOf(name, project.requestsPerSecond);
		// By its turns it keeps to the limit, over all machines: a pace of its own would have it miss some.
		return openClient({...project, requestsPerSecond: undefined}, {waitForTurn, onEvent});
	};

	const projectsFor = (plan: ReadPlan, since: number): Promise<readonly Reached[]> => {
		const key = JSON.stringify(plan.projects);
		const before = known.get(key);
		if (before !== undefined && before.since >= since) return before.projects;
		const projects = reachProjects(plan, readEnvironment(), openOwn);
		known.set(key, {since, projects});
		projects.catch(() => known.delete(key));
		return projects;
	};

	const placeOf = (plan: ReadPlan): Promise<Place> => {
		const key = JSON.stringify([plan.target, plan.schema]);
		const place = places.get(key) ?? openPlace(plan);
		places.set(key, place);
		place.catch(() => places.delete(key));
		return place;
	};

	return {
		prepare: async (job: FleetJob) => {
			const plan = readPlan(job.plan, lists);
			return {plan, projects: await projectsFor(plan, job.since), place: await placeOf(plan)};
		},
		close: async () => {
			await Promise.allSettled([...places.values()].map(async place => (await place).close()));
		},
	};
};
