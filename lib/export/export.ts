import * as E from 'fp-ts/lib/Either.js';
import type {ListEndpoint} from '../core/list-endpoint.ts';
import {describeRequest, requestTarget, withoutPageSize} from '../core/request-descriptor.ts';
import type {WalkSummary} from '../pagination/walk-pages.ts';
import type {Checkpoint} from './checkpoint.ts';
import {exportPages} from './export-pages.ts';
import {reasonOf} from './limits.ts';
import type {Source} from './source.ts';
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

const askedOf = <Query, Item>({client, endpoint, query}: Source<Query, Item>): Asked => {
	const decoded = endpoint.query.decode(query);
	const first = describeRequest(endpoint.path, E.isRight(decoded) ? endpoint.query.encode(decoded.right) : []);
	return {
		list: endpoint as unknown as ListEndpoint<never, unknown>,
		listed: {endpoint: endpoint.path, baseUrl: spaceOf(client.baseUrl), query: withoutPageSize(first).query},
		first: requestTarget(first),
	};
};

const exportHeld = async <Query, Item, Kept extends Checkpoint>(
	source: Source<Query, Item>,
	held: Held<Kept>,
	onCommit: OnCommit<Kept>,
): Promise<Exported<Kept>> => {
	const {checkpoint: start, open} = await held.resume();
	const resumedFrom = start.rows;
	if (open === undefined) return {checkpoint: start, reason: reasonOf(start), resumedFrom};
	const writer = await open();
	try {
		const {checkpoint, reason} = await exportPages(source, writer, start, reached => onCommit(reached, resumedFrom));
		return {checkpoint: await writer.publish(checkpoint), reason, resumedFrom};
	} catch (error) {
		throw await writer.abandon(error);
	}
};

/** Exports a listing to a target, from the first page or from wherever an earlier run has come to. */
export const exportTo = async <Query, Item, Kept extends Checkpoint>(
	source: Source<Query, Item>,
	target: Target<Kept>,
	onCommit: OnCommit<Kept>,
): Promise<Exported<Kept>> => {
	const held = await target.acquire(askedOf(source));
	try {
		return await exportHeld(source, held, onCommit);
	} finally {
		await held.release();
	}
};
