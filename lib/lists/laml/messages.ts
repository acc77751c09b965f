import * as t from 'io-ts';
import {type List, list} from '../../core/list.ts';
import {nullable, openStringEnum} from '../../core/open-enum.ts';
import {uriPaged} from '../../core/page-uri-paged.ts';
import {accountParameter, choiceParameter, textParameter} from '../../core/parameter.ts';
import type {QueryOf} from '../../core/query-codec.ts';
import {integer, rfc2822, uuid} from '../../core/scalars.ts';
import {type LamlPagingQuery, lamlPaging} from './paging.ts';
import {lamlTimeParameter} from './time-parameter.ts';

const statuses = ['queued', 'initiated', 'sent', 'failed', 'delivered', 'undelivered', 'received'] as const;

const messageCodec = t.type(
	{
		/** The project that it belongs to, a UUID. */
		account_sid: uuid,
		/** The version of the API that made it. */
		api_version: t.string,
		/** The text; null: none. */
		body: nullable(t.string),
		/** Parts that it was split into. */
		num_segments: integer,
		/** Files that came with it. */
		num_media: integer,
		/** When it was made, RFC 2822. */
		date_created: rfc2822,
		/** When it was sent; null: not yet, RFC 2822; null until it was sent. */
		date_sent: nullable(rfc2822),
		/** When it was last changed, RFC 2822. */
		date_updated: rfc2822,
		/** Whether it came or went, and what made it. */
		direction: openStringEnum('inbound', 'outbound-api', 'outbound-call', 'outbound-reply'),
		/** Why it failed, as a code; null unless it did. */
		error_code: nullable(t.string),
		/** Why it failed, in words; null unless it did. */
		error_message: nullable(t.string),
		/** Who sent it. */
		from: t.string,
		/** What it cost, in `price_unit`, below 0; null until that is known. */
		price: nullable(t.number),
		/** The currency of `price`, ISO 4217, such as `USD`. */
		price_unit: t.string,
		/** The message, a UUID. */
		sid: uuid,
		/** How far it is. */
		status: openStringEnum(...statuses),
		/** Who got it. */
		to: t.string,
		/** The service that chose the number to send from; null: none. */
		messaging_service_sid: nullable(uuid),
		/** The path of it. */
		uri: t.string,
		/** The paths of what belongs to it. */
		subresource_uris: t.type({
			/** The path of its files. */
			media: t.string,
		}),
	},
	'Message',
);

/** A message, exactly as SignalWire sent it. */
export interface Message extends t.TypeOf<typeof messageCodec> {}

const query = {
	/** The ID of the project; default: that of the client. */
	AccountSid: accountParameter(),
	/** Only messages that were sent at this time; a date, an RFC 3339 or RFC 2822 time, or a Date. */
	DateSent: lamlTimeParameter('only messages that were sent at this time'),
	/** Only messages that were sent before this time; a date, an RFC 3339 or RFC 2822 time, or a Date. */
	'DateSent<': lamlTimeParameter('only messages that were sent before this time'),
	/** Only messages that were sent after this time; a date, an RFC 3339 or RFC 2822 time, or a Date. */
	'DateSent>': lamlTimeParameter('only messages that were sent after this time'),
	/** Only messages from this number. */
	From: textParameter('only messages from this number'),
	/** Only messages to this number. */
	To: textParameter('only messages to this number'),
	/** Only messages of this status. */
	Status: choiceParameter(statuses, 'only messages of this status'),
};

/** What `GET /api/laml/2010-04-01/Accounts/{AccountSid}/Messages` can be asked. */
export interface MessagesQuery extends QueryOf<typeof query>, LamlPagingQuery {}

/** `GET /api/laml/2010-04-01/Accounts/{AccountSid}/Messages` as data. */
export const messages: List<MessagesQuery, Message> = list({
	name: 'messages',
	path: '/api/laml/2010-04-01/Accounts/{AccountSid}/Messages',
	scope: 'Messaging',
	page: uriPaged('messages'),
	key: ['sid'],
	timeFilter: {field: 'date_sent', after: 'DateSent>', before: 'DateSent<', mayBeNull: true},
	query: {...query, ...lamlPaging},
	item: messageCodec,
});
