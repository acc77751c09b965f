export {
	type RoomSessionMember,
	type RoomSessionMembersQuery,
	roomSessionMembers,
} from './room-session-members.ts';
export {type RoomSession, type RoomSessionsQuery, roomSessions} from './room-sessions.ts';
export {type ActiveSession, type Room, type RoomsQuery, rooms} from './rooms.ts';
