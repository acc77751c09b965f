import * as t from 'io-ts';
import {type List, list} from '../../core/list.ts';
import {nullable, openStringEnum} from '../../core/open-enum.ts';
import {uriPaged} from '../../core/page-uri-paged.ts';
import {accountParameter, choiceParameter, textParameter} from '../../core/parameter.ts';
import type {QueryOf} from '../../core/query-codec.ts';
import {integer, rfc2822, uuid} from '../../core/scalars.ts';
import {type LamlPagingQuery, lamlPaging} from './paging.ts';
import {lamlTimeParameter} from './time-parameter.ts';

const statuses = ['queued', 'ringing', 'in-progress', 'canceled', 'completed', 'busy', 'failed', 'no-answer'] as const;

const callCodec = t.type(
	{
		sid: uuid,
		account_sid: uuid,
		/** RFC 2822, as all times here. */
		date_created: rfc2822,
		date_updated: rfc2822,
		/** The call that made this one. */
		parent_call_sid: nullable(uuid),
		to: t.string,
		/** As people write it. */
		formatted_to: t.string,
		to_formatted: t.string,
		from: t.string,
		/** As people write it. */
		formatted_from: t.string,
		from_formatted: t.string,
		phone_number_sid: nullable(uuid),
		status: openStringEnum(...statuses),
		/** Null until it was answered. */
		start_time: nullable(rfc2822),
		/** Null until it has ended. */
		end_time: nullable(rfc2822),
		/** Seconds. */
		duration: integer,
		/** In `price_unit`, below 0; null until it is known. */
		price: nullable(t.number),
		/** ISO 4217, such as `USD`. */
		price_unit: t.string,
		direction: openStringEnum('inbound', 'outbound'),
		/** Null unless machines were looked for. */
		answered_by: nullable(openStringEnum('human', 'machine')),
		api_version: t.string,
		forwarded_from: nullable(t.string),
		caller_name: nullable(t.string),
		/** The path of this one. */
		uri: t.string,
		subresource_uris: t.type({
			notifications: nullable(t.string),
			recordings: t.string,
		}),
		annotation: nullable(t.string),
		group_sid: nullable(t.string),
		/** Mean opinion score of the sound that came in, 1 to 5. */
		audio_in_mos: nullable(t.number),
		sip_result_code: nullable(t.string),
		/** Milliseconds, as all round trips here. */
		audio_rtt_avg: nullable(integer),
		audio_rtt_min: nullable(integer),
		audio_rtt_max: nullable(integer),
		/** Milliseconds, as all jitter here. */
		audio_out_jitter_min: nullable(integer),
		audio_out_jitter_max: nullable(integer),
		audio_out_jitter_avg: nullable(integer),
		/** Packets. */
		audio_out_lost: nullable(integer),
	},
	'Call',
);

/** A call, exactly as SignalWire sent it. */
export interface Call extends t.TypeOf<typeof callCodec> {}

const query = {
	/** The ID of the project; default: that of the client. */
	AccountSid: accountParameter(),
	/** Only calls that ended at this time; a date, an RFC 3339 or RFC 2822 time, or a Date. */
	EndTime: lamlTimeParameter('only calls that ended at this time'),
	/** Only calls that ended before this time; a date, an RFC 3339 or RFC 2822 time, or a Date. */
	'EndTime<': lamlTimeParameter('only calls that ended before this time'),
	/** Only calls that ended after this time; a date, an RFC 3339 or RFC 2822 time, or a Date. */
	'EndTime>': lamlTimeParameter('only calls that ended after this time'),
	/** Only calls from this number or address. */
	From: textParameter('only calls from this number or address'),
	/** Only calls that this call made. */
	ParentCallSid: textParameter('only calls that this call made'),
	/** Only calls that began at this time; a date, an RFC 3339 or RFC 2822 time, or a Date. */
	StartTime: lamlTimeParameter('only calls that began at this time'),
	/** Only calls that began before this time; a date, an RFC 3339 or RFC 2822 time, or a Date. */
	'StartTime<': lamlTimeParameter('only calls that began before this time'),
	/** Only calls that began after this time; a date, an RFC 3339 or RFC 2822 time, or a Date. */
	'StartTime>': lamlTimeParameter('only calls that began after this time'),
	/** Only calls of this status. */
	Status: choiceParameter(statuses, 'only calls of this status'),
	/** Only calls to this number or address. */
	To: textParameter('only calls to this number or address'),
};

/** What `GET /api/laml/2010-04-01/Accounts/{AccountSid}/Calls` can be asked. */
export interface CallsQuery extends QueryOf<typeof query>, LamlPagingQuery {}

/** `GET /api/laml/2010-04-01/Accounts/{AccountSid}/Calls` as data. */
export const calls: List<CallsQuery, Call> = list({
	name: 'calls',
	path: '/api/laml/2010-04-01/Accounts/{AccountSid}/Calls',
	scope: 'Voice',
	page: uriPaged('calls'),
	key: ['sid'],
	query: {...query, ...lamlPaging},
	item: callCodec,
});
