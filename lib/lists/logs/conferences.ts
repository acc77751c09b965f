import * as t from 'io-ts';
import {type List, list} from '../../core/list.ts';
import {nullable} from '../../core/open-enum.ts';
import {booleanParameter, dateParameter} from '../../core/parameter.ts';
import type {QueryOf} from '../../core/query-codec.ts';
import {integer, timestamp, url, uuid} from '../../core/scalars.ts';
import {type PagingQuery, paging} from '../paging.ts';

/** What the conferences of calls have in common. */
const common = {
	/** The log, a UUID. */
	id: uuid,
	/** When it was made, RFC 3339. */
	created_at: timestamp,
	/** The project that it belongs to, a UUID. */
	project_id: uuid,
	/** Where it was handled. */
	region: t.string,
	/** The name; null: none. */
	name: nullable(t.string),
	/** How far it is; null: none. */
	status: nullable(t.string),
	/** Members at most; null: not told. */
	max_size: nullable(integer),
	/** Members now. */
	current_participants: integer,
	/** When it was last changed, RFC 3339. */
	updated_at: timestamp,
};

const cxmlConferenceLogCodec = t.type({...common, type: t.literal('cxml_conference')}, 'CxmlConferenceLog');

/** A log of a conference that a cXML document made. */
export interface CxmlConferenceLog extends t.TypeOf<typeof cxmlConferenceLogCodec> {}

const relayConferenceLogCodec = t.type(
	{
		...common,
		/** Always `relay_conference`. */
		type: t.literal('relay_conference'),
		/** Where the recording is; null: none. */
		recording_url: nullable(url),
		/** How long the recording is, in seconds; null: not told. */
		recording_duration: nullable(integer),
		/** The size of the recording, in bytes; null: not told. */
		recording_file_size: nullable(integer),
	},
	'RelayConferenceLog',
);

/** A log of a conference that RELAY made. */
export interface RelayConferenceLog extends t.TypeOf<typeof relayConferenceLogCodec> {}

const videoSessionLogCodec = t.type(
	{
		/** The log, a UUID. */
		id: uuid,
		/** When it was made, RFC 3339. */
		created_at: timestamp,
		/** What made it. */
		source: t.string,
		/** What it is. */
		type: t.keyof({video_conference_session: null, video_room_session: null}),
		/** The address of the session itself. */
		url,
		/** The name of the room; null: none. */
		room_name: nullable(t.string),
		/** How far it is; null: none. */
		status: nullable(t.string),
		/** Whether nobody else could join. */
		locked: t.boolean,
		/** When it began, RFC 3339; null: not told. */
		started_at: nullable(timestamp),
		/** When it ended; null while it is on, RFC 3339; null while it is on. */
		ended_at: nullable(timestamp),
		/** What it cost, in US dollars, as digits. */
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
	timeFilter: {field: 'created_at', after: 'created_after', before: 'created_before'},
	query: {...query, ...paging},
	item: conferenceLogCodec,
});
