import {createHash} from 'node:crypto';
import {linkedAbort} from '../abort/linked-abort.ts';
import {invalidInput} from '../core/api-error.ts';
import {destinationErrorOf} from '../export/file-target/destination-error.ts';
import {type Client, internalsOf} from '../pagination/client.ts';
import {isPaginationError, orThrow, PaginationError} from '../pagination/pagination-error.ts';
import {labelsOf, tasksOf, type Wanted} from './families.ts';
import type {Outcome} from './outcomes.ts';
import type {Place} from './place.ts';
import type {ProjectPlan} from './plan.ts';
import type {ReadPlan} from './read-plan.ts';
import {Reader} from './reader.ts';
import {runFairly} from './schedule.ts';
import type {SyncEvent} from './sync-event.ts';
import type {Shard, Whose} from './walks.ts';

/** What a run of a plan did. */
export interface SyncSummary {
	/** Whether every walk was read to its end, or had no need to be. */
	readonly complete: boolean;
	/** Rows of the walks that were read to their ends. */
	readonly rows: number;
	/** Milliseconds. */
	readonly elapsed: number;
	/** Of each walk, in the order of the plan; of what is below the items of one, together. */
	readonly outcomes: readonly Outcome[];
}

/** How a plan is to be run. */
export interface SyncMeans {
	readonly openClient: (project: ProjectPlan) => Client | Promise<Client>;
	readonly signal: AbortSignal | undefined;
	readonly shard: Shard;
	/** Walks whose labels have one of these in them; empty for all. */
	readonly only: readonly string[];
	readonly onProgress: (event: SyncEvent) => void;
}

const openPlace = async ({target: {kind, address, schema}}: ReadPlan): Promise<Place> => {
	// Loaded on use: who writes files pays nothing for databases.
	if (kind === 'folder') return (await import('./folder-place.ts')).openFolderPlace(address);
	return (await import('./postgres-place.ts')).openPostgresPlace(address, schema);
};

/** Whose lists a client reads. */
export const whoseOf = ({name}: ProjectPlan, client: Client): Whose => ({
	name,
	space: new URL(client.baseUrl).hostname,
	projectId: orThrow(internalsOf(client)).projectId,
});

/** Runs of the same walks go on with each other. */
const roundName = ({projects, lists}: ReadPlan, {shard, only}: SyncMeans): string => {
	const walks = lists.map(({words, query, table, slicing, children}) => [
		words,
		query,
		table,
		slicing,
		children.length,
	]);
	const text = JSON.stringify([projects.map(({name}) => name), walks, only, shard]);
	return `run ${createHash('sha256').update(text).digest('hex').slice(0, 32)}`;
};

const finished = ' finished';

/** When the run began that this one goes on with, or this one. */
const beginRound = async (place: Place, name: string, continueFor: number): Promise<number> => {
	const now = Date.now();
	const left = await place.note(name);
	if (left !== undefined && !left.endsWith(finished) && now - Date.parse(left) < continueFor) return Date.parse(left);
	await place.keepNote(name, new Date(now).toISOString());
	return now;
};

const isWantedBy =
	(only: readonly string[]) =>
	(label: string): boolean =>
		only.length === 0 || only.some(text => label.includes(text));

const wantedBy = ({shard, only}: SyncMeans): Wanted => ({now: Date.now(), shard, isWanted: isWantedBy(only)});

const listsFor = ({lists}: ReadPlan, name: string) => lists.filter(({projects}) => projects.includes(name));

/** The client of a project, which what is wrong with it names. */
const openClient = async (project: ProjectPlan, means: Pick<SyncMeans, 'openClient'>): Promise<Client> => {
	try {
		return await means.openClient(project);
	} catch (error) {
		if (!isPaginationError(error) || error.kind !== 'invalid-input') throw error;
		throw new PaginationError(invalidInput(`Project ${project.name} of the plan: ${error.message}`));
	}
};

/** The labels of the walks of a plan, as a run would find them; nothing is requested or opened. */
export const planned = async (plan: ReadPlan, means: SyncMeans): Promise<readonly string[]> => {
	const labels: string[] = [];
	for (const project of plan.projects) {
		const client = await openClient(project, means);
		labels.push(...labelsOf(listsFor(plan, project.name), whoseOf(project, client), wantedBy(means)));
	}
	return labels;
};

interface Opened {
	readonly project: ProjectPlan;
	readonly client: Client;
}

/** Rows tell projects apart by their IDs. */
const openClients = async ({projects}: ReadPlan, means: SyncMeans): Promise<readonly Opened[]> => {
	const names = new Map<string, string>();
	const clients: Opened[] = [];
	for (const project of projects) {
		const client = await openClient(project, means);
		const {space, projectId, name} = whoseOf(project, client);
		const other = names.get(`${space} ${projectId}`);
		if (other !== undefined) {
			throw new PaginationError(
				invalidInput(`${other} and ${name} are one project of the plan, ${projectId} of ${space}: leave one out`),
			);
		}
		names.set(`${space} ${projectId}`, name);
		clients.push({project, client});
	}
	return clients;
};

const runIn = async (
	place: Place,
	plan: ReadPlan,
	means: SyncMeans,
	clients: readonly Opened[],
): Promise<Omit<SyncSummary, 'elapsed'>> => {
	const {signal: outer, onProgress} = means;
	const {signal, abort, unlink} = linkedAbort(outer);
	try {
		const name = roundName(plan, means);
		const since = await beginRound(place, name, plan.continueFor);
		const readers = clients.map(
			({project, client}) => new Reader({whose: whoseOf(project, client), client, place, signal, since, onProgress}),
		);
		const wanted = wantedBy(means);
		const queues = readers.map(reader => tasksOf(listsFor(plan, reader.whose.name), reader, wanted));
		await runFairly(queues, {concurrency: plan.concurrency, signal, onFailure: abort});
		const outcomes = readers
			.flatMap(({tallies}) => [...tallies].map(({outcome}) => outcome))
			.filter(({label, failed}) => wanted.isWanted(label) || failed > 0);
		const complete = outcomes.every(({failed}) => failed === 0);
		if (complete) await place.keepNote(name, `${new Date(since).toISOString()}${finished}`);
		return {complete, rows: outcomes.reduce((sum, {rows}) => sum + rows, 0), outcomes};
	} finally {
		unlink();
	}
};

/** Runs what is due of a plan. */
export const runSync = async (plan: ReadPlan, means: SyncMeans): Promise<SyncSummary> => {
	const started = performance.now();
	const clients = await openClients(plan, means);
	means.signal?.throwIfAborted();
	try {
		const place = await openPlace(plan);
		try {
			const done = await runIn(place, plan, means, clients);
			return {...done, elapsed: Math.round(performance.now() - started)};
		} finally {
			await place.close();
		}
	} catch (error) {
		means.signal?.throwIfAborted();
		return orThrow(destinationErrorOf(error, plan.target.address));
	}
};
