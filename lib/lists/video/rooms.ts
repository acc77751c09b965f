import * as t from 'io-ts';
import {type List, list} from '../../core/list.ts';
import {nullable, openIntegerEnum, openStringEnum} from '../../core/open-enum.ts';
import {booleanParameter, dateParameter} from '../../core/parameter.ts';
import type {QueryOf} from '../../core/query-codec.ts';
import {integer, timestamp, uuid} from '../../core/scalars.ts';
import {type PagingQuery, paging} from '../paging.ts';

const quality = openStringEnum('720p', '1080p');

const layout = openStringEnum(
	'grid-responsive',
	'grid-responsive-mobile',
	'highlight-1-responsive',
	'1x1',
	'2x1',
	'2x2',
	'5up',
	'3x3',
	'4x4',
	'5x5',
	'6x6',
	'8x8',
	'10x10',
);

/** Every field may be missing, as SignalWire documents it, or null, as a session that has not ended has no end time. */
export const activeSessionCodec = t.partial(
	{
		id: nullable(t.string),
		room_id: nullable(t.string),
		name: nullable(t.string),
		display_name: nullable(t.string),
		join_from: nullable(timestamp),
		join_until: nullable(timestamp),
		remove_at: nullable(timestamp),
		remove_after_seconds_elapsed: nullable(integer),
		layout: nullable(layout),
		max_members: nullable(integer),
		fps: nullable(openIntegerEnum(20, 30)),
		quality: nullable(quality),
		start_time: nullable(timestamp),
		end_time: nullable(timestamp),
		duration: nullable(integer),
		status: nullable(openStringEnum('in-progress', 'completed')),
		record_on_start: nullable(t.boolean),
		enable_room_previews: nullable(t.boolean),
		preview_url: nullable(t.string),
		audio_video_sync: nullable(t.boolean),
	},
	'ActiveSession',
);

/** The session that is on in a room. Times are RFC 3339 strings; `duration` is in seconds. */
export interface ActiveSession extends t.TypeOf<typeof activeSessionCodec> {}

/** Nullability as SignalWire's OpenAPI description of `GET /api/video/rooms` has it; fields it does not know survive. */
export const roomCodec = t.intersection(
	[
		t.type({
			id: uuid,
			name: t.string,
			display_name: nullable(t.string),
			description: nullable(t.string),
			max_members: integer,
			quality,
			fps: integer,
			join_from: nullable(timestamp),
			join_until: nullable(timestamp),
			remove_at: nullable(timestamp),
			remove_after_seconds_elapsed: nullable(integer),
			layout,
			record_on_start: t.boolean,
			tone_on_entry_and_exit: t.boolean,
			room_join_video_off: t.boolean,
			user_join_video_off: t.boolean,
			enable_room_previews: nullable(t.boolean),
			sync_audio_video: nullable(t.boolean),
			meta: nullable(t.UnknownRecord),
			prioritize_handraise: t.boolean,
			created_at: timestamp,
			updated_at: timestamp,
		}),
		t.partial({active_session: nullable(activeSessionCodec)}),
	],
	'Room',
);

/**
 * A video room, exactly as SignalWire sent it. Times are RFC 3339 strings, `remove_after_seconds_elapsed` is in
 * seconds; `active_session` is there only when the query asked for it with `include_active_session`.
 */
export interface Room extends t.TypeOf<typeof roomCodec> {}

const query = {
	/** Whether each room carries its `active_session`. Default: false. */
	include_active_session: booleanParameter('include the session that is on in each room'),
	/** Only rooms with a `join_from` on or after this RFC 3339 date or date-time. */
	starts_after: dateParameter('only rooms with a join_from on or after this RFC 3339 date or date-time'),
	/** Only rooms with a `join_until` on or before this RFC 3339 date or date-time. */
	ends_before: dateParameter('only rooms with a join_until on or before this RFC 3339 date or date-time'),
};

/** What `GET /api/video/rooms` can be asked, under its own parameter names. */
export interface RoomsQuery extends QueryOf<typeof query>, PagingQuery {}

/** `GET /api/video/rooms` as data. */
export const rooms: List<RoomsQuery, Room> = list({
	name: 'rooms',
	path: '/api/video/rooms',
	scope: 'Video',
	key: ['id'],
	broughtBy: {active_session: 'include_active_session'},
	query: {...query, ...paging},
	item: roomCodec,
});

/** The codec of its query. */
export const roomsQueryCodec: (typeof rooms)['query'] = rooms.query;
