import * as t from 'io-ts';
import {type List, list} from '../../core/list.ts';
import {nullable, openStringEnum} from '../../core/open-enum.ts';
import {booleanParameter, dateParameter} from '../../core/parameter.ts';
import type {QueryOf} from '../../core/query-codec.ts';
import {timestamp, uuid} from '../../core/scalars.ts';
import {layouts} from '../layouts.ts';
import {type PagingQuery, paging} from '../paging.ts';
import {activeSessionCodec} from './rooms.ts';

const videoConferenceCodec = t.intersection(
	[
		t.type({
			/** The video conference, a UUID. */
			id: uuid,
			/** The name. */
			name: t.string,
			/** The name shown to people; null: none. */
			display_name: nullable(t.string),
			/** What it is about; null: none. */
			description: nullable(t.string),
			/** Nobody joins before this time, RFC 3339; null: no such limit. */
			join_from: nullable(timestamp),
			/** Nobody joins from this time on, RFC 3339; null: no such limit. */
			join_until: nullable(timestamp),
			/** The resolution. */
			quality: openStringEnum('720p', '1080p'),
			/** The layout that sessions begin with; values beside the known ones are possible. */
			layout: openStringEnum(...layouts),
			/** How many it is for; null: not told. */
			size: nullable(openStringEnum('small', 'medium', 'large')),
			/** Whether a recording begins with each session. */
			record_on_start: t.boolean,
			/** Whether a tone sounds when somebody comes or leaves. */
			tone_on_entry_and_exit: t.boolean,
			/** Whether members join with their own video off. */
			user_join_video_off: t.boolean,
			/** Whether the video of the room is off for who joins. */
			room_join_video_off: t.boolean,
			/** Whether members can write to each other. */
			enable_chat: t.boolean,
			/** Whether a video that previews a session is made; null: not set. */
			enable_room_previews: nullable(t.boolean),
			/** The main colour of the dark theme, as `#RRGGBB`; null: none. */
			dark_primary: nullable(t.string),
			/** The background of the dark theme, as `#RRGGBB`; null: none. */
			dark_background: nullable(t.string),
			/** The text of the dark theme, as `#RRGGBB`; null: none. */
			dark_foreground: nullable(t.string),
			/** The colour of success in the dark theme, as `#RRGGBB`; null: none. */
			dark_success: nullable(t.string),
			/** The colour of failure in the dark theme, as `#RRGGBB`; null: none. */
			dark_negative: nullable(t.string),
			/** The main colour of the light theme, as `#RRGGBB`; null: none. */
			light_primary: nullable(t.string),
			/** The background of the light theme, as `#RRGGBB`; null: none. */
			light_background: nullable(t.string),
			/** The text of the light theme, as `#RRGGBB`; null: none. */
			light_foreground: nullable(t.string),
			/** The colour of success in the light theme, as `#RRGGBB`; null: none. */
			light_success: nullable(t.string),
			/** The colour of failure in the light theme, as `#RRGGBB`; null: none. */
			light_negative: nullable(t.string),
			/** What the customer keeps with it, any JSON object; null: nothing. */
			meta: nullable(t.UnknownRecord),
			/** When it was made, RFC 3339. */
			created_at: timestamp,
			/** When it was last changed, RFC 3339. */
			updated_at: timestamp,
		}),
		t.partial({
			/** The session that is on; null: none. Absent unless the query has `include_active_session: true`. */
			active_session: nullable(activeSessionCodec),
		}),
	],
	'VideoConference',
);

/** A video conference, exactly as SignalWire sent it. */
export interface VideoConference extends t.TypeOf<typeof videoConferenceCodec> {}

const query = {
	/** Only conferences with a join_from on or after this time; an RFC 3339 date or date-time, or a Date. */
	starts_after: dateParameter('only conferences with a join_from on or after this time'),
	/** Only conferences with a join_until on or before this time; an RFC 3339 date or date-time, or a Date. */
	ends_before: dateParameter('only conferences with a join_until on or before this time'),
	/** Include the session that is on in each conference. */
	include_active_session: booleanParameter('include the session that is on in each conference'),
};

/** What `GET /api/video/conferences` can be asked. */
export interface VideoConferencesQuery extends QueryOf<typeof query>, PagingQuery {}

/** `GET /api/video/conferences` as data. */
export const videoConferences: List<VideoConferencesQuery, VideoConference> = list({
	name: 'video_conferences',
	path: '/api/video/conferences',
	scope: 'Video',
	broughtBy: {active_session: 'include_active_session'},
	query: {...query, ...paging},
	item: videoConferenceCodec,
});
