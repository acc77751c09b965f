import * as t from 'io-ts';
import {type List, list} from '../../core/list.ts';
import {pathParameter, textParameter} from '../../core/parameter.ts';
import type {QueryOf} from '../../core/query-codec.ts';
import {integer, timestamp, uuid} from '../../core/scalars.ts';

const queueMemberCodec = t.intersection(
	[
		t.type({
			/** The call, a UUID. */
			call_id: uuid,
			/** The project that it belongs to, a UUID. */
			project_id: t.string,
			/** The queue. */
			queue_id: t.string,
			/** Its place in the queue, from 1: the next to be taken. */
			position: integer,
			/** The path of it. */
			uri: t.string,
		}),
		t.partial({
			/** How long it has waited, in seconds. */
			wait_time: integer,
			/** When it began to wait, RFC 3339. */
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
