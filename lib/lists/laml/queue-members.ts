import * as t from 'io-ts';
import {type List, list} from '../../core/list.ts';
import {uriPaged} from '../../core/page-uri-paged.ts';
import {accountParameter, pathParameter, textParameter} from '../../core/parameter.ts';
import type {QueryOf} from '../../core/query-codec.ts';
import {integer, rfc2822, uuid} from '../../core/scalars.ts';
import {type LamlPagingQuery, lamlPaging} from './paging.ts';

const lamlQueueMemberCodec = t.type(
	{
		/** The call, a UUID. */
		call_sid: uuid,
		/** The project, a UUID. */
		account_sid: uuid,
		/** The queue, a UUID. */
		queue_sid: uuid,
		/** When it began to wait, RFC 2822. */
		date_enqueued: rfc2822,
		/** Its place in the queue, from 1: the next to be taken. */
		position: integer,
		/** How long it has waited, in seconds. */
		wait_time: integer,
		/** What kind of call it is, such as `laml_call`. */
		member_type: t.string,
		/** The path of it. */
		uri: t.string,
	},
	'LamlQueueMember',
);

/** A call that waits in a queue, exactly as SignalWire sent it. */
export interface LamlQueueMember extends t.TypeOf<typeof lamlQueueMemberCodec> {}

const query = {
	/** The ID of the project; default: that of the client. */
	AccountSid: accountParameter(),
	/** The ID of the queue, a UUID. */
	QueueSid: pathParameter(textParameter('the ID of the queue')),
};

/** What `GET /api/laml/2010-04-01/Accounts/{AccountSid}/Queues/{QueueSid}/Members` can be asked. */
export interface LamlQueueMembersQuery extends QueryOf<typeof query>, LamlPagingQuery {}

/** `GET /api/laml/2010-04-01/Accounts/{AccountSid}/Queues/{QueueSid}/Members` as data. */
export const lamlQueueMembers: List<LamlQueueMembersQuery, LamlQueueMember> = list({
	name: 'laml_queue_members',
	path: '/api/laml/2010-04-01/Accounts/{AccountSid}/Queues/{QueueSid}/Members',
	scope: 'Voice',
	page: uriPaged('queue_members'),
	key: ['call_sid'],
	query: {...query, ...lamlPaging},
	item: lamlQueueMemberCodec,
});
