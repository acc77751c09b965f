/**
 * The lists of Video: rooms, their sessions, and who was there; recordings, streams and conferences. Each is data: give
 * it to `paginate`.
 *
 * @module
 */

export {type ConferenceStreamsQuery, conferenceStreams} from './conference-streams.ts';
export {type ConferenceToken, type ConferenceTokensQuery, conferenceTokens} from './conference-tokens.ts';
export {type VideoConference, type VideoConferencesQuery, videoConferences} from './conferences.ts';
export {type DeletedVideoLog, type SessionLog, type VideoLog, type VideoLogsQuery, videoLogs} from './logs.ts';
export {type RoomRecordingEventsQuery, roomRecordingEvents} from './room-recording-events.ts';
export {type RoomRecording, type RoomRecordingsQuery, roomRecordings} from './room-recordings.ts';
export {type RoomEvent, type RoomSessionEventsQuery, roomSessionEvents} from './room-session-events.ts';
export {type RoomSessionMember, type RoomSessionMembersQuery, roomSessionMembers} from './room-session-members.ts';
export {type RoomSessionRecordingsQuery, roomSessionRecordings} from './room-session-recordings.ts';
export {type RoomSession, type RoomSessionsQuery, roomSessions} from './room-sessions.ts';
export {type RoomStreamsQuery, roomStreams, type VideoStream} from './room-streams.ts';
export {type ActiveSession, type Room, type RoomsQuery, rooms} from './rooms.ts';
