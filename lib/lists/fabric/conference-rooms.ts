import * as t from 'io-ts';
import {type List, list} from '../../core/list.ts';
import {nullable, openIntegerEnum, openStringEnum} from '../../core/open-enum.ts';
import {integer, timestamp, uuid} from '../../core/scalars.ts';

const layouts = [
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
] as const;

export const conferenceRoomCodec = t.type(
	{
		id: uuid,
		project_id: uuid,
		display_name: t.string,
		type: t.literal('video_room'),
		/** RFC 3339, as all times here. */
		created_at: timestamp,
		updated_at: timestamp,
		conference_room: t.type({
			id: uuid,
			name: t.string,
			description: t.string,
			display_name: t.string,
			/** Members at once. */
			max_members: integer,
			quality: openStringEnum('1080p', '720p'),
			/** Frames a second. */
			fps: openIntegerEnum(30, 20),
			/** From when members may join. */
			join_from: nullable(timestamp),
			/** Until when members may join. */
			join_until: nullable(timestamp),
			/** When members are removed. */
			remove_at: nullable(timestamp),
			/** Seconds after which members are removed. */
			remove_after_seconds_elapsed: nullable(integer),
			layout: openStringEnum(...layouts),
			record_on_start: t.boolean,
			tone_on_entry_and_exit: t.boolean,
			room_join_video_off: t.boolean,
			user_join_video_off: t.boolean,
			enable_room_previews: t.boolean,
			sync_audio_video: nullable(t.boolean),
			/** Free-form JSON of yours. */
			meta: t.UnknownRecord,
			prioritize_handraise: t.boolean,
		}),
	},
	'ConferenceRoom',
);

/** A conference room as a resource, exactly as SignalWire sent it. */
export interface ConferenceRoom extends t.TypeOf<typeof conferenceRoomCodec> {}

/** What `GET /api/fabric/resources/conference_rooms` can be asked. */
export type ConferenceRoomsQuery = Readonly<Record<never, never>>;

/** `GET /api/fabric/resources/conference_rooms` as data. */
export const conferenceRooms: List<ConferenceRoomsQuery, ConferenceRoom> = list({
	name: 'conference_rooms',
	path: '/api/fabric/resources/conference_rooms',
	scope: 'Voice, Messaging, Fax or Video',
	item: conferenceRoomCodec,
});
