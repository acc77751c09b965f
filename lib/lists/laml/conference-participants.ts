import * as t from 'io-ts';
import {type List, list} from '../../core/list.ts';
import {nullable, openStringEnum} from '../../core/open-enum.ts';
import {uriPaged} from '../../core/page-uri-paged.ts';
import {accountParameter, booleanParameter, pathParameter, textParameter} from '../../core/parameter.ts';
import type {QueryOf} from '../../core/query-codec.ts';
import {rfc2822, uuid} from '../../core/scalars.ts';
import {type LamlPagingQuery, lamlPaging} from './paging.ts';

const conferenceParticipantCodec = t.type(
	{
		/** The project, a UUID. */
		account_sid: uuid,
		/** The call, a UUID. */
		call_sid: uuid,
		/** The call that alone hears this one, a UUID; null: none. */
		call_sid_to_coach: nullable(uuid),
		/** Whether the call coaches another one. */
		coaching: t.boolean,
		/** The conference, a UUID. */
		conference_sid: uuid,
		/** When it was made, RFC 2822. */
		date_created: rfc2822,
		/** Whether the call is in the conference still. */
		status: openStringEnum('completed', 'in-progress'),
		/** When it was last changed, RFC 2822. */
		date_updated: rfc2822,
		/** Whether the conference ends when this call leaves. */
		end_conference_on_exit: t.boolean,
		/** Whether the call is muted. */
		muted: t.boolean,
		/** Whether the call is on hold. */
		hold: t.boolean,
		/** Whether the conference begins when this call comes. */
		start_conference_on_enter: t.boolean,
		/** The path of it. */
		uri: t.string,
	},
	'ConferenceParticipant',
);

/** A call in a conference, exactly as SignalWire sent it. */
export interface ConferenceParticipant extends t.TypeOf<typeof conferenceParticipantCodec> {}

const query = {
	/** The ID of the project; default: that of the client. */
	AccountSid: accountParameter(),
	/** The ID of the conference, a UUID. */
	ConferenceSid: pathParameter(textParameter('the ID of the conference')),
	/** Only participants who are muted, or who are not. */
	Muted: booleanParameter('only participants who are muted, or who are not'),
	/** Only participants who are on hold, or who are not. */
	Hold: booleanParameter('only participants who are on hold, or who are not'),
};

/** What `GET /api/laml/2010-04-01/Accounts/{AccountSid}/Conferences/{ConferenceSid}/Participants` can be asked. */
export interface ConferenceParticipantsQuery extends QueryOf<typeof query>, LamlPagingQuery {}

/** `GET /api/laml/2010-04-01/Accounts/{AccountSid}/Conferences/{ConferenceSid}/Participants` as data. */
export const conferenceParticipants: List<ConferenceParticipantsQuery, ConferenceParticipant> = list({
	name: 'conference_participants',
	path: '/api/laml/2010-04-01/Accounts/{AccountSid}/Conferences/{ConferenceSid}/Participants',
	scope: 'Voice',
	page: uriPaged('participants'),
	key: ['call_sid'],
	query: {...query, ...lamlPaging},
	item: conferenceParticipantCodec,
});
