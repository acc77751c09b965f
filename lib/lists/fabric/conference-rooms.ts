import * as t from 'io-ts';
import {type List, list} from '../../core/list.ts';
import {nullable, openIntegerEnum, openStringEnum} from '../../core/open-enum.ts';
import {integer, timestamp, uuid} from '../../core/scalars.ts';
import {layouts} from '../layouts.ts';

export const conferenceRoomCodec = t.type(
	{
		/** The conference room, a UUID. */
		id: uuid,
		/** The project that it belongs to, a UUID. */
		project_id: uuid,
		/** The name shown to people. */
		display_name: t.string,
		/** Always `video_room`. */
		type: t.literal('video_room'),
		/** When it was made, RFC 3339. */
		created_at: timestamp,
		/** When it was last changed, RFC 3339. */
		updated_at: timestamp,
		/** The room. */
		conference_room: t.type({
			/** The ID of its own, other than that of the resource, a UUID. */
			id: uuid,
			/** The name. */
			name: t.string,
			/** What it is about. */
			description: t.string,
			/** The name shown to people. */
			display_name: t.string,
			/** Members at a time, at most. */
			max_members: integer,
			/** The resolution. */
			quality: openStringEnum('1080p', '720p'),
			/** Frames a second. */
			fps: openIntegerEnum(30, 20),
			/** Nobody joins before this time, RFC 3339; null: no such limit. */
			join_from: nullable(timestamp),
			/** Nobody joins from this time on, RFC 3339; null: no such limit. */
			join_until: nullable(timestamp),
			/** Members are removed at this time, RFC 3339; null: never. */
			remove_at: nullable(timestamp),
			/** Each member is removed so many seconds after joining; null: never. */
			remove_after_seconds_elapsed: nullable(integer),
			/** The layout that sessions begin with; values beside the known ones are possible. */
			layout: openStringEnum(...layouts),
			/** Whether a recording begins with each session. */
			record_on_start: t.boolean,
			/** Whether a tone sounds when somebody comes or leaves. */
			tone_on_entry_and_exit: t.boolean,
			/** Whether the video of the room is off for who joins. */
			room_join_video_off: t.boolean,
			/** Whether members join with their own video off. */
			user_join_video_off: t.boolean,
			/** Whether a video that previews a session is made. */
			enable_room_previews: t.boolean,
			/** Whether sound and picture are kept in step; null: not set. */
			sync_audio_video: nullable(t.boolean),
			/** What the customer keeps with it, any JSON object. */
			meta: t.UnknownRecord,
			/** Whether the layout puts members with a raised hand first. */
			prioritize_handraise: t.boolean,
		}),
	},
	'ConferenceRoom',
);

/** A conference room as a resource, exactly as SignalWire sent it. */
export interface ConferenceRoom extends t.TypeOf<typeof conferenceRoomCodec> {}

/** What `GET /api/fabric/resources/conference_rooms` can be asked. */
export type ConferenceRoomsQuery = Readonly<Record<string, never>>;

/** `GET /api/fabric/resources/conference_rooms` as data. */
export const conferenceRooms: List<ConferenceRoomsQuery, ConferenceRoom> = list({
	name: 'conference_rooms',
	path: '/api/fabric/resources/conference_rooms',
	scope: 'Voice, Messaging, Fax or Video',
	item: conferenceRoomCodec,
});
