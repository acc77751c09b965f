import * as t from 'io-ts';
import {type List, list} from '../../core/list.ts';
import {nullable, openStringEnum} from '../../core/open-enum.ts';
import {integerParameter} from '../../core/parameter.ts';
import type {QueryOf} from '../../core/query-codec.ts';
import {integer, timestamp, uuid} from '../../core/scalars.ts';
import {type PagingQuery, paging} from '../paging.ts';

export const roomRecordingCodec = t.type(
	{
		/** The recording, a UUID. */
		id: uuid,
		/** The session, a UUID. */
		room_session_id: uuid,
		/** How far it is; null: not told. */
		status: nullable(openStringEnum('recording', 'paused', 'processing', 'completed')),
		/** When it began, RFC 3339; null: not told. */
		started_at: nullable(timestamp),
		/** When it ended, RFC 3339; null: not yet. */
		finished_at: nullable(timestamp),
		/** How long it took, in seconds; null: not told. */
		duration: nullable(integer),
		/** The size, in bytes; null: not told. */
		size_in_bytes: nullable(integer),
		/** What it is, as a media type such as `video/mp4`; null: not told. */
		format: nullable(t.string),
		/** What it cost, in US dollars. */
		cost_in_dollars: t.number,
		/** The address of the media, good for `media_ttl` seconds; null until it is ready. */
		uri: nullable(t.string),
		/** When it was made, RFC 3339. */
		created_at: timestamp,
		/** When it was last changed, RFC 3339. */
		updated_at: timestamp,
	},
	'RoomRecording',
);

/** A recording of a video room, exactly as SignalWire sent it. */
export interface RoomRecording extends t.TypeOf<typeof roomRecordingCodec> {}

const query = {
	/** Seconds for which the address in uri is good. */
	media_ttl: integerParameter(0, 2_147_483_647, 'seconds for which the address in uri is good'),
};

/** What `GET /api/video/room_recordings` can be asked. */
export interface RoomRecordingsQuery extends QueryOf<typeof query>, PagingQuery {}

/** `GET /api/video/room_recordings` as data. */
export const roomRecordings: List<RoomRecordingsQuery, RoomRecording> = list({
	name: 'room_recordings',
	path: '/api/video/room_recordings',
	scope: 'Video',
	query: {...query, ...paging},
	item: roomRecordingCodec,
});
