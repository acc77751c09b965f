import * as t from 'io-ts';
import {type List, list} from '../../core/list.ts';
import {nullable, openStringEnum} from '../../core/open-enum.ts';
import {uriPaged} from '../../core/page-uri-paged.ts';
import {accountParameter, textParameter} from '../../core/parameter.ts';
import type {QueryOf} from '../../core/query-codec.ts';
import {integer, rfc2822, uuid} from '../../core/scalars.ts';
import {type LamlPagingQuery, lamlPaging} from './paging.ts';
import {lamlTimeParameter} from './time-parameter.ts';

const sources = [
	'DialVerb',
	'Conference',
	'OutBoundApi',
	'Trunking',
	'RecordVerb',
	'StartCallRecordingApi',
	'StartConferenceRecording',
] as const;

const statuses = ['queued', 'in-progress', 'paused', 'resumed', 'completed', 'absent', 'stopped'] as const;

const lamlRecordingCodec = t.type(
	{
		/** The recording, a UUID. */
		sid: uuid,
		/** The project that it belongs to, a UUID. */
		account_sid: uuid,
		/** The version of the API that made it. */
		api_version: t.string,
		/** The call, a UUID; null: none. */
		call_sid: nullable(uuid),
		/** The conference, a UUID; null: none. */
		conference_sid: nullable(uuid),
		/** 1, or 2 where each side has a channel. */
		channel: openStringEnum('1', '2'),
		/** How many channels it has: 1, or 2 where each side has one. */
		channels: openStringEnum('1', '2'),
		/** When it was made, RFC 2822. */
		date_created: rfc2822,
		/** When it was last changed, RFC 2822. */
		date_updated: rfc2822,
		/** When it began, RFC 2822; null: not told. */
		start_time: nullable(rfc2822),
		/** When it ended, RFC 2822; null: not yet. */
		end_time: nullable(rfc2822),
		/** How long it took, in seconds. */
		duration: integer,
		/** What it cost, in `price_unit`, below 0, as digits; null until that is known. */
		price: nullable(t.string),
		/** The currency of `price`, ISO 4217, such as `USD`. */
		price_unit: t.string,
		/** What made it. */
		source: openStringEnum(...sources),
		/** How far it is. */
		status: openStringEnum(...statuses),
		/** Why it failed, as a code; null unless it did. */
		error_code: nullable(t.string),
		/** The path of it. */
		uri: t.string,
		/** The paths of what belongs to it. */
		subresource_uris: t.type({
			/** The path of its transcriptions. */
			transcriptions: t.string,
		}),
		/** How it was encrypted; null: none. */
		encryption_details: nullable(t.string),
		/** Whether silence was cut off. */
		trim: t.string,
	},
	'LamlRecording',
);

/** A recording of a call or a conference, exactly as SignalWire sent it. */
export interface LamlRecording extends t.TypeOf<typeof lamlRecordingCodec> {}

const query = {
	/** The ID of the project; default: that of the client. */
	AccountSid: accountParameter(),
	/** Only recordings that were created at this time; a date, an RFC 3339 or RFC 2822 time, or a Date. */
	DateCreated: lamlTimeParameter('only recordings that were created at this time'),
	/** Only recordings that were created before this time; a date, an RFC 3339 or RFC 2822 time, or a Date. */
	'DateCreated<': lamlTimeParameter('only recordings that were created before this time'),
	/** Only recordings that were created after this time; a date, an RFC 3339 or RFC 2822 time, or a Date. */
	'DateCreated>': lamlTimeParameter('only recordings that were created after this time'),
	/** Only recordings of this call. */
	CallSid: textParameter('only recordings of this call'),
	/** Only recordings of this conference. */
	ConferenceSid: textParameter('only recordings of this conference'),
};

/** What `GET /api/laml/2010-04-01/Accounts/{AccountSid}/Recordings` can be asked. */
export interface LamlRecordingsQuery extends QueryOf<typeof query>, LamlPagingQuery {}

/** `GET /api/laml/2010-04-01/Accounts/{AccountSid}/Recordings` as data. */
export const lamlRecordings: List<LamlRecordingsQuery, LamlRecording> = list({
	name: 'laml_recordings',
	path: '/api/laml/2010-04-01/Accounts/{AccountSid}/Recordings',
	scope: 'Voice',
	page: uriPaged('recordings'),
	key: ['sid'],
	timeFilter: {field: 'date_created', after: 'DateCreated>', before: 'DateCreated<'},
	query: {...query, ...lamlPaging},
	item: lamlRecordingCodec,
});
