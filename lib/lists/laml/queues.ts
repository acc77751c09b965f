import * as t from 'io-ts';
import {type List, list} from '../../core/list.ts';
import {nullable} from '../../core/open-enum.ts';
import {uriPaged} from '../../core/page-uri-paged.ts';
import {accountParameter} from '../../core/parameter.ts';
import type {QueryOf} from '../../core/query-codec.ts';
import {integer, rfc2822, uuid} from '../../core/scalars.ts';
import {type LamlPagingQuery, lamlPaging} from './paging.ts';

const lamlQueueCodec = t.type(
	{
		/** The queue, a UUID. */
		sid: uuid,
		/** The project that it belongs to, a UUID. */
		account_sid: uuid,
		/** The name shown to people. */
		friendly_name: t.string,
		/** Members at most; null: not told. */
		max_size: nullable(integer),
		/** Members now. */
		current_size: integer,
		/** How long members wait on average, in seconds. */
		average_wait_time: integer,
		/** When it was made, RFC 2822. */
		date_created: rfc2822,
		/** When it was last changed, RFC 2822. */
		date_updated: rfc2822,
		/** The version of the API that made it. */
		api_version: t.string,
		/** The path of it. */
		uri: t.string,
	},
	'LamlQueue',
);

/** A queue of calls, exactly as SignalWire sent it. */
export interface LamlQueue extends t.TypeOf<typeof lamlQueueCodec> {}

const query = {
	/** The ID of the project; default: that of the client. */
	AccountSid: accountParameter(),
};

/** What `GET /api/laml/2010-04-01/Accounts/{AccountSid}/Queues` can be asked. */
export interface LamlQueuesQuery extends QueryOf<typeof query>, LamlPagingQuery {}

/** `GET /api/laml/2010-04-01/Accounts/{AccountSid}/Queues` as data. */
export const lamlQueues: List<LamlQueuesQuery, LamlQueue> = list({
	name: 'laml_queues',
	path: '/api/laml/2010-04-01/Accounts/{AccountSid}/Queues',
	scope: 'Voice',
	page: uriPaged('queues'),
	key: ['sid'],
	query: {...query, ...lamlPaging},
	item: lamlQueueCodec,
});
