import * as t from 'io-ts';
import {type List, list} from '../../core/list.ts';
import {nullable, openStringEnum} from '../../core/open-enum.ts';
import {booleanParameter, dateParameter} from '../../core/parameter.ts';
import type {QueryOf} from '../../core/query-codec.ts';
import {timestamp, uuid} from '../../core/scalars.ts';
import {type PagingQuery, paging} from '../paging.ts';
import {activeSessionCodec} from './rooms.ts';

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

const videoConferenceCodec = t.intersection(
	[
		t.type({
			id: uuid,
			name: t.string,
			display_name: nullable(t.string),
			description: nullable(t.string),
			/** From when members may join; RFC 3339, as all times here. */
			join_from: nullable(timestamp),
			/** Until when members may join. */
			join_until: nullable(timestamp),
			quality: openStringEnum('720p', '1080p'),
			layout: openStringEnum(...layouts),
			/** How many it is for. */
			size: nullable(openStringEnum('small', 'medium', 'large')),
			record_on_start: t.boolean,
			tone_on_entry_and_exit: t.boolean,
			user_join_video_off: t.boolean,
			room_join_video_off: t.boolean,
			enable_chat: t.boolean,
			enable_room_previews: nullable(t.boolean),
			/** Colours as `#RRGGBB`. */
			dark_primary: nullable(t.string),
			dark_background: nullable(t.string),
			dark_foreground: nullable(t.string),
			dark_success: nullable(t.string),
			dark_negative: nullable(t.string),
			light_primary: nullable(t.string),
			light_background: nullable(t.string),
			light_foreground: nullable(t.string),
			light_success: nullable(t.string),
			light_negative: nullable(t.string),
			/** Free-form JSON of yours. */
			meta: nullable(t.UnknownRecord),
			created_at: timestamp,
			updated_at: timestamp,
		}),
		t.partial({
			/** Only with `include_active_session`. */
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
