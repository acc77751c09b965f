import {access, rename, rm} from 'node:fs/promises';
import * as E from 'fp-ts/lib/Either.js';
import type * as t from 'io-ts';
import type {ListEndpoint} from '../core/list-endpoint.ts';
import {describeRequest, requestTarget} from '../core/request-descriptor.ts';
import type {Client} from '../pagination/client.ts';
import {paginatePages} from '../pagination/paginate.ts';
import {orThrow} from '../pagination/pagination-error.ts';
import type {WalkSummary} from '../pagination/walk-pages.ts';
import {type Room, type RoomsQuery, rooms} from '../video/rooms.ts';
import {
	type Checkpoint,
	differences,
	type ExportIdentity,
	readCheckpoint,
	startCheckpoint,
	syncDirectory,
	writeCheckpoint,
} from './checkpoint.ts';
import {columnsOf} from './columns.ts';
import {destinationErrorOf} from './destination-error.ts';
import {DestinationFailure} from './destination-failure.ts';
import {type ExportOptions, type ExportPlan, type ExportSummary, readExportOptions} from './export-options.ts';
import {type ExportPaths, exportPaths} from './export-paths.ts';
import type {Sink} from './format.ts';
import {InvalidFile} from './invalid-file.ts';
import {acquireLock} from './lock.ts';
import {SeenIds} from './seen-ids.ts';
import {sinks} from './sinks.ts';

const exists = (path: string): Promise<boolean> =>
	access(path).then(
		() => true,
		() => false,
	);

/** The checkpoint to go on from, or a refusal to touch what is there. */
const findStart = async (
	plan: ExportPlan,
	paths: ExportPaths,
	identity: ExportIdentity,
	first: string,
): Promise<Checkpoint> => {
	const {destination, overwrite, resume, settings} = plan;
	const fresh = startCheckpoint(identity, first);
	if (overwrite) return fresh;
	const interrupted = (await exists(paths.checkpoint)) || (await exists(paths.partial));
	if (interrupted && !resume) {
		throw new DestinationFailure(
			`An interrupted export to ${destination} is there: go on with resume (--resume), or throw it away with overwrite (--overwrite).`,
		);
	}
	if (!interrupted) {
		// A database is brought up to date, not replaced.
		if (settings.format === 'sqlite' || !(await exists(destination))) return fresh;
		throw new DestinationFailure(
			`${destination} is there already: replace it with overwrite (--overwrite), or choose another name.`,
		);
	}
	const checkpoint = await readCheckpoint(paths.checkpoint);
	if (checkpoint === undefined) return fresh;
	const changes = differences(checkpoint, identity);
	if (changes.length === 0) return checkpoint;
	throw new DestinationFailure(
		`The interrupted export to ${destination} was another one: ${changes.join('; ')}. Ask for the same again, or throw it away with overwrite (--overwrite).`,
	);
};

/** On this machine the port says nothing about whose rooms they are: a simulator takes another one each time. */
const spaceOf = ({baseUrl}: Client): string => baseUrl.replace(/^(http:\/\/[^/]+):\d+/, '$1');

const idOf = (item: unknown): string | undefined =>
	typeof item === 'object' && item !== null && 'id' in item && typeof item.id === 'string' ? item.id : undefined;

interface Outputs {
	readonly sink: Sink;
	readonly seen: SeenIds;
	readonly invalid: InvalidFile;
}

/** Walks what is left and makes each page durable before the checkpoint says so. */
const writePages = async <Query, Item>(
	client: Client,
	endpoint: ListEndpoint<Query, Item>,
	query: Query,
	plan: ExportPlan,
	paths: ExportPaths,
	start: Checkpoint,
	{sink, seen, invalid}: Outputs,
): Promise<{readonly checkpoint: Checkpoint; readonly reason: WalkSummary['reason']}> => {
	if (start.cursor === null) return {checkpoint: start, reason: 'complete'};
	const begun = performance.now();
	let checkpoint = start;
	const onInvalidItem = plan.invalidFile === undefined && plan.onInvalidItem === 'throw' ? 'throw' : invalid.hold;
	const walk = paginatePages(client, endpoint, query, {...plan.walk, resumeFrom: start.cursor, onInvalidItem});
	const pages = walk[Symbol.asyncIterator]();
	let page = 0;
	try {
		for (;;) {
			const result = await pages.next();
			if (result.done) {
				const retries = start.retries + result.value.retries;
				return {checkpoint: {...checkpoint, retries}, reason: result.value.reason};
			}
			page++;
			const {items, cursor} = result.value;
			const fresh = items.filter(item => {
				const id = idOf(item);
				return id === undefined || seen.add(id);
			});
			if (fresh.length > 0) await sink.write(fresh);
			await seen.flush();
			const invalidBytes = await invalid.flush(page);
			checkpoint = {
				...checkpoint,
				cursor: cursor ?? null,
				bytes: await sink.flush(),
				rows: checkpoint.rows + fresh.length,
				invalidBytes,
				pages: checkpoint.pages + 1,
				duplicates: checkpoint.duplicates + items.length - fresh.length,
				invalid: start.invalid + invalid.count,
				elapsed: start.elapsed + Math.round(performance.now() - begun),
			};
			await writeCheckpoint(paths.checkpoint, checkpoint);
			plan.onProgress(checkpoint);
		}
	} finally {
		await walk.return(undefined as never);
	}
};

const runExport = async <Query, Item>(
	client: Client,
	endpoint: ListEndpoint<Query, Item>,
	query: Query,
	plan: ExportPlan,
): Promise<ExportSummary> => {
	const {destination, settings} = plan;
	const paths = exportPaths(destination);
	// The walk checks the query again; here it is needed before there is a walk.
	const decoded = endpoint.query.decode(query);
	const first = describeRequest(endpoint.path, E.isRight(decoded) ? endpoint.query.encode(decoded.right) : []);
	const identity: ExportIdentity = {endpoint: endpoint.path, baseUrl: spaceOf(client), query: first.query, ...settings};
	const release = await acquireLock(paths.lock);
	const outputs: Array<{close: () => Promise<void>}> = [];
	const keep = <Output extends {close: () => Promise<void>}>(output: Output): Output => {
		outputs.push(output);
		return output;
	};
	try {
		const start = await findStart(plan, paths, identity, requestTarget(first));
		const refresh =
			settings.format === 'sqlite' && !plan.overwrite && (await exists(destination)) ? destination : undefined;
		const columns = columnsOf(endpoint.item as t.Mixed);
		const {bytes, rows} = start;
		const {partial} = paths;
		if (bytes > 0 && !(await exists(partial))) {
			throw new DestinationFailure(`The partial file ${partial} is gone: start again with overwrite (--overwrite).`);
		}
		const sink = keep(
			await sinks[settings.format]({partial, bytes, rows, columns, settings, name: endpoint.name, refresh}),
		);
		const seen = keep(await SeenIds.open(paths.seen, rows));
		const invalid = keep(await InvalidFile.open(plan.invalidFile, start.invalidBytes, plan.overwrite || plan.resume));
		const written = await writePages(client, endpoint, query, plan, paths, start, {sink, seen, invalid});
		await rename(await sink.finish(), destination);
		await syncDirectory(destination);
		for (const path of [paths.partial, paths.checkpoint, paths.seen]) await rm(path, {force: true});
		const {checkpoint, reason} = written;
		const {pages, duplicates, retries, elapsed} = checkpoint;
		const counts = {
			rows: checkpoint.rows,
			pages,
			bytes: checkpoint.bytes,
			duplicates,
			invalid: checkpoint.invalid,
			retries,
		};
		return {...counts, elapsed, destination, format: settings.format, reason, resumedFrom: rows};
	} finally {
		for (const output of outputs) await output.close();
		await release();
	}
};

/** See `lib/export-rooms.ts`, which loads this file on use. */
export const exportItems = async <Query, Item>(
	client: Client,
	endpoint: ListEndpoint<Query, Item>,
	query: Query,
	options: ExportOptions,
): Promise<ExportSummary> => {
	const plan = orThrow(readExportOptions(options));
	try {
		return await runExport(client, endpoint, query, plan);
	} catch (error) {
		return orThrow(destinationErrorOf(error, plan.destination));
	}
};

export const exportRooms = (client: Client, query: RoomsQuery, options: ExportOptions): Promise<ExportSummary> =>
	exportItems<RoomsQuery, Room>(client, rooms, query, options);
