import * as t from 'io-ts';
import {type List, list} from '../../core/list.ts';
import {nullable} from '../../core/open-enum.ts';
import {pathParameter, textParameter} from '../../core/parameter.ts';
import type {QueryOf} from '../../core/query-codec.ts';
import {integer, timestamp, uuid} from '../../core/scalars.ts';
import {type PagingQuery, paging} from '../paging.ts';

const roomSessionMemberCodec = t.type(
	{
		/** The member, a UUID. */
		id: uuid,
		/** The session, a UUID. */
		room_session_id: uuid,
		/** The name that the member joined with; may be null. */
		name: nullable(t.string),
		/** When the member joined, RFC 3339; null: not told. */
		join_time: nullable(timestamp),
		/** When the member left, RFC 3339; null while the member is there. */
		leave_time: nullable(timestamp),
		/** How long the member was there, in seconds; null while the member is there. */
		duration: nullable(integer),
		/** What the member has cost, in US dollars. */
		cost_in_dollars: t.number,
	},
	'RoomSessionMember',
);

/** Who was in a session of a video room, exactly as SignalWire sent it. */
export interface RoomSessionMember extends t.TypeOf<typeof roomSessionMemberCodec> {}

const query = {
	/** The ID of the session, a UUID. */
	room_session_id: pathParameter(textParameter('the ID of the session')),
};

/** What `GET /api/video/room_sessions/{id}/members` can be asked. */
export interface RoomSessionMembersQuery extends QueryOf<typeof query>, PagingQuery {}

/** `GET /api/video/room_sessions/{id}/members` as data. */
export const roomSessionMembers: List<RoomSessionMembersQuery, RoomSessionMember> = list({
	name: 'room_session_members',
	path: '/api/video/room_sessions/{room_session_id}/members',
	scope: 'Video',
	query: {...query, ...paging},
	item: roomSessionMemberCodec,
});
