import {createIdOf} from '../core/item-id.ts';
import {keyOf, type ListEndpoint} from '../core/list-endpoint.ts';
import type {Client} from '../pagination/client.ts';
import {paginatePages} from '../pagination/paginate.ts';
import type {WalkSummary} from '../pagination/walk-pages.ts';
import {type Checkpoint, writeCheckpoint} from './checkpoint.ts';
import {takenOver} from './destination-failure.ts';
import type {ExportPlan} from './export-options.ts';
import type {ExportPaths} from './export-paths.ts';
import type {Sink} from './format.ts';
import type {InvalidFile} from './invalid-file.ts';
import type {Lock} from './lock.ts';
import type {SeenIds} from './seen-ids.ts';

export interface Outputs {
	readonly sink: Sink;
	readonly seen: SeenIds;
	readonly invalid: InvalidFile;
}

/** What a page is written to, and the right to write it. */
interface Held extends Outputs {
	readonly lock: Lock;
}

/** Walks what is left and makes each page durable before the checkpoint says so. */
export const writePages = async <Query, Item>(
	client: Client,
	endpoint: ListEndpoint<Query, Item>,
	query: Query,
	plan: ExportPlan,
	paths: ExportPaths,
	start: Checkpoint,
	{sink, seen, invalid, lock}: Held,
): Promise<{readonly checkpoint: Checkpoint; readonly reason: WalkSummary['reason']}> => {
	if (start.cursor === null) return {checkpoint: start, reason: 'complete'};
	const begun = performance.now();
	const idOf = createIdOf(keyOf(endpoint));
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
			if (!(await lock.isHeld())) throw takenOver(plan.destination);
			const {items, cursor} = result.value;
			const fresh = items.filter(item => {
				const id = idOf(item);
				return id === undefined || seen.add(id);
			});
			if (fresh.length > 0) await sink.write(fresh);
			const seenMark = await seen.flush();
			const invalidBytes = await invalid.flush(page);
			checkpoint = {
				...checkpoint,
				cursor: cursor ?? null,
				...(await sink.flush()),
				rows: checkpoint.rows + fresh.length,
				ids: seen.count,
				seenMark,
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
