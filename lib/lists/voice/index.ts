/**
 * The lists of Voice: logs of calls, and what happened in a call. Each is data: give it to `paginate`.
 *
 * @module
 */

export {type VoiceLogEvent, type VoiceLogEventsQuery, voiceLogEvents} from './log-events.ts';
export {
	type CallLog,
	type DeletedVoiceLog,
	type DialogflowCallLog,
	type RoomLegLog,
	type SubscriberLegLog,
	type VoiceLog,
	type VoiceLogsQuery,
	voiceLogs,
} from './logs.ts';
