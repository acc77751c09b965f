import * as t from 'io-ts';
import {type List, list} from '../../core/list.ts';
import {integer, timestamp, url, uuid} from '../../core/scalars.ts';

/** What all recordings have. */
const required = {
	id: uuid,
	project_id: uuid,
	/** RFC 3339, as all times here. */
	created_at: timestamp,
	updated_at: timestamp,
	/** Seconds. */
	duration_in_seconds: integer,
	/** In `price_unit`. */
	price: t.number,
	/** ISO 4217, such as `USD`. */
	price_unit: t.string,
	status: t.string,
	/** Of the media. */
	url,
	stereo: t.boolean,
	/** Which side was recorded. */
	track: t.string,
};

/** What a recording may have. */
const optional = {
	/** Where it failed. */
	error_code: t.string,
	/** Bytes. */
	byte_size: integer,
};

/** What a recording of one side of a call may have. */
const optionalOfLeg = {
	...optional,
	/** The conference that the call was in. */
	relay_conference_id: uuid,
};

const pstnRecordingCodec = t.intersection(
	[t.type({...required, relay_pstn_leg_id: uuid}), t.partial(optionalOfLeg)],
	'PstnRecording',
);

/** A recording of a call by telephone. */
export interface PstnRecording extends t.TypeOf<typeof pstnRecordingCodec> {}

const sipRecordingCodec = t.intersection(
	[t.type({...required, relay_sip_leg_id: uuid}), t.partial(optionalOfLeg)],
	'SipRecording',
);

/** A recording of a call by SIP. */
export interface SipRecording extends t.TypeOf<typeof sipRecordingCodec> {}

const webrtcRecordingCodec = t.intersection(
	[t.type({...required, relay_webrtc_leg_id: uuid}), t.partial(optionalOfLeg)],
	'WebrtcRecording',
);

/** A recording of a call by WebRTC. */
export interface WebrtcRecording extends t.TypeOf<typeof webrtcRecordingCodec> {}

const conferenceRecordingCodec = t.intersection(
	[t.type({...required, relay_conference_id: uuid}), t.partial(optional)],
	'ConferenceRecording',
);

/** A recording of a conference. */
export interface ConferenceRecording extends t.TypeOf<typeof conferenceRecordingCodec> {}

/** A recording of a call or a conference, exactly as SignalWire sent it. Which ID it has tells what was recorded. */
export type CallRecording = PstnRecording | SipRecording | WebrtcRecording | ConferenceRecording;

const callRecordingCodec = t.union(
	[pstnRecordingCodec, sipRecordingCodec, webrtcRecordingCodec, conferenceRecordingCodec],
	'CallRecording',
);

/** What `GET /api/relay/rest/recordings` can be asked. */
export type CallRecordingsQuery = Readonly<Record<never, never>>;

/** `GET /api/relay/rest/recordings` as data. */
export const callRecordings: List<CallRecordingsQuery, CallRecording> = list({
	name: 'call_recordings',
	path: '/api/relay/rest/recordings',
	scope: 'Voice',
	item: callRecordingCodec,
});
