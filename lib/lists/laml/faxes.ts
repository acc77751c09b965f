import * as t from 'io-ts';
import {type List, list} from '../../core/list.ts';
import {nullable, openStringEnum} from '../../core/open-enum.ts';
import {uriPaged} from '../../core/page-uri-paged.ts';
import {accountParameter, dateParameter, textParameter} from '../../core/parameter.ts';
import type {QueryOf} from '../../core/query-codec.ts';
import {integer, timestamp, url} from '../../core/scalars.ts';
import {type LamlPagingQuery, lamlPaging} from './paging.ts';

const statuses = [
	'queued',
	'processing',
	'sending',
	'delivered',
	'receiving',
	'received',
	'no-answer',
	'busy',
	'failed',
	'canceled',
] as const;

const faxCodec = t.type(
	{
		/** The project. */
		account_sid: t.string,
		/** The version of the API that made it. */
		api_version: t.string,
		/** When it was made, RFC 3339. */
		date_created: timestamp,
		/** When it was last changed, RFC 3339. */
		date_updated: timestamp,
		/** Who began it. */
		direction: openStringEnum('inbound', 'outbound'),
		/** Who sent it, as E.164. */
		from: t.string,
		/** Where the picture is; null until there is one. */
		media_url: nullable(url),
		/** The file. */
		media_sid: t.string,
		/** How many pages it has, as digits; null until they are counted. */
		num_pages: nullable(t.string),
		/** What it cost, in `price_unit`, below 0, as digits; null until that is known. */
		price: nullable(t.string),
		/** The currency of `price`, ISO 4217, such as `USD`. */
		price_unit: t.string,
		/** How fine the picture is. */
		quality: openStringEnum('standard', 'fine', 'superfine'),
		/** The fax. */
		sid: t.string,
		/** How far it is. */
		status: openStringEnum(...statuses),
		/** Who got it, as E.164. */
		to: t.string,
		/** How long it took, in seconds. */
		duration: integer,
		/** The paths of what belongs to it. */
		links: t.type({
			/** The path of its files. */
			media: t.string,
		}),
		/** The path of it. */
		url: t.string,
		/** Why it failed, as a code; null unless it did. */
		error_code: nullable(t.string),
		/** Why it failed, in words; null unless it did. */
		error_message: nullable(t.string),
	},
	'Fax',
);

/** A fax, exactly as SignalWire sent it. */
export interface Fax extends t.TypeOf<typeof faxCodec> {}

const query = {
	/** The ID of the project; default: that of the client. */
	AccountSid: accountParameter(),
	/** Only faxes created after this time; an RFC 3339 date or date-time, or a Date. */
	DateCreatedAfter: dateParameter('only faxes created after this time'),
	/** Only faxes created at this time or before; an RFC 3339 date or date-time, or a Date. */
	DateCreatedOnOrBefore: dateParameter('only faxes created at this time or before'),
	/** Only faxes from this number, as E.164. */
	From: textParameter('only faxes from this number, as E.164'),
	/** Only faxes to this number, as E.164. */
	To: textParameter('only faxes to this number, as E.164'),
};

/** What `GET /api/laml/2010-04-01/Accounts/{AccountSid}/Faxes` can be asked. */
export interface FaxesQuery extends QueryOf<typeof query>, LamlPagingQuery {}

/** `GET /api/laml/2010-04-01/Accounts/{AccountSid}/Faxes` as data. */
export const faxes: List<FaxesQuery, Fax> = list({
	name: 'faxes',
	path: '/api/laml/2010-04-01/Accounts/{AccountSid}/Faxes',
	scope: 'Fax',
	page: uriPaged('faxes'),
	key: ['sid'],
	linksTo: ['/fax/v1/Faxes'],
	timeFilter: {field: 'date_created', after: 'DateCreatedAfter', before: 'DateCreatedOnOrBefore'},
	query: {...query, ...lamlPaging},
	item: faxCodec,
});
