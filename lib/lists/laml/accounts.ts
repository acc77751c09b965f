import * as t from 'io-ts';
import {type List, list} from '../../core/list.ts';
import {nullable, openStringEnum} from '../../core/open-enum.ts';
import {uriPaged} from '../../core/page-uri-paged.ts';
import {textParameter} from '../../core/parameter.ts';
import type {QueryOf} from '../../core/query-codec.ts';
import {rfc2822, uuid} from '../../core/scalars.ts';
import {type LamlPagingQuery, lamlPaging} from './paging.ts';

const accountCodec = t.type(
	{
		/** The project, a UUID. */
		sid: uuid,
		/** The name shown to people. */
		friendly_name: t.string,
		/** Always `active`. */
		status: openStringEnum('active'),
		/** The token, blanked out by SignalWire. */
		auth_token: t.string,
		/** When it was made, RFC 2822. */
		date_created: rfc2822,
		/** When it was last changed, RFC 2822. */
		date_updated: rfc2822,
		/** Always `Full`. */
		type: openStringEnum('Full'),
		/** The project above it, or itself. */
		owner_account_sid: uuid,
		/** Where its calls are to be handled. */
		region_preference: t.string,
		/** The path of it. */
		uri: t.string,
		/** Whether another project is above it. */
		subproject: t.boolean,
		/** The key that webhooks are signed with, a secret; null: none. */
		signing_key: nullable(t.string),
		/** The paths of its lists; null where LaML has none. */
		subresource_uris: t.type({
			/** LaML has none here. */
			addresses: t.null,
			/** The path of numbers to buy. */
			available_phone_numbers: t.string,
			/** The path of its applications. */
			applications: t.string,
			/** LaML has none here. */
			authorized_connect_apps: t.null,
			/** The path of its calls. */
			calls: t.string,
			/** The path of its conferences. */
			conferences: t.string,
			/** LaML has none here. */
			connect_apps: t.null,
			/** The path of its numbers. */
			incoming_phone_numbers: t.string,
			/** LaML has none here. */
			keys: t.null,
			/** LaML has none here. */
			notifications: t.null,
			/** LaML has none here. */
			outgoing_caller_ids: t.null,
			/** The path of its queues. */
			queues: t.string,
			/** The path of its recordings. */
			recordings: t.string,
			/** LaML has none here. */
			sandbox: t.null,
			/** LaML has none here. */
			sip: t.null,
			/** LaML has none here. */
			short_codes: t.null,
			/** The path of its messages. */
			messages: t.string,
			/** The path of its transcriptions. */
			transcriptions: t.string,
			/** LaML has none here. */
			usage: t.null,
		}),
	},
	'Account',
);

/** A project, as LaML has it: that of the token, or one below it, exactly as SignalWire sent it. */
export interface Account extends t.TypeOf<typeof accountCodec> {}

const query = {
	/** Only accounts of this name. */
	FriendlyName: textParameter('only accounts of this name'),
};

/** What `GET /api/laml/2010-04-01/Accounts` can be asked. */
export interface AccountsQuery extends QueryOf<typeof query>, LamlPagingQuery {}

/** `GET /api/laml/2010-04-01/Accounts` as data. */
export const accounts: List<AccountsQuery, Account> = list({
	name: 'accounts',
	path: '/api/laml/2010-04-01/Accounts',
	scope: 'Management',
	page: uriPaged('accounts'),
	key: ['sid'],
	query: {...query, ...lamlPaging},
	item: accountCodec,
});
