import * as t from 'io-ts';
import {type List, list} from '../../core/list.ts';
import {nullable, openIntegerEnum, openStringEnum} from '../../core/open-enum.ts';
import {booleanParameter, dateParameter} from '../../core/parameter.ts';
import type {QueryOf} from '../../core/query-codec.ts';
import {integer, timestamp, uuid} from '../../core/scalars.ts';
import {layouts} from '../layouts.ts';
import {type PagingQuery, paging} from '../paging.ts';

const quality = openStringEnum('720p', '1080p');

const layout = openStringEnum(...layouts);

/** Every field may be missing, as SignalWire documents it, or null, as a session that has not ended has no end time. */
export const activeSessionCodec = t.partial(
	{
		/** The session, a UUID. */
		id: nullable(t.string),
		/** The room that the session is in, a UUID; null when that room was set to be deleted at the end. */
		room_id: nullable(t.string),
		/** The name that identifies the session. */
		name: nullable(t.string),
		/** The name shown to people, up to 200 characters. */
		display_name: nullable(t.string),
		/** Nobody joins before this time, RFC 3339; null: no such limit. */
		join_from: nullable(timestamp),
		/** Nobody joins from this time on, RFC 3339; null: no such limit. */
		join_until: nullable(timestamp),
		/** Members are removed at this time, RFC 3339; null: never. */
		remove_at: nullable(timestamp),
		/** Each member is removed so many seconds after joining; null: never. */
		remove_after_seconds_elapsed: nullable(integer),
		/** The layout that the session began with; values beside the known ones are possible. */
		layout: nullable(layout),
		/** Members at a time, at most. */
		max_members: nullable(integer),
		/** Frames a second: 20 or 30. */
		fps: nullable(openIntegerEnum(20, 30)),
		/** The resolution: 720p or 1080p. */
		quality: nullable(quality),
		/** When the session began, RFC 3339. */
		start_time: nullable(timestamp),
		/** When the session ended, RFC 3339; null while it is on. */
		end_time: nullable(timestamp),
		/** How long the session lasted, in seconds; null while it is on. */
		duration: nullable(integer),
		/** Whether the session is on (`in-progress`) or over (`completed`). */
		status: nullable(openStringEnum('in-progress', 'completed')),
		/** Whether a recording began with the session. */
		record_on_start: nullable(t.boolean),
		/** Whether a video that previews the session is made. */
		enable_room_previews: nullable(t.boolean),
		/** Where that preview video is, while the session is on; null without one. */
		preview_url: nullable(t.string),
		/** Whether sound and picture are kept in step (by the jitter buffer). */
		audio_video_sync: nullable(t.boolean),
	},
	'ActiveSession',
);

/** The session that is on in a room, exactly as SignalWire sent it: any field may be missing or null. */
export interface ActiveSession extends t.TypeOf<typeof activeSessionCodec> {}

/** Nullability as SignalWire's OpenAPI description of `GET /api/video/rooms` has it; fields it does not know survive. */
export const roomCodec = t.intersection(
	[
		t.type({
			/** The room, a UUID. */
			id: uuid,
			/** The unique name, up to 100 of the characters `A-Za-z0-9_-`. */
			name: t.string,
			/** The name shown to people, up to 200 characters; null: none but `name`. */
			display_name: nullable(t.string),
			/** What the room is for, up to 3,000 characters; null: not described. */
			description: nullable(t.string),
			/** Members at a time, at most: 1 to 300, 20 unless the room was made otherwise. */
			max_members: integer,
			/** The resolution: 720p or 1080p; other values are possible. */
			quality,
			/** Frames a second, such as 20 or 30. */
			fps: integer,
			/** Nobody joins before this time, RFC 3339; null: no such limit. */
			join_from: nullable(timestamp),
			/** Nobody joins from this time on, RFC 3339; null: no such limit. Who is in stays. */
			join_until: nullable(timestamp),
			/** Members are removed at this time, RFC 3339; null: never. */
			remove_at: nullable(timestamp),
			/** Each member is removed so many seconds after joining; null: never. */
			remove_after_seconds_elapsed: nullable(integer),
			/** The layout that sessions begin with; values beside the known ones are possible. */
			layout,
			/** Whether a recording begins with each session. */
			record_on_start: t.boolean,
			/** Whether a tone sounds when somebody comes or leaves. */
			tone_on_entry_and_exit: t.boolean,
			/** Whether the video of the room is off for who joins. */
			room_join_video_off: t.boolean,
			/** Whether members join with their own video off. */
			user_join_video_off: t.boolean,
			/** Whether a video that previews a session is made; null: not set. */
			enable_room_previews: nullable(t.boolean),
			/** Whether sound and picture are kept in step (by the jitter buffer); null: not set. */
			sync_audio_video: nullable(t.boolean),
			/** What the customer keeps with the room, any JSON object; null: nothing. */
			meta: nullable(t.UnknownRecord),
			/** Whether the layout puts members with a raised hand first. */
			prioritize_handraise: t.boolean,
			/** When the room was made, RFC 3339. */
			created_at: timestamp,
			/** When the room was last changed, RFC 3339. */
			updated_at: timestamp,
		}),
		t.partial({
			/** The session that is on; null: none. Absent unless the query has `include_active_session: true`. */
			active_session: nullable(activeSessionCodec),
		}),
	],
	'Room',
);

/** A video room, exactly as SignalWire sent it. */
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
