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
			/** The project, a UUID: the same as `account_sid`. */
			account_id: uuid,
			/** The project that it belongs to, a UUID. */
			account_sid: uuid,
			/** Which address its owner needs. */
			address_requirements: openStringEnum('none', 'any', 'local', 'foreign'),
			/** The address of the number; null: none. */
			address_sid: nullable(t.string),
			/** The version of the API that made it. */
			api_version: t.string,
			/** Whether it is new to the platform. */
			beta: t.boolean,
			/** What it takes: calls, messages, faxes. */
			capabilities: t.type({
				/** Whether it takes calls. */
				voice: t.boolean,
				/** Whether it takes SMS. */
				sms: t.boolean,
				/** Whether it takes MMS. */
				mms: t.boolean,
				/** Whether it takes faxes. */
				fax: t.boolean,
			}),
			/** The country, ISO 3166-1, such as `US`. */
			country_code: t.string,
			/** When it was made, RFC 2822. */
			date_created: rfc2822,
			/** When it was last changed, RFC 2822. */
			date_updated: rfc2822,
			/** The address for emergency calls; null: none. */
			emergency_address_sid: nullable(t.string),
			/** Whether emergency calls can be made with it. */
			emergency_status: t.string,
			/** The name shown to people. */
			friendly_name: t.string,
			/** The identity of the number; null: none. */
			identity_sid: nullable(t.string),
			/** Whether it was bought here, or brought along. */
			origin: openStringEnum('signalwire', 'hosted'),
			/** The number, as E.164. */
			phone_number: t.string,
			/** The phone number. */
			sid: t.string,
			/** The application that takes messages; null: none. */
			sms_application_sid: nullable(t.string),
			/** The HTTP method for `sms_fallback_url`. */
			sms_fallback_method: t.string,
			/** Where instructions for a message are asked for where `sms_url` fails; null: none. */
			sms_fallback_url: nullable(url),
			/** The HTTP method for `sms_url`. */
			sms_method: t.string,
			/** Where instructions for a message are asked for; null: none. */
			sms_url: nullable(url),
			/** Where changes of a call are told; null: none. */
			status_callback: nullable(url),
			/** The HTTP method for telling changes. */
			status_callback_method: t.string,
			/** The trunk of the number; null: none. */
			trunk_sid: nullable(t.string),
			/** The path of it. */
			uri: t.string,
			/** The application that answers calls; null: none. */
			voice_application_sid: nullable(t.string),
			/** Whether names of callers are looked up; null: not set. */
			voice_caller_id_lookup: nullable(t.boolean),
			/** The HTTP method for `voice_fallback_url`. */
			voice_fallback_method: t.string,
			/** Where instructions for a call are asked for where `voice_url` fails; null: none. */
			voice_fallback_url: nullable(url),
			/** The HTTP method for `voice_url`. */
			voice_method: t.string,
			/** Where instructions for a call are asked for; null: none. */
			voice_url: nullable(url),
		}),
		t.partial({
			/** Whether it was verified. */
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
