import type {CheckedTraits} from '../core/list.ts';
import {fillPath, queryOnly} from '../core/list-path.ts';
import {describeRequest, type QueryParameters, requestTarget} from '../core/request-descriptor.ts';
import {addressOf} from '../pagination/client.ts';
import type {WalkPlan} from '../pagination/plan-walk.ts';
import type {WalkSummary} from '../pagination/walk-pages.ts';
import type {Checkpoint} from './checkpoint.ts';
import {exportPages} from './export-pages.ts';
import {reasonOf} from './limits.ts';
import type {Asked, Held, Target} from './target.ts';

/** A complete export. */
export interface Exported<Kept extends Checkpoint> {
	readonly checkpoint: Kept;
	readonly reason: WalkSummary['reason'];
	/** Rows that were there already when this run began. */
	readonly resumedFrom: number;
}

type OnCommit<Kept extends Checkpoint> = (checkpoint: Kept, resumedFrom: number) => unknown;

/** On this machine the port says nothing about whose items they are: a simulator takes another one each time. */
const spaceOf = (baseUrl: string): string => baseUrl.replace(/^(http:\/\/[^/]+):\d+/, '$1');

/** Which listing is asked for, by whichever address: the same one, however many items a page of it has. */
export const listedOf = (list: CheckedTraits, parameters: QueryParameters, baseUrl: string): Asked['listed'] => {
	const {path, name, key, pageSize} = list;
	const sent = queryOnly(path, parameters).filter(([parameter]) => parameter !== pageSize?.parameter);
	const {path: endpoint, query} = describeRequest(fillPath(path, parameters), sent);
	return {endpoint, baseUrl: spaceOf(baseUrl), query, list: name, key: JSON.stringify(key)};
};

/** What of a walk concerns a target. */
export const askedOf = <Item>({
	client,
	list,
	parameters,
	paths,
	pathsWithoutParent,
	belongs,
}: WalkPlan<Item>): Asked => {
	const [path] = paths;
	return {
		list,
		listed: listedOf(list, parameters, addressOf(client.base)),
		parameters,
		paths,
		pathsWithoutParent,
		project: client.projectId,
		space: new URL(client.base.origin).hostname,
		first: requestTarget(describeRequest(path, queryOnly(list.path, parameters))),
		isPart: belongs !== undefined,
	};
};

const exportHeld = async <Item, Kept extends Checkpoint>(
	walk: WalkPlan<Item>,
	held: Held<Kept>,
	onCommit: OnCommit<Kept>,
): Promise<Exported<Kept>> => {
	const {checkpoint: start, open} = await held.resume();
	const resumedFrom = start.rows;
	if (open === undefined) return {checkpoint: start, reason: reasonOf(start), resumedFrom};
	const writer = await open();
	try {
		const {checkpoint, reason} = await exportPages(walk, writer, start, reached => onCommit(reached, resumedFrom));
		return {checkpoint: await writer.publish(checkpoint), reason, resumedFrom};
	} catch (error) {
		throw await writer.abandon(error);
	}
};

/** Exports a listing to a target, from the first page or from wherever an earlier run has come to. */
export const exportTo = async <Item, Kept extends Checkpoint>(
	walk: WalkPlan<Item>,
	target: Target<Kept>,
	onCommit: OnCommit<Kept>,
): Promise<Exported<Kept>> => {
	const held = await target.acquire(askedOf(walk));
	let exported: Exported<Kept>;
	try {
		exported = await exportHeld(walk, held, onCommit);
	} catch (error) {
		// What it failed of says more than what may fail of it now, such as a connection that is lost.
		await held.release().catch(() => {});
		throw error;
	}
	await held.release();
	return exported;
};
