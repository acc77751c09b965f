import * as t from 'io-ts';
import {type List, list} from '../../core/list.ts';
import {openStringEnum} from '../../core/open-enum.ts';
import {whole} from '../../core/page-whole.ts';
import {pathParameter, textParameter} from '../../core/parameter.ts';
import type {QueryOf} from '../../core/query-codec.ts';
import {timestamp, uuid} from '../../core/scalars.ts';

const voiceLogEventCodec = t.type(
	{
		/** When it happened, RFC 3339. */
		event_at: timestamp,
		/** How serious it is. */
		level: openStringEnum('info', 'warn', 'error', 'debug'),
		/** What happened. */
		name: t.string,
		/** What belongs to an event of this name. */
		details: t.UnknownRecord,
		/** The project that it belongs to, a UUID. */
		project_id: uuid,
		/** The log, a UUID. */
		log_id: uuid,
	},
	'VoiceLogEvent',
);

/** Something that happened in a call, exactly as SignalWire sent it. */
export interface VoiceLogEvent extends t.TypeOf<typeof voiceLogEventCodec> {}

const query = {
	/** The ID of the log, a UUID. */
	log_id: pathParameter(textParameter('the ID of the log')),
};

/** What `GET /api/voice/logs/{id}/events` can be asked. */
export interface VoiceLogEventsQuery extends QueryOf<typeof query> {}

/** `GET /api/voice/logs/{id}/events` as data. */
export const voiceLogEvents: List<VoiceLogEventsQuery, VoiceLogEvent> = list({
	name: 'voice_log_events',
	path: '/api/voice/logs/{log_id}/events',
	scope: 'Voice',
	page: whole(),
	key: [],
	query,
	item: voiceLogEventCodec,
});
