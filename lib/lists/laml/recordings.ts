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
		sid: uuid,
		account_sid: uuid,
		api_version: t.string,
		call_sid: nullable(uuid),
		conference_sid: nullable(uuid),
		/** 1, or 2 where each side has one. */
		channel: openStringEnum('1', '2'),
		/** 1, or 2 where each side has one. */
		channels: openStringEnum('1', '2'),
		/** RFC 2822, as all times here. */
		date_created: rfc2822,
		date_updated: rfc2822,
		start_time: nullable(rfc2822),
		end_time: nullable(rfc2822),
		/** Seconds. */
		duration: integer,
		/** In `price_unit`, below 0, as digits; null until it is known. */
		price: nullable(t.string),
		/** ISO 4217, such as `USD`. */
		price_unit: t.string,
		source: openStringEnum(...sources),
		status: openStringEnum(...statuses),
		/** Null unless it failed. */
		error_code: nullable(t.string),
		/** The path of this one. */
		uri: t.string,
		subresource_uris: t.type({
			transcriptions: t.string,
		}),
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
	query: {...query, ...lamlPaging},
	item: lamlRecordingCodec,
});
