import * as t from 'io-ts';
import {type List, list} from '../../core/list.ts';
import {nullable, openStringEnum} from '../../core/open-enum.ts';
import {booleanParameter, dateParameter} from '../../core/parameter.ts';
import type {QueryOf} from '../../core/query-codec.ts';
import {timestamp, url, uuid} from '../../core/scalars.ts';
import {type PagingQuery, paging} from '../paging.ts';

const sessionLogCodec = t.type(
	{
		/** The log, a UUID. */
		id: uuid,
		/** What made it. */
		source: openStringEnum('realtime_api'),
		/** What it is. */
		type: t.keyof({video_room_session: null, video_conference_session: null}),
		/** The address of the session itself. */
		url,
		/** The name of the room; null: none. */
		room_name: nullable(t.string),
		/** How far it is; null: not told. */
		status: nullable(openStringEnum('in-progress', 'completed')),
		/** Whether nobody else could join. */
		locked: t.boolean,
		/** When it began, RFC 3339; null: not told. */
		started_at: nullable(timestamp),
		/** When it ended; null while it is on, RFC 3339; null while it is on. */
		ended_at: nullable(timestamp),
		/** What it cost, in US dollars. */
		charge: t.number,
		/** When it was made, RFC 3339. */
		created_at: timestamp,
		/** What the charge is made of. */
		charge_details: t.array(t.type({description: t.string, charge: t.number})),
	},
	'SessionLog',
);

/** A log of a session of a video room or conference. */
export interface SessionLog extends t.TypeOf<typeof sessionLogCodec> {}

const deletedVideoLogCodec = t.type(
	{
		/** The log, a UUID. */
		id: uuid,
		/** When it was deleted, RFC 3339. */
		discarded_at: timestamp,
		/** When it was made, RFC 3339. */
		created_at: timestamp,
	},
	'DeletedVideoLog',
);

/** What is left of a log that was deleted; only with `include_deleted`. */
export interface DeletedVideoLog extends t.TypeOf<typeof deletedVideoLogCodec> {}

/** A log of a session, exactly as SignalWire sent it; one that was deleted has no `type`. */
export type VideoLog = SessionLog | DeletedVideoLog;

const videoLogCodec = t.union([sessionLogCodec, deletedVideoLogCodec], 'VideoLog');

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

/** What `GET /api/video/logs` can be asked. */
export interface VideoLogsQuery extends QueryOf<typeof query>, PagingQuery {}

/** `GET /api/video/logs` as data. */
export const videoLogs: List<VideoLogsQuery, VideoLog> = list({
	name: 'video_logs',
	path: '/api/video/logs',
	scope: 'Video',
	timeFilter: {field: 'created_at', after: 'created_after', before: 'created_before'},
	query: {...query, ...paging},
	item: videoLogCodec,
});
