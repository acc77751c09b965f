import * as t from 'io-ts';
import {type List, list} from '../../core/list.ts';
import {integer, timestamp, uuid} from '../../core/scalars.ts';

const queueCodec = t.intersection(
	[
		t.type({
			/** The queue, a UUID. */
			id: uuid,
			/** The project that it belongs to, a UUID. */
			project_id: uuid,
			/** The name shown to people. */
			friendly_name: t.string,
		}),
		t.partial({
			/** Members at most. */
			max_size: integer,
			/** Members now. */
			current_size: integer,
			/** How long members wait on average, in seconds. */
			average_wait_time: integer,
			/** The path of it. */
			uri: t.string,
			/** When it was made, RFC 3339. */
			date_created: timestamp,
			/** When it was last changed, RFC 3339. */
			date_updated: timestamp,
		}),
	],
	'Queue',
);

/** A queue of calls, exactly as SignalWire sent it. */
export interface Queue extends t.TypeOf<typeof queueCodec> {}

/** What `GET /api/relay/rest/queues` can be asked. */
export type RelayQueuesQuery = Readonly<Record<string, never>>;

/** `GET /api/relay/rest/queues` as data. */
export const relayQueues: List<RelayQueuesQuery, Queue> = list({
	name: 'relay_queues',
	path: '/api/relay/rest/queues',
	scope: 'Voice',
	item: queueCodec,
});
