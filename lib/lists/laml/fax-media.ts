import * as t from 'io-ts';
import {type List, list} from '../../core/list.ts';
import {uriPaged} from '../../core/page-uri-paged.ts';
import {accountParameter, pathParameter, textParameter} from '../../core/parameter.ts';
import type {QueryOf} from '../../core/query-codec.ts';
import {timestamp} from '../../core/scalars.ts';
import {type LamlPagingQuery, lamlPaging} from './paging.ts';

const faxMediaCodec = t.type(
	{
		/** The project that it belongs to. */
		account_sid: t.string,
		/** What it is, as a media type such as `application/pdf`. */
		content_type: t.string,
		/** When it was made, RFC 3339. */
		date_created: timestamp,
		/** When it was last changed, RFC 3339. */
		date_updated: timestamp,
		/** The fax. */
		fax_sid: t.string,
		/** The file. */
		sid: t.string,
		/** The path of it. */
		uri: t.string,
		/** The path of it. */
		url: t.string,
	},
	'FaxMedia',
);

/** A file of a fax, exactly as SignalWire sent it. */
export interface FaxMedia extends t.TypeOf<typeof faxMediaCodec> {}

const query = {
	/** The ID of the project; default: that of the client. */
	AccountSid: accountParameter(),
	/** The ID of the fax, a UUID. */
	FaxSid: pathParameter(textParameter('the ID of the fax')),
};

/** What `GET /api/laml/2010-04-01/Accounts/{AccountSid}/Faxes/{FaxSid}/Media` can be asked. */
export interface FaxMediaQuery extends QueryOf<typeof query>, LamlPagingQuery {}

/** `GET /api/laml/2010-04-01/Accounts/{AccountSid}/Faxes/{FaxSid}/Media` as data. */
export const faxMedia: List<FaxMediaQuery, FaxMedia> = list({
	name: 'fax_media',
	path: '/api/laml/2010-04-01/Accounts/{AccountSid}/Faxes/{FaxSid}/Media',
	scope: 'Fax',
	page: uriPaged('media'),
	key: ['sid'],
	linksTo: ['/fax/v1/Faxes/{FaxSid}/Media'],
	query: {...query, ...lamlPaging},
	item: faxMediaCodec,
});
