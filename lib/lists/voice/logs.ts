import * as t from 'io-ts';
import {type List, list} from '../../core/list.ts';
import {nullable, openStringEnum} from '../../core/open-enum.ts';
import {booleanParameter, dateParameter} from '../../core/parameter.ts';
import type {QueryOf} from '../../core/query-codec.ts';
import {integer, timestamp, url, uuid} from '../../core/scalars.ts';
import {type PagingQuery, paging} from '../paging.ts';

const statuses = [
	'queued',
	'initiated',
	'ringing',
	'in-progress',
	'busy',
	'failed',
	'no-answer',
	'canceled',
	'completed',
	'ended',
	'answered',
	'created',
	'ending',
	'joined',
] as const;

const status = openStringEnum(...statuses);

const direction = openStringEnum('inbound', 'outbound', 'outbound-api', 'outbound-dial');

/** What all logs have but those that were deleted. */
const common = {
	/** The log, a UUID. */
	id: uuid,
	/** Who called. */
	from: t.string,
	/** Who was called. */
	to: t.string,
	/** What made it. */
	source: openStringEnum('dialogflow', 'laml', 'realtime_api'),
	/** What it cost, in US dollars. */
	charge: t.number,
	/** What the charge is made of. */
	charge_details: t.array(t.type({description: t.string, charge: t.number})),
	/** When it was made, RFC 3339. */
	created_at: timestamp,
};

const callLogCodec = t.type(
	{
		...common,
		/** What it is. */
		type: t.keyof({laml_call: null, relay_pstn_call: null, relay_sip_call: null, relay_webrtc_call: null}),
		/** The address of the call itself; null: none. */
		url: nullable(url),
		/** Who began it. */
		direction,
		/** How far it is. */
		status,
		/** How long it took, in seconds; null while it is on. */
		duration: nullable(integer),
		/** How long it took, in milliseconds; null: not told. */
		duration_ms: nullable(integer),
		/** How long it is charged for, in milliseconds; null: not told. */
		billing_ms: nullable(integer),
		/** The call that made this one; null: none. */
		parent_id: nullable(t.string),
	},
	'CallLog',
);

/** A log of a call. */
export interface CallLog extends t.TypeOf<typeof callLogCodec> {}

const roomLegLogCodec = t.type(
	{
		...common,
		/** What it is. */
		type: t.keyof({video_room_pstn_leg: null, video_room_sip_leg: null}),
		/** There is none. */
		url: t.null,
		/** Who began it. */
		direction,
		/** How far it is. */
		status,
		/** How long it took, in seconds; null while it is on. */
		duration: nullable(integer),
		/** How long it took, in milliseconds; null: not told. */
		duration_ms: nullable(integer),
	},
	'RoomLegLog',
);

/** A log of a telephone in a video room. */
export interface RoomLegLog extends t.TypeOf<typeof roomLegLogCodec> {}

const dialogflowCallLogCodec = t.type(
	{
		...common,
		/** Always `dialogflow_call`. */
		type: t.literal('dialogflow_call'),
		/** There is none. */
		url: t.null,
		/** How far it is. */
		status,
		/** How long it took, in seconds; null while it is on. */
		duration: nullable(integer),
	},
	'DialogflowCallLog',
);

/** A log of a call to a Dialogflow agent. */
export interface DialogflowCallLog extends t.TypeOf<typeof dialogflowCallLogCodec> {}

const subscriberLegLogCodec = t.type(
	{
		...common,
		/** Always `fabric_subscriber_device_leg`. */
		type: t.literal('fabric_subscriber_device_leg'),
		/** There is none. */
		url: t.null,
		/** Who began it. */
		direction,
		/** How far it is; null: not told. */
		status: nullable(status),
	},
	'SubscriberLegLog',
);

/** A log of a device of a subscriber in a call. */
export interface SubscriberLegLog extends t.TypeOf<typeof subscriberLegLogCodec> {}

const deletedVoiceLogCodec = t.type(
	{
		/** The log, a UUID. */
		id: uuid,
		/** When it was deleted, RFC 3339. */
		discarded_at: timestamp,
		/** When it was made, RFC 3339. */
		created_at: timestamp,
	},
	'DeletedVoiceLog',
);

/** What is left of a log that was deleted; only with `include_deleted`. */
export interface DeletedVoiceLog extends t.TypeOf<typeof deletedVoiceLogCodec> {}

/** A log of a call, exactly as SignalWire sent it. Its `type` tells what else it has; one that was deleted has none. */
export type VoiceLog = CallLog | RoomLegLog | DialogflowCallLog | SubscriberLegLog | DeletedVoiceLog;

const voiceLogCodec = t.union(
	[callLogCodec, roomLegLogCodec, dialogflowCallLogCodec, subscriberLegLogCodec, deletedVoiceLogCodec],
	'VoiceLog',
);

const query = {
	/** Include logs that were deleted, as their ID and times. */
	include_deleted: booleanParameter('include logs that were deleted, as their ID and times'),
	/** Only logs from before this time; an RFC 3339 date or date-time, or a Date. */
	created_before: dateParameter('only logs from before this time'),
	/** Only logs of this date; an RFC 3339 date or date-time, or a Date. */
	created_on: dateParameter('only logs of this date'),
	/** Only logs from after this time; an RFC 3339 date or date-time, or a Date. */
	created_after: dateParameter('only logs from after this time'),
};

/** What `GET /api/voice/logs` can be asked. */
export interface VoiceLogsQuery extends QueryOf<typeof query>, PagingQuery {}

/** `GET /api/voice/logs` as data. */
export const voiceLogs: List<VoiceLogsQuery, VoiceLog> = list({
	name: 'voice_logs',
	path: '/api/voice/logs',
	scope: 'Voice',
	timeFilter: {field: 'created_at', after: 'created_after', before: 'created_before'},
	query: {...query, ...paging},
	item: voiceLogCodec,
});
