import * as t from 'io-ts';
import {type List, list} from '../../core/list.ts';
import {openStringEnum} from '../../core/open-enum.ts';
import {uriPaged} from '../../core/page-uri-paged.ts';
import {accountParameter, choiceParameter, textParameter} from '../../core/parameter.ts';
import type {QueryOf} from '../../core/query-codec.ts';
import {rfc2822, uuid} from '../../core/scalars.ts';
import {type LamlPagingQuery, lamlPaging} from './paging.ts';
import {lamlTimeParameter} from './time-parameter.ts';

const statuses = ['init', 'in-progress', 'completed'] as const;

const lamlConferenceCodec = t.type(
	{
		/** The conference, a UUID. */
		sid: uuid,
		/** The project that it belongs to, a UUID. */
		account_sid: uuid,
		/** When it was made, RFC 2822. */
		date_created: rfc2822,
		/** When it was last changed, RFC 2822. */
		date_updated: rfc2822,
		/** The name shown to people. */
		friendly_name: t.string,
		/** How far it is. */
		status: openStringEnum('init', 'in-progress', 'completed'),
		/** The version of the API that made it. */
		api_version: t.string,
		/** Where it was handled. */
		region: t.string,
		/** The path of it. */
		uri: t.string,
		/** The paths of what belongs to it. */
		subresource_uris: t.type({
			/** The path of its participants. */
			participants: t.string,
			/** The path of its recordings. */
			recordings: t.string,
		}),
	},
	'LamlConference',
);

/** A conference of calls, exactly as SignalWire sent it. */
export interface LamlConference extends t.TypeOf<typeof lamlConferenceCodec> {}

const query = {
	/** The ID of the project; default: that of the client. */
	AccountSid: accountParameter(),
	/** Only conferences that were created at this time; a date, an RFC 3339 or RFC 2822 time, or a Date. */
	DateCreated: lamlTimeParameter('only conferences that were created at this time'),
	/** Only conferences that were created before this time; a date, an RFC 3339 or RFC 2822 time, or a Date. */
	'DateCreated<': lamlTimeParameter('only conferences that were created before this time'),
	/** Only conferences that were created after this time; a date, an RFC 3339 or RFC 2822 time, or a Date. */
	'DateCreated>': lamlTimeParameter('only conferences that were created after this time'),
	/** Only conferences that were updated at this time; a date, an RFC 3339 or RFC 2822 time, or a Date. */
	DateUpdated: lamlTimeParameter('only conferences that were updated at this time'),
	/** Only conferences that were updated before this time; a date, an RFC 3339 or RFC 2822 time, or a Date. */
	'DateUpdated<': lamlTimeParameter('only conferences that were updated before this time'),
	/** Only conferences that were updated after this time; a date, an RFC 3339 or RFC 2822 time, or a Date. */
	'DateUpdated>': lamlTimeParameter('only conferences that were updated after this time'),
	/** Only conferences of this name. */
	FriendlyName: textParameter('only conferences of this name'),
	/** Only conferences of this status. */
	Status: choiceParameter(statuses, 'only conferences of this status'),
};

/** What `GET /api/laml/2010-04-01/Accounts/{AccountSid}/Conferences` can be asked. */
export interface LamlConferencesQuery extends QueryOf<typeof query>, LamlPagingQuery {}

/** `GET /api/laml/2010-04-01/Accounts/{AccountSid}/Conferences` as data. */
export const lamlConferences: List<LamlConferencesQuery, LamlConference> = list({
	name: 'laml_conferences',
	path: '/api/laml/2010-04-01/Accounts/{AccountSid}/Conferences',
	scope: 'Voice',
	page: uriPaged('conferences'),
	key: ['sid'],
	timeFilter: {field: 'date_created', after: 'DateCreated>', before: 'DateCreated<'},
	query: {...query, ...lamlPaging},
	item: lamlConferenceCodec,
});
