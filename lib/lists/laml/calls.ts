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
		/** The call, a UUID. */
		sid: uuid,
		/** The project that it belongs to, a UUID. */
		account_sid: uuid,
		/** When it was made, RFC 2822. */
		date_created: rfc2822,
		/** When it was last changed, RFC 2822. */
		date_updated: rfc2822,
		/** The call that made this one; null: none. */
		parent_call_sid: nullable(uuid),
		/** Who was called. */
		to: t.string,
		/** `to`, as people write it. */
		formatted_to: t.string,
		/** The same as `formatted_to`. */
		to_formatted: t.string,
		/** Who called. */
		from: t.string,
		/** `from`, as people write it. */
		formatted_from: t.string,
		/** The same as `formatted_from`. */
		from_formatted: t.string,
		/** The number of the project that was called or called from; null: none. */
		phone_number_sid: nullable(uuid),
		/** How far it is. */
		status: openStringEnum(...statuses),
		/** When it began, RFC 2822; null until it was answered. */
		start_time: nullable(rfc2822),
		/** When it ended, RFC 2822; null while it is on. */
		end_time: nullable(rfc2822),
		/** How long it took, in seconds. */
		duration: integer,
		/** What it cost, in `price_unit`, below 0; null until that is known. */
		price: nullable(t.number),
		/** The currency of `price`, ISO 4217, such as `USD`. */
		price_unit: t.string,
		/** Who began it. */
		direction: openStringEnum('inbound', 'outbound'),
		/** Who answered, a person or a machine; null unless that was asked. */
		answered_by: nullable(openStringEnum('human', 'machine')),
		/** The version of the API that made it. */
		api_version: t.string,
		/** The number that the call was forwarded from; null: none. */
		forwarded_from: nullable(t.string),
		/** The name of the caller, where it was looked up; null: none. */
		caller_name: nullable(t.string),
		/** The path of it. */
		uri: t.string,
		/** The paths of what belongs to it. */
		subresource_uris: t.type({
			/** The path of its notifications; null: none. */
			notifications: nullable(t.string),
			/** The path of its recordings. */
			recordings: t.string,
		}),
		/** A remark on the call; null: none. */
		annotation: nullable(t.string),
		/** The group of the call; null: none. */
		group_sid: nullable(t.string),
		/** The mean opinion score of the sound that came in, 1 to 5; null: not told. */
		audio_in_mos: nullable(t.number),
		/** How SIP answered; null: none. */
		sip_result_code: nullable(t.string),
		/** The average round trip, in milliseconds; null: not told. */
		audio_rtt_avg: nullable(integer),
		/** The shortest round trip, in milliseconds; null: not told. */
		audio_rtt_min: nullable(integer),
		/** The longest round trip, in milliseconds; null: not told. */
		audio_rtt_max: nullable(integer),
		/** The lowest jitter out, in milliseconds; null: not told. */
		audio_out_jitter_min: nullable(integer),
		/** The highest jitter out, in milliseconds; null: not told. */
		audio_out_jitter_max: nullable(integer),
		/** The average jitter out, in milliseconds; null: not told. */
		audio_out_jitter_avg: nullable(integer),
		/** Packets lost on the way out; null: not told. */
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
	timeFilter: {field: 'start_time', after: 'StartTime>', before: 'StartTime<', mayBeNull: true},
	query: {...query, ...lamlPaging},
	item: callCodec,
});
