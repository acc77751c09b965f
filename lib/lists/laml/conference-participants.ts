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
		account_sid: uuid,
		call_sid: uuid,
		/** The call that hears this one alone. */
		call_sid_to_coach: nullable(uuid),
		coaching: t.boolean,
		conference_sid: uuid,
		/** RFC 2822, as all times here. */
		date_created: rfc2822,
		status: openStringEnum('completed', 'in-progress'),
		date_updated: rfc2822,
		end_conference_on_exit: t.boolean,
		muted: t.boolean,
		hold: t.boolean,
		start_conference_on_enter: t.boolean,
		/** The path of this one. */
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
