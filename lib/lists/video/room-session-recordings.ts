import {type List, list} from '../../core/list.ts';
import {integerParameter, pathParameter, textParameter} from '../../core/parameter.ts';
import type {QueryOf} from '../../core/query-codec.ts';
import {type PagingQuery, paging} from '../paging.ts';
import {type RoomRecording, roomRecordingCodec} from './room-recordings.ts';

const query = {
	/** The ID of the session, a UUID. */
	room_session_id: pathParameter(textParameter('the ID of the session')),
	/** Seconds for which the address in uri is good. */
	media_ttl: integerParameter(0, 2_147_483_647, 'seconds for which the address in uri is good'),
};

/** What `GET /api/video/room_sessions/{id}/recordings` can be asked. */
export interface RoomSessionRecordingsQuery extends QueryOf<typeof query>, PagingQuery {}

/** `GET /api/video/room_sessions/{id}/recordings` as data. */
export const roomSessionRecordings: List<RoomSessionRecordingsQuery, RoomRecording> = list({
	name: 'room_session_recordings',
	path: '/api/video/room_sessions/{room_session_id}/recordings',
	scope: 'Video',
	query: {...query, ...paging},
	item: roomRecordingCodec,
});
