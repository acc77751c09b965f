import {type List, list} from '../../core/list.ts';
import {pathParameter, textParameter} from '../../core/parameter.ts';
import type {QueryOf} from '../../core/query-codec.ts';
import {type PagingQuery, paging} from '../paging.ts';
import {type RoomEvent, roomEventCodec} from './room-session-events.ts';

const query = {
	/** The ID of the recording, a UUID. */
	room_recording_id: pathParameter(textParameter('the ID of the recording')),
};

/** What `GET /api/video/room_recordings/{id}/events` can be asked. */
export interface RoomRecordingEventsQuery extends QueryOf<typeof query>, PagingQuery {}

/** `GET /api/video/room_recordings/{id}/events` as data. */
export const roomRecordingEvents: List<RoomRecordingEventsQuery, RoomEvent> = list({
	name: 'room_recording_events',
	path: '/api/video/room_recordings/{room_recording_id}/events',
	scope: 'Video',
	query: {...query, ...paging},
	item: roomEventCodec,
});
