import type {AnyList} from '../core/list.ts';
import {readEnvironment} from '../environment.ts';
import type {Client} from '../pagination/client.ts';
import type {ClientEvent} from '../pagination/client-event.ts';
import type {Place} from '../sync/place.ts';
import type {ProjectPlan} from '../sync/plan.ts';
import {openClient, projectsOf} from '../sync/projects.ts';
import {type ReadPlan, readPlan} from '../sync/read-plan.ts';
import type {WalkMeans} from '../sync/read-walk.ts';
import {openPlace} from '../sync/run-sync.ts';
import type {Refusals} from '../sync/walk-errors.ts';
import type {PlannedWalk} from '../sync/walks.ts';
import type {WaitForTurn} from '../transport/throttle.ts';
import {type FleetJob, walkIn} from './fleet-job.ts';
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

/** How a project is reached by what one run of a plan has enqueued: the next run finds another token, perhaps. */
interface Reach {
	readonly since: number;
	readonly client: Promise<Client>;
	readonly refusals: Refusals;
}

/** What a job is done with. */
interface Prepared {
	/** By which name machines know its project. */
	readonly name: string;
	readonly walk: PlannedWalk;
	readonly means: Omit<WalkMeans, 'signal' | 'onProgress'>;
}

/** What the jobs of a worker share: a client for each project, a connection to each target, and what was refused. */
export const createShared = ({lists, openClient: open, signal}: SharedMeans, turns: Turns) => {
	const reached = new Map<string, Reach>();
	const places = new Map<string, Promise<Place>>();

	const clientOf = (project: ProjectPlan, name: string): Promise<Client> => {
		const onEvent = (event: ClientEvent) => {
			if (event.type === 'pause') turns.keepQuiet(name, event.delay, signal).catch(() => {});
		};
		const waitForTurn = turns.turnOf(name, project.requestsPerSecond);
		// By its turns it keeps to the limit, over all machines: a pace of its own would have it miss some.
		const unlimited = {...project, requestsPerSecond: undefined};
		return openClient(unlimited, one => open(one, {waitForTurn, onEvent}));
	};

	const reachOf = (project: ProjectPlan, name: string, since: number): Reach => {
		const key = JSON.stringify(project);
		const known = reached.get(key);
		if (known !== undefined && known.since >= since) return known;
		const reach = {since, client: clientOf(project, name), refusals: new Map()};
		reached.set(key, reach);
		reach.client.catch(() => reached.delete(key));
		return reach;
	};

	const placeOf = (plan: ReadPlan): Promise<Place> => {
		const key = JSON.stringify([plan.target, plan.schema]);
		const place = places.get(key) ?? openPlace(plan);
		places.set(key, place);
		place.catch(() => places.delete(key));
		return place;
	};

	return {
		prepare: async (job: FleetJob): Promise<Prepared> => {
			const {since} = job;
			const plan = readPlan(job.plan, lists);
			const [own] = projectsOf(plan, readEnvironment());
			if (own === undefined) throw new Error('A job has no project.');
			const {project, whose} = own;
			const name = `${whose.space}/${whose.projectId}`;
			const {client, refusals} = reachOf(project, name, since);
			const place = await placeOf(plan);
			const means = {whose, client: await client, place, since, goesOnSince: since - plan.continueFor, refusals};
			return {name, walk: walkIn(job, plan, whose), means};
		},
		close: async () => {
			await Promise.allSettled([...places.values()].map(async place => (await place).close()));
		},
	};
};
