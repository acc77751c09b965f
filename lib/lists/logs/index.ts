export {
	type ConferenceLog,
	type CxmlConferenceLog,
	type LogsConferencesQuery,
	logsConferences,
	type RelayConferenceLog,
	type VideoSessionLog,
} from './conferences.ts';
