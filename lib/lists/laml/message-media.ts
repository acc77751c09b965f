import * as t from 'io-ts';
import {type List, list} from '../../core/list.ts';
import {uriPaged} from '../../core/page-uri-paged.ts';
import {accountParameter, pathParameter, textParameter} from '../../core/parameter.ts';
import type {QueryOf} from '../../core/query-codec.ts';
import {rfc2822, uuid} from '../../core/scalars.ts';
import {type LamlPagingQuery, lamlPaging} from './paging.ts';
import {lamlTimeParameter} from './time-parameter.ts';

const messageMediaCodec = t.type(
	{
		/** The project that it belongs to, a UUID. */
		account_sid: uuid,
		/** What it is, as a media type such as `image/jpeg`. */
		content_type: t.string,
		/** When it was made, RFC 2822. */
		date_created: rfc2822,
		/** When it was last changed, RFC 2822. */
		date_updated: rfc2822,
		/** The message that it came with, a UUID. */
		parent_sid: uuid,
		/** The file, a UUID. */
		sid: uuid,
		/** The path of it. */
		uri: t.string,
	},
	'MessageMedia',
);

/** A file of a message, exactly as SignalWire sent it. */
export interface MessageMedia extends t.TypeOf<typeof messageMediaCodec> {}

const query = {
	/** The ID of the project; default: that of the client. */
	AccountSid: accountParameter(),
	/** The ID of the message, a UUID. */
	MessageSid: pathParameter(textParameter('the ID of the message')),
	/** Only files that were created at this time; a date, an RFC 3339 or RFC 2822 time, or a Date. */
	DateCreated: lamlTimeParameter('only files that were created at this time'),
	/** Only files that were created before this time; a date, an RFC 3339 or RFC 2822 time, or a Date. */
	'DateCreated<': lamlTimeParameter('only files that were created before this time'),
	/** Only files that were created after this time; a date, an RFC 3339 or RFC 2822 time, or a Date. */
	'DateCreated>': lamlTimeParameter('only files that were created after this time'),
};

/** What `GET /api/laml/2010-04-01/Accounts/{AccountSid}/Messages/{MessageSid}/Media` can be asked. */
export interface MessageMediaQuery extends QueryOf<typeof query>, LamlPagingQuery {}

/** `GET /api/laml/2010-04-01/Accounts/{AccountSid}/Messages/{MessageSid}/Media` as data. */
export const messageMedia: List<MessageMediaQuery, MessageMedia> = list({
	name: 'message_media',
	path: '/api/laml/2010-04-01/Accounts/{AccountSid}/Messages/{MessageSid}/Media',
	scope: 'Messaging',
	page: uriPaged('media_list'),
	key: ['sid'],
	timeFilter: {field: 'date_created', after: 'DateCreated>', before: 'DateCreated<'},
	query: {...query, ...lamlPaging},
	item: messageMediaCodec,
});
