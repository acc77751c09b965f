import * as t from 'io-ts';
import {type List, list} from '../../core/list.ts';
import {pathParameter, textParameter} from '../../core/parameter.ts';
import type {QueryOf} from '../../core/query-codec.ts';
import {timestamp, uuid} from '../../core/scalars.ts';
import {type PagingQuery, paging} from '../paging.ts';

export const roomEventCodec = t.intersection(
	[
		t.type({
			/** The event, a UUID. */
			id: uuid,
			/** The project that it belongs to, a UUID. */
			project_id: uuid,
			/** The room, a UUID. */
			room_id: uuid,
			/** The session, a UUID. */
			room_session_id: uuid,
			/** How serious it is, such as `info`. */
			level: t.string,
			/** What happened. */
			name: t.string,
			/** What belongs to an event of this name. */
			payload: t.UnknownRecord,
			/** When it was made, RFC 3339. */
			created_at: timestamp,
		}),
		t.partial({
			/** The recording that it is about, a UUID. */
			room_recording_id: uuid,
			/** The member that it is about, a UUID. */
			room_participant_id: uuid,
		}),
	],
	'RoomEvent',
);

/** Something that happened in a session of a video room, exactly as SignalWire sent it. */
export interface RoomEvent extends t.TypeOf<typeof roomEventCodec> {}

const query = {
	/** The ID of the session, a UUID. */
	room_session_id: pathParameter(textParameter('the ID of the session')),
};

/** What `GET /api/video/room_sessions/{id}/events` can be asked. */
export interface RoomSessionEventsQuery extends QueryOf<typeof query>, PagingQuery {}

/** `GET /api/video/room_sessions/{id}/events` as data. */
export const roomSessionEvents: List<RoomSessionEventsQuery, RoomEvent> = list({
	name: 'room_session_events',
	path: '/api/video/room_sessions/{room_session_id}/events',
	scope: 'Video',
	query: {...query, ...paging},
	item: roomEventCodec,
});
