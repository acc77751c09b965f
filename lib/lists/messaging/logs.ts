import * as t from 'io-ts';
import {type List, list} from '../../core/list.ts';
import {nullable, openStringEnum} from '../../core/open-enum.ts';
import {booleanParameter, dateParameter} from '../../core/parameter.ts';
import type {QueryOf} from '../../core/query-codec.ts';
import {integer, timestamp, url, uuid} from '../../core/scalars.ts';
import {type PagingQuery, paging} from '../paging.ts';

const statuses = ['queued', 'initiated', 'delivered', 'sent', 'received', 'undelivered', 'failed'] as const;

const directions = ['inbound', 'outbound', 'outbound-api', 'outbound-call', 'outbound-reply'] as const;

const messagingLogCodec = t.type(
	{
		/** The log, a UUID. */
		id: uuid,
		/** Who sent it. */
		from: t.string,
		/** Who got it. */
		to: t.string,
		/** How far it is. */
		status: openStringEnum(...statuses),
		/** Whether it came or went, and what made it. */
		direction: openStringEnum(...directions),
		/** Whether it is SMS or MMS. */
		kind: openStringEnum('sms', 'mms'),
		/** What made it. */
		source: openStringEnum('realtime_api', 'laml'),
		/** What it is. */
		type: openStringEnum('relay_message', 'laml_message'),
		/** The address of the message itself; null: none. */
		url: nullable(url),
		/** Parts that it was split into. */
		number_of_segments: integer,
		/** What it cost, in US dollars. */
		charge: t.number,
		/** What the charge is made of. */
		charge_details: t.array(
			t.type({
				/** What was charged for. */
				description: t.string,
				/** What it cost, in US dollars. */
				charge: t.number,
			}),
		),
		/** When it was made, RFC 3339. */
		created_at: timestamp,
		/** Why it failed, in words; null unless it did. */
		error_message: nullable(t.string),
		/** Why it failed, as a code; null unless it did. */
		error_code: nullable(t.string),
	},
	'MessagingLog',
);

/** A log of a message, exactly as SignalWire sent it. */
export interface MessagingLog extends t.TypeOf<typeof messagingLogCodec> {}

const query = {
	/** Include logs that were deleted, as their ID and times. */
	include_deleted: booleanParameter('include logs that were deleted, as their ID and times'),
	/** Only logs from before this time; an RFC 3339 date or date-time, or a Date. */
	created_before: dateParameter('only logs from before this time'),
	/** Only logs of this date; an RFC 3339 date or date-time, or a Date. */
	created_on: dateParameter('only logs of this date'),
	/** Only logs from after this time; an RFC 3339 date or date-time, or a Date. */
	created_after: dateParameter('only logs from after this time'),
};

/** What `GET /api/messaging/logs` can be asked. */
export interface MessagingLogsQuery extends QueryOf<typeof query>, PagingQuery {}

/** `GET /api/messaging/logs` as data. */
export const messagingLogs: List<MessagingLogsQuery, MessagingLog> = list({
	name: 'messaging_logs',
	path: '/api/messaging/logs',
	scope: 'Messaging',
	timeFilter: {field: 'created_at', after: 'created_after', before: 'created_before'},
	query: {...query, ...paging},
	item: messagingLogCodec,
});
