import * as t from 'io-ts';
import {type List, list} from '../../core/list.ts';
import {nullable, openStringEnum} from '../../core/open-enum.ts';
import {uriPaged} from '../../core/page-uri-paged.ts';
import {accountParameter, textParameter} from '../../core/parameter.ts';
import type {QueryOf} from '../../core/query-codec.ts';
import {rfc2822, url, uuid} from '../../core/scalars.ts';
import {type LamlPagingQuery, lamlPaging} from './paging.ts';

const incomingPhoneNumberCodec = t.intersection(
	[
		t.type({
			account_id: uuid,
			account_sid: uuid,
			/** Which address its owner needs. */
			address_requirements: openStringEnum('none', 'any', 'local', 'foreign'),
			address_sid: nullable(t.string),
			api_version: t.string,
			/** Whether it is new to the platform. */
			beta: t.boolean,
			capabilities: t.type({
				voice: t.boolean,
				sms: t.boolean,
				mms: t.boolean,
				fax: t.boolean,
			}),
			/** ISO 3166-1, such as `US`. */
			country_code: t.string,
			/** RFC 2822, as all times here. */
			date_created: rfc2822,
			date_updated: rfc2822,
			emergency_address_sid: nullable(t.string),
			emergency_status: t.string,
			friendly_name: t.string,
			identity_sid: nullable(t.string),
			/** Bought here, or brought along. */
			origin: openStringEnum('signalwire', 'hosted'),
			/** E.164. */
			phone_number: t.string,
			sid: t.string,
			sms_application_sid: nullable(t.string),
			sms_fallback_method: t.string,
			sms_fallback_url: nullable(url),
			sms_method: t.string,
			sms_url: nullable(url),
			status_callback: nullable(url),
			status_callback_method: t.string,
			trunk_sid: nullable(t.string),
			/** The path of this one. */
			uri: t.string,
			voice_application_sid: nullable(t.string),
			voice_caller_id_lookup: nullable(t.boolean),
			voice_fallback_method: t.string,
			voice_fallback_url: nullable(url),
			voice_method: t.string,
			voice_url: nullable(url),
		}),
		t.partial({
			verification_status: t.string,
		}),
	],
	'IncomingPhoneNumber',
);

/** A phone number of yours, exactly as SignalWire sent it. */
export interface IncomingPhoneNumber extends t.TypeOf<typeof incomingPhoneNumberCodec> {}

const query = {
	/** The ID of the project; default: that of the client. */
	AccountSid: accountParameter(),
	/** Only this number, as E.164. */
	PhoneNumber: textParameter('only this number, as E.164'),
	/** Only numbers of this name. */
	FriendlyName: textParameter('only numbers of this name'),
};

/** What `GET /api/laml/2010-04-01/Accounts/{AccountSid}/IncomingPhoneNumbers` can be asked. */
export interface IncomingPhoneNumbersQuery extends QueryOf<typeof query>, LamlPagingQuery {}

/** `GET /api/laml/2010-04-01/Accounts/{AccountSid}/IncomingPhoneNumbers` as data. */
export const incomingPhoneNumbers: List<IncomingPhoneNumbersQuery, IncomingPhoneNumber> = list({
	name: 'incoming_phone_numbers',
	path: '/api/laml/2010-04-01/Accounts/{AccountSid}/IncomingPhoneNumbers',
	scope: 'Numbers',
	page: uriPaged('incoming_phone_numbers'),
	key: ['sid'],
	query: {...query, ...lamlPaging},
	item: incomingPhoneNumberCodec,
});
