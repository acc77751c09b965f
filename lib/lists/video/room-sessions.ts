import * as t from 'io-ts';
import {type List, list} from '../../core/list.ts';
import {nullable, openIntegerEnum, openStringEnum} from '../../core/open-enum.ts';
import {choiceParameter, textParameter} from '../../core/parameter.ts';
import type {QueryOf} from '../../core/query-codec.ts';
import {integer, timestamp, url, uuid} from '../../core/scalars.ts';
import {type PagingQuery, paging} from '../paging.ts';

const statuses = ['in-progress', 'completed'] as const;

const roomSessionCodec = t.type(
	{
		/** The session, a UUID. */
		id: uuid,
		/** The room that it was held in, a UUID; null when that room was set to be deleted at the end. */
		room_id: nullable(uuid),
		/** The name that identifies the session; may be null. */
		name: nullable(t.string),
		/** The name shown to people, up to 200 characters; null: none but `name`. */
		display_name: nullable(t.string),
		/** Members at a time, at most; null: not told. */
		max_members: nullable(integer),
		/** The resolution: 720p or 1080p; null: not told. */
		quality: nullable(openStringEnum('720p', '1080p')),
		/** Frames a second: 20 or 30; null: not told. */
		fps: nullable(openIntegerEnum(20, 30)),
		/** Nobody joins before this time, RFC 3339; null: no such limit. */
		join_from: nullable(timestamp),
		/** Nobody joins from this time on, RFC 3339; null: no such limit. Who is in stays. */
		join_until: nullable(timestamp),
		/** Members are removed at this time, RFC 3339; null: never. */
		remove_at: nullable(timestamp),
		/** Each member is removed so many seconds after joining; null: never. */
		remove_after_seconds_elapsed: nullable(integer),
		/** The layout that the session began with, such as `grid-responsive`; null: not told. */
		layout: nullable(t.string),
		/** Whether a recording began with the session. */
		record_on_start: t.boolean,
		/** Whether a tone sounds when somebody comes or leaves. */
		tone_on_entry_and_exit: t.boolean,
		/** Whether the video of the room is off for who joins. */
		room_join_video_off: t.boolean,
		/** Whether members join with their own video off. */
		user_join_video_off: t.boolean,
		/** Whether nobody else may join. */
		locked: t.boolean,
		/** When the session began, RFC 3339; null: not told. */
		start_time: nullable(timestamp),
		/** When the session ended, RFC 3339; null while it is on. */
		end_time: nullable(timestamp),
		/** How long the session lasted, in seconds; null while it is on. */
		duration: nullable(integer),
		/** Whether the session is on (`in-progress`) or over (`completed`); null: not told. */
		status: nullable(openStringEnum(...statuses)),
		/** When the session was made, RFC 3339. */
		created_at: timestamp,
		/** When the session was last changed, RFC 3339. */
		updated_at: timestamp,
		/** Where the preview video is, while the session is on; null without one. */
		preview_url: nullable(url),
		/** Whether the layout puts members with a raised hand first; null: not set. */
		prioritize_handraise: nullable(t.boolean),
		/** Whether sound and picture are kept in step (by the jitter buffer); null: not set. */
		sync_audio_video: nullable(t.boolean),
		/** What the session has cost, in US dollars. */
		cost_in_dollars: t.number,
		/** Whether a video that previews the session is made. */
		enable_room_previews: t.boolean,
		/** The address of the picture that is shown while the session is locked. */
		locked_cover: t.string,
	},
	'RoomSession',
);

/** A session of a video room, exactly as SignalWire sent it. */
export interface RoomSession extends t.TypeOf<typeof roomSessionCodec> {}

const query = {
	/** Only sessions of the room with this ID, a UUID. */
	room_id: textParameter('only sessions of the room with this ID'),
	/** Only sessions of the room with this name. */
	room_name: textParameter('only sessions of the room with this name'),
	/** Only sessions of rooms whose name has this in it. */
	room_name_matches: textParameter('only sessions of rooms whose name has this in it'),
	/** Only sessions of this status. */
	status: choiceParameter(statuses, 'only sessions of this status'),
};

/** What `GET /api/video/room_sessions` can be asked. */
export interface RoomSessionsQuery extends QueryOf<typeof query>, PagingQuery {}

/** `GET /api/video/room_sessions` as data. */
export const roomSessions: List<RoomSessionsQuery, RoomSession> = list({
	name: 'room_sessions',
	path: '/api/video/room_sessions',
	scope: 'Video',
	query: {...query, ...paging},
	item: roomSessionCodec,
});
