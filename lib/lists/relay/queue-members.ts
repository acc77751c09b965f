import * as t from 'io-ts';
import {type List, list} from '../../core/list.ts';
import {pathParameter, textParameter} from '../../core/parameter.ts';
import type {QueryOf} from '../../core/query-codec.ts';
import {integer, timestamp, uuid} from '../../core/scalars.ts';

const queueMemberCodec = t.intersection(
	[
		t.type({
			call_id: uuid,
			project_id: t.string,
			queue_id: t.string,
			/** From 1, the next to be taken. */
			position: integer,
			/** The path of this one. */
			uri: t.string,
		}),
		t.partial({
			/** Seconds. */
			wait_time: integer,
			/** RFC 3339. */
			date_enqueued: timestamp,
		}),
	],
	'QueueMember',
);

/** A call that waits in a queue, exactly as SignalWire sent it. */
export interface QueueMember extends t.TypeOf<typeof queueMemberCodec> {}

const query = {
	/** The ID of the queue, a UUID. */
	queue_id: pathParameter(textParameter('the ID of the queue')),
};

/** What `GET /api/relay/rest/queues/{queue_id}/members` can be asked. */
export interface RelayQueueMembersQuery extends QueryOf<typeof query> {}

/** `GET /api/relay/rest/queues/{queue_id}/members` as data. */
export const relayQueueMembers: List<RelayQueueMembersQuery, QueueMember> = list({
	name: 'relay_queue_members',
	path: '/api/relay/rest/queues/{queue_id}/members',
	scope: 'Voice',
	key: [],
	query,
	item: queueMemberCodec,
});
