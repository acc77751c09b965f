import * as t from 'io-ts';
import {type List, list} from '../../core/list.ts';
import {nullable} from '../../core/open-enum.ts';
import {pathParameter, textParameter} from '../../core/parameter.ts';
import type {QueryOf} from '../../core/query-codec.ts';
import {integer, timestamp, url, uuid} from '../../core/scalars.ts';

export const videoStreamCodec = t.type(
	{
		/** The stream, a UUID. */
		id: uuid,
		/** Where it goes, such as `rtmp://…`; with the key of the stream in it; null: none. */
		url: nullable(url),
		/** How it is sent, such as `rtmp`; null: none. */
		stream_type: nullable(t.string),
		/** The width, in pixels; null: not told. */
		width: nullable(integer),
		/** The height, in pixels; null: not told. */
		height: nullable(integer),
		/** Frames a second; null: not told. */
		fps: nullable(integer),
		/** When it was made, RFC 3339. */
		created_at: timestamp,
		/** When it was last changed, RFC 3339. */
		updated_at: timestamp,
	},
	'VideoStream',
);

/** A stream of a video room or conference to elsewhere, exactly as SignalWire sent it. */
export interface VideoStream extends t.TypeOf<typeof videoStreamCodec> {}

const query = {
	/** The ID of the room, a UUID. */
	room_id: pathParameter(textParameter('the ID of the room')),
};

/** What `GET /api/video/rooms/{id}/streams` can be asked. */
export interface RoomStreamsQuery extends QueryOf<typeof query> {}

/** `GET /api/video/rooms/{id}/streams` as data. */
export const roomStreams: List<RoomStreamsQuery, VideoStream> = list({
	name: 'room_streams',
	path: '/api/video/rooms/{room_id}/streams',
	scope: 'Video',
	query,
	item: videoStreamCodec,
});
