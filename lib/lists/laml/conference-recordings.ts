import * as t from 'io-ts';
import {type List, list} from '../../core/list.ts';
import {nullable, openStringEnum} from '../../core/open-enum.ts';
import {uriPaged} from '../../core/page-uri-paged.ts';
import {accountParameter, pathParameter, textParameter} from '../../core/parameter.ts';
import type {QueryOf} from '../../core/query-codec.ts';
import {integer, rfc2822, uuid} from '../../core/scalars.ts';
import {type LamlPagingQuery, lamlPaging} from './paging.ts';
import {lamlTimeParameter} from './time-parameter.ts';

const statuses = ['queued', 'in-progress', 'paused', 'resumed', 'completed', 'absent', 'stopped'] as const;

const conferenceRecordingCodec = t.type(
	{
		sid: uuid,
		account_sid: uuid,
		api_version: t.string,
		call_sid: nullable(t.string),
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
		/** In `price_unit`, below 0; null until it is known. */
		price: nullable(t.string),
		/** ISO 4217, such as `USD`. */
		price_unit: t.string,
		source: openStringEnum('Conference', 'StartConferenceRecording'),
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
	'ConferenceRecording',
);

/** A recording of a conference of calls, exactly as SignalWire sent it. */
export interface ConferenceRecording extends t.TypeOf<typeof conferenceRecordingCodec> {}

const query = {
	/** The ID of the project; default: that of the client. */
	AccountSid: accountParameter(),
	/** The ID of the conference, a UUID. */
	ConferenceSid: pathParameter(textParameter('the ID of the conference')),
	/** Only recordings that were created at this time; a date, an RFC 3339 or RFC 2822 time, or a Date. */
	DateCreated: lamlTimeParameter('only recordings that were created at this time'),
	/** Only recordings that were created before this time; a date, an RFC 3339 or RFC 2822 time, or a Date. */
	'DateCreated<': lamlTimeParameter('only recordings that were created before this time'),
	/** Only recordings that were created after this time; a date, an RFC 3339 or RFC 2822 time, or a Date. */
	'DateCreated>': lamlTimeParameter('only recordings that were created after this time'),
};

/** What `GET /api/laml/2010-04-01/Accounts/{AccountSid}/Conferences/{ConferenceSid}/Recordings` can be asked. */
export interface ConferenceRecordingsQuery extends QueryOf<typeof query>, LamlPagingQuery {}

/** `GET /api/laml/2010-04-01/Accounts/{AccountSid}/Conferences/{ConferenceSid}/Recordings` as data. */
export const conferenceRecordings: List<ConferenceRecordingsQuery, ConferenceRecording> = list({
	name: 'conference_recordings',
	path: '/api/laml/2010-04-01/Accounts/{AccountSid}/Conferences/{ConferenceSid}/Recordings',
	scope: 'Voice',
	page: uriPaged('recordings'),
	key: ['sid'],
	query: {...query, ...lamlPaging},
	item: conferenceRecordingCodec,
});
