/**
 * The lists of logs that belong to no product of their own: conferences. Each is data: give it to `paginate`.
 *
 * @module
 */

export {
	type ConferenceLog,
	type CxmlConferenceLog,
	type LogsConferencesQuery,
	logsConferences,
	type RelayConferenceLog,
	type VideoSessionLog,
} from './conferences.ts';
