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
		id: uuid,
		/** The room that it was held in. */
		room_id: nullable(uuid),
		name: nullable(t.string),
		display_name: nullable(t.string),
		max_members: nullable(integer),
		quality: nullable(openStringEnum('720p', '1080p')),
		/** Frames a second. */
		fps: nullable(openIntegerEnum(20, 30)),
		/** RFC 3339, as all times here. */
		join_from: nullable(timestamp),
		join_until: nullable(timestamp),
		remove_at: nullable(timestamp),
		/** Seconds after which members are removed. */
		remove_after_seconds_elapsed: nullable(integer),
		layout: nullable(t.string),
		record_on_start: t.boolean,
		tone_on_entry_and_exit: t.boolean,
		room_join_video_off: t.boolean,
		user_join_video_off: t.boolean,
		locked: t.boolean,
		start_time: nullable(timestamp),
		/** Null while it is on. */
		end_time: nullable(timestamp),
		/** Seconds. */
		duration: nullable(integer),
		status: nullable(openStringEnum(...statuses)),
		created_at: timestamp,
		updated_at: timestamp,
		preview_url: nullable(url),
		prioritize_handraise: nullable(t.boolean),
		sync_audio_video: nullable(t.boolean),
		cost_in_dollars: t.number,
		enable_room_previews: t.boolean,
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
