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
		sid: uuid,
		friendly_name: t.string,
		status: openStringEnum('active'),
		/** Blanked out by SignalWire. */
		auth_token: t.string,
		/** RFC 2822, as all times here. */
		date_created: rfc2822,
		date_updated: rfc2822,
		type: openStringEnum('Full'),
		/** The project above it, or itself. */
		owner_account_sid: uuid,
		region_preference: t.string,
		/** The path of this one. */
		uri: t.string,
		/** Whether another project is above it. */
		subproject: t.boolean,
		/** A secret: webhooks are signed with it. */
		signing_key: nullable(t.string),
		/** The paths of its lists; null where LaML has none. */
		subresource_uris: t.type({
			addresses: t.null,
			available_phone_numbers: t.string,
			applications: t.string,
			authorized_connect_apps: t.null,
			calls: t.string,
			conferences: t.string,
			connect_apps: t.null,
			incoming_phone_numbers: t.string,
			keys: t.null,
			notifications: t.null,
			outgoing_caller_ids: t.null,
			queues: t.string,
			recordings: t.string,
			sandbox: t.null,
			sip: t.null,
			short_codes: t.null,
			messages: t.string,
			transcriptions: t.string,
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
