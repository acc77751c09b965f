import * as t from 'io-ts';
import {type List, list} from '../../core/list.ts';
import {nullable} from '../../core/open-enum.ts';
import {uriPaged} from '../../core/page-uri-paged.ts';
import {accountParameter, textParameter} from '../../core/parameter.ts';
import type {QueryOf} from '../../core/query-codec.ts';
import {integer, rfc2822, timestamp, url, uuid} from '../../core/scalars.ts';
import {type LamlPagingQuery, lamlPaging} from './paging.ts';

const lamlBinCodec = t.type(
	{
		/** The LaML document, a UUID. */
		sid: uuid,
		/** When it was made, RFC 3339. */
		date_created: timestamp,
		/** When it was last changed, RFC 3339. */
		date_updated: timestamp,
		/** When it was last asked for; null: never, RFC 2822; null if nobody did. */
		date_last_accessed: nullable(rfc2822),
		/** The project that it belongs to, a UUID. */
		account_sid: uuid,
		/** The name. */
		name: t.string,
		/** The document itself. */
		contents: t.string,
		/** Where SignalWire serves it. */
		request_url: url,
		/** How often it was asked for. */
		num_requests: integer,
		/** The version of the API that made it. */
		api_version: t.string,
		/** The path of it. */
		uri: t.string,
	},
	'LamlBin',
);

/** A LaML document that SignalWire serves, exactly as SignalWire sent it. */
export interface LamlBin extends t.TypeOf<typeof lamlBinCodec> {}

const query = {
	/** The ID of the project; default: that of the client. */
	AccountSid: accountParameter(),
	/** Only documents of this name. */
	Name: textParameter('only documents of this name'),
};

/** What `GET /api/laml/2010-04-01/Accounts/{AccountSid}/LamlBins` can be asked. */
export interface LamlBinsQuery extends QueryOf<typeof query>, LamlPagingQuery {}

/** `GET /api/laml/2010-04-01/Accounts/{AccountSid}/LamlBins` as data. */
export const lamlBins: List<LamlBinsQuery, LamlBin> = list({
	name: 'laml_bins',
	path: '/api/laml/2010-04-01/Accounts/{AccountSid}/LamlBins',
	scope: 'Voice, Messaging or Fax',
	page: uriPaged('laml_bins'),
	key: ['sid'],
	query: {...query, ...lamlPaging},
	item: lamlBinCodec,
});
