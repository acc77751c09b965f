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
		sid: uuid,
		account_sid: uuid,
		api_version: t.string,
		/** RFC 2822, as all times here. */
		date_created: rfc2822,
		date_updated: rfc2822,
		friendly_name: t.string,
		/** The path of this one. */
		uri: t.string,
		voice_url: nullable(url),
		voice_method: nullable(t.string),
		voice_fallback_url: nullable(url),
		voice_fallback_method: nullable(t.string),
		status_callback: nullable(url),
		status_callback_method: nullable(t.string),
		voice_caller_id_lookup: nullable(t.boolean),
		sms_url: nullable(url),
		sms_method: nullable(t.string),
		sms_fallback_url: nullable(url),
		sms_fallback_method: nullable(t.string),
		sms_status_callback: nullable(url),
		sms_status_callback_method: nullable(t.string),
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
