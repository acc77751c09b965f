import * as t from 'io-ts';
import {type List, list} from '../../core/list.ts';
import {nullable} from '../../core/open-enum.ts';
import {uriPaged} from '../../core/page-uri-paged.ts';
import {accountParameter, textParameter} from '../../core/parameter.ts';
import type {QueryOf} from '../../core/query-codec.ts';
import {rfc2822, url, uuid} from '../../core/scalars.ts';
import {type LamlPagingQuery, lamlPaging} from './paging.ts';

const lamlApplicationCodec = t.type(
	{
		/** The LaML application, a UUID. */
		sid: uuid,
		/** The project that it belongs to, a UUID. */
		account_sid: uuid,
		/** The version of the API that made it. */
		api_version: t.string,
		/** When it was made, RFC 2822. */
		date_created: rfc2822,
		/** When it was last changed, RFC 2822. */
		date_updated: rfc2822,
		/** The name shown to people. */
		friendly_name: t.string,
		/** The path of it. */
		uri: t.string,
		/** Where instructions for a call are asked for; null: none. */
		voice_url: nullable(url),
		/** The HTTP method for `voice_url`; null: none. */
		voice_method: nullable(t.string),
		/** Where instructions for a call are asked for where `voice_url` fails; null: none. */
		voice_fallback_url: nullable(url),
		/** The HTTP method for `voice_fallback_url`; null: none. */
		voice_fallback_method: nullable(t.string),
		/** Where changes of it are told; null: none. */
		status_callback: nullable(url),
		/** The HTTP method for telling changes; null: none. */
		status_callback_method: nullable(t.string),
		/** Whether names of callers are looked up; null: not set. */
		voice_caller_id_lookup: nullable(t.boolean),
		/** Where instructions for a message are asked for; null: none. */
		sms_url: nullable(url),
		/** The HTTP method for `sms_url`; null: none. */
		sms_method: nullable(t.string),
		/** Where instructions for a message are asked for where `sms_url` fails; null: none. */
		sms_fallback_url: nullable(url),
		/** The HTTP method for `sms_fallback_url`; null: none. */
		sms_fallback_method: nullable(t.string),
		/** Where changes of a message are told; null: none. */
		sms_status_callback: nullable(url),
		/** The HTTP method for `sms_status_callback`; null: none. */
		sms_status_callback_method: nullable(t.string),
		/** Where changes of a message are told; null: none. */
		message_status_callback: nullable(url),
	},
	'LamlApplication',
);

/** A LaML application, exactly as SignalWire sent it. */
export interface LamlApplication extends t.TypeOf<typeof lamlApplicationCodec> {}

const query = {
	/** The ID of the project; default: that of the client. */
	AccountSid: accountParameter(),
	/** Only applications of this name. */
	FriendlyName: textParameter('only applications of this name'),
};

/** What `GET /api/laml/2010-04-01/Accounts/{AccountSid}/Applications` can be asked. */
export interface LamlApplicationsQuery extends QueryOf<typeof query>, LamlPagingQuery {}

/** `GET /api/laml/2010-04-01/Accounts/{AccountSid}/Applications` as data. */
export const lamlApplications: List<LamlApplicationsQuery, LamlApplication> = list({
	name: 'laml_applications',
	path: '/api/laml/2010-04-01/Accounts/{AccountSid}/Applications',
	scope: 'Voice, Messaging or Fax',
	page: uriPaged('applications'),
	key: ['sid'],
	query: {...query, ...lamlPaging},
	item: lamlApplicationCodec,
});
