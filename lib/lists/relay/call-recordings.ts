import * as t from 'io-ts';
import {type List, list} from '../../core/list.ts';
import {integer, timestamp, url, uuid} from '../../core/scalars.ts';

/** What all recordings have. */
const required = {
	/** The recording, a UUID. */
	id: uuid,
	/** The project that it belongs to, a UUID. */
	project_id: uuid,
	/** When it was made, RFC 3339. */
	created_at: timestamp,
	/** When it was last changed, RFC 3339. */
	updated_at: timestamp,
	/** How long it is, in seconds. */
	duration_in_seconds: integer,
	/** What it cost, in `price_unit`. */
	price: t.number,
	/** The currency of `price`, ISO 4217, such as `USD`. */
	price_unit: t.string,
	/** How far it is. */
	status: t.string,
	/** The address of the media. */
	url,
	/** Whether each side has a channel. */
	stereo: t.boolean,
	/** Which side was recorded. */
	track: t.string,
};

/** What a recording may have. */
const optional = {
	/** Why it failed, as a code. */
	error_code: t.string,
	/** The size, in bytes. */
	byte_size: integer,
};

/** What a recording of one side of a call may have. */
const optionalOfLeg = {
	...optional,
	/** The conference that the call was in. */
	relay_conference_id: uuid,
};

const pstnRecordingCodec = t.intersection(
	[
		t.type({
			...required,
			/** The call by telephone, a UUID. */
			relay_pstn_leg_id: uuid,
		}),
		t.partial(optionalOfLeg),
	],
	'PstnRecording',
);

/** A recording of a call by telephone. */
export interface PstnRecording extends t.TypeOf<typeof pstnRecordingCodec> {}

const sipRecordingCodec = t.intersection(
	[
		t.type({
			...required,
			/** The call by SIP, a UUID. */
			relay_sip_leg_id: uuid,
		}),
		t.partial(optionalOfLeg),
	],
	'SipRecording',
);

/** A recording of a call by SIP. */
export interface SipRecording extends t.TypeOf<typeof sipRecordingCodec> {}

const webrtcRecordingCodec = t.intersection(
	[
		t.type({
			...required,
			/** The call by WebRTC, a UUID. */
			relay_webrtc_leg_id: uuid,
		}),
		t.partial(optionalOfLeg),
	],
	'WebrtcRecording',
);

/** A recording of a call by WebRTC. */
export interface WebrtcRecording extends t.TypeOf<typeof webrtcRecordingCodec> {}

const relayConferenceRecordingCodec = t.intersection(
	[
		t.type({
			...required,
			/** The conference, a UUID. */
			relay_conference_id: uuid,
		}),
		t.partial(optional),
	],
	'RelayConferenceRecording',
);

/** A recording of a conference. */
export interface RelayConferenceRecording extends t.TypeOf<typeof relayConferenceRecordingCodec> {}

/** A recording of a call or a conference, exactly as SignalWire sent it. Which ID it has tells what was recorded. */
export type CallRecording = PstnRecording | SipRecording | WebrtcRecording | RelayConferenceRecording;

const callRecordingCodec = t.union(
	[pstnRecordingCodec, sipRecordingCodec, webrtcRecordingCodec, relayConferenceRecordingCodec],
	'CallRecording',
);

/** What `GET /api/relay/rest/recordings` can be asked. */
export type CallRecordingsQuery = Readonly<Record<string, never>>;

/** `GET /api/relay/rest/recordings` as data. */
export const callRecordings: List<CallRecordingsQuery, CallRecording> = list({
	name: 'call_recordings',
	path: '/api/relay/rest/recordings',
	scope: 'Voice',
	item: callRecordingCodec,
});
