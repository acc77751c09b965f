import {type List, list} from '../../core/list.ts';
import {pathParameter, textParameter} from '../../core/parameter.ts';
import type {QueryOf} from '../../core/query-codec.ts';
import {type VideoStream, videoStreamCodec} from './room-streams.ts';

const query = {
	/** The ID of the conference, a UUID. */
	conference_id: pathParameter(textParameter('the ID of the conference')),
};

/** What `GET /api/video/conferences/{id}/streams` can be asked. */
export interface ConferenceStreamsQuery extends QueryOf<typeof query> {}

/** `GET /api/video/conferences/{id}/streams` as data. */
export const conferenceStreams: List<ConferenceStreamsQuery, VideoStream> = list({
	name: 'conference_streams',
	path: '/api/video/conferences/{conference_id}/streams',
	scope: 'Video',
	query,
	item: videoStreamCodec,
});
