import * as t from 'io-ts';
import {type List, list} from '../../core/list.ts';
import {nullable} from '../../core/open-enum.ts';
import {booleanParameter, dateParameter} from '../../core/parameter.ts';
import type {QueryOf} from '../../core/query-codec.ts';
import {integer, timestamp, url, uuid} from '../../core/scalars.ts';
import {type PagingQuery, paging} from '../paging.ts';

/** What the conferences of calls have in common. */
const common = {
	id: uuid,
	/** RFC 3339, as all times here. */
	created_at: timestamp,
	project_id: uuid,
	region: t.string,
	name: nullable(t.string),
	status: nullable(t.string),
	/** Members at most. */
	max_size: nullable(integer),
	/** Members now. */
	current_participants: integer,
	updated_at: timestamp,
};

const cxmlConferenceLogCodec = t.type({...common, type: t.literal('cxml_conference')}, 'CxmlConferenceLog');

/** A log of a conference that a cXML document made. */
export interface CxmlConferenceLog extends t.TypeOf<typeof cxmlConferenceLogCodec> {}

const relayConferenceLogCodec = t.type(
	{
		...common,
		type: t.literal('relay_conference'),
		recording_url: nullable(url),
		/** Seconds. */
		recording_duration: nullable(integer),
		/** Bytes. */
		recording_file_size: nullable(integer),
	},
	'RelayConferenceLog',
);

/** A log of a conference that RELAY made. */
export interface RelayConferenceLog extends t.TypeOf<typeof relayConferenceLogCodec> {}

const videoSessionLogCodec = t.type(
	{
		id: uuid,
		/** RFC 3339, as all times here. */
		created_at: timestamp,
		source: t.string,
		type: t.keyof({video_conference_session: null, video_room_session: null}),
		/** Of the session itself. */
		url,
		room_name: nullable(t.string),
		status: nullable(t.string),
		locked: t.boolean,
		started_at: nullable(timestamp),
		/** Null while it is on. */
		ended_at: nullable(timestamp),
		/** Dollars, as digits. */
		charge: t.string,
		/** What the charge is made of. */
		charge_details: t.array(t.type({description: t.string, charge: t.string})),
	},
	'VideoSessionLog',
);

/** A log of a session of a video room or conference. */
export interface VideoSessionLog extends t.TypeOf<typeof videoSessionLogCodec> {}

/** A log of a conference, exactly as SignalWire sent it. Its `type` tells what else it has. */
export type ConferenceLog = CxmlConferenceLog | RelayConferenceLog | VideoSessionLog;

const conferenceLogCodec = t.union(
	[cxmlConferenceLogCodec, relayConferenceLogCodec, videoSessionLogCodec],
	'ConferenceLog',
);

const query = {
	/** Include logs that were deleted, as their ID and times. */
	include_deleted: booleanParameter('include logs that were deleted, as their ID and times'),
	/** Only logs of this date; an RFC 3339 date or date-time, or a Date. */
	created_on: dateParameter('only logs of this date'),
	/** Only logs from before this time; an RFC 3339 date or date-time, or a Date. */
	created_before: dateParameter('only logs from before this time'),
	/** Only logs from after this time; an RFC 3339 date or date-time, or a Date. */
	created_after: dateParameter('only logs from after this time'),
};

/** What `GET /api/logs/conferences` can be asked. */
export interface LogsConferencesQuery extends QueryOf<typeof query>, PagingQuery {}

/** `GET /api/logs/conferences` as data. */
export const logsConferences: List<LogsConferencesQuery, ConferenceLog> = list({
	name: 'logs_conferences',
	path: '/api/logs/conferences',
	scope: 'Voice or Video',
	query: {...query, ...paging},
	item: conferenceLogCodec,
});
