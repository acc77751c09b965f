import * as t from 'io-ts';
import {type List, list} from '../../core/list.ts';
import {nullable} from '../../core/open-enum.ts';
import {uriPaged} from '../../core/page-uri-paged.ts';
import {accountParameter} from '../../core/parameter.ts';
import type {QueryOf} from '../../core/query-codec.ts';
import {integer, rfc2822, uuid} from '../../core/scalars.ts';
import {type LamlPagingQuery, lamlPaging} from './paging.ts';
import {lamlTimeParameter} from './time-parameter.ts';

const transcriptionCodec = t.type(
	{
		/** The recording, a UUID. */
		sid: uuid,
		/** The project that it belongs to, a UUID. */
		account_sid: uuid,
		/** The version of the API that made it. */
		api_version: t.string,
		/** The recording, a UUID. */
		recording_sid: uuid,
		/** When it was made, RFC 2822. */
		date_created: rfc2822,
		/** When it was last changed, RFC 2822. */
		date_updated: rfc2822,
		/** How long the recording is, in seconds. */
		duration: integer,
		/** What it cost, in `price_unit`, below 0, as digits; null until that is known. */
		price: nullable(t.string),
		/** The currency of `price`, ISO 4217, such as `USD`. */
		price_unit: t.string,
		/** How far it is. */
		status: t.string,
		/** What was said; null until it is written down. */
		transcription_text: nullable(t.string),
		/** The kind of transcription. */
		type: t.string,
		/** The path of it. */
		uri: t.string,
	},
	'Transcription',
);

/** A recording as text, exactly as SignalWire sent it. */
export interface Transcription extends t.TypeOf<typeof transcriptionCodec> {}

const query = {
	/** The ID of the project; default: that of the client. */
	AccountSid: accountParameter(),
	/** Only transcriptions that were created at this time; a date, an RFC 3339 or RFC 2822 time, or a Date. */
	DateCreated: lamlTimeParameter('only transcriptions that were created at this time'),
	/** Only transcriptions that were created before this time; a date, an RFC 3339 or RFC 2822 time, or a Date. */
	'DateCreated<': lamlTimeParameter('only transcriptions that were created before this time'),
	/** Only transcriptions that were created after this time; a date, an RFC 3339 or RFC 2822 time, or a Date. */
	'DateCreated>': lamlTimeParameter('only transcriptions that were created after this time'),
};

/** What `GET /api/laml/2010-04-01/Accounts/{AccountSid}/Transcriptions` can be asked. */
export interface TranscriptionsQuery extends QueryOf<typeof query>, LamlPagingQuery {}

/** `GET /api/laml/2010-04-01/Accounts/{AccountSid}/Transcriptions` as data. */
export const transcriptions: List<TranscriptionsQuery, Transcription> = list({
	name: 'transcriptions',
	path: '/api/laml/2010-04-01/Accounts/{AccountSid}/Transcriptions',
	scope: 'Voice',
	page: uriPaged('transcriptions'),
	key: ['sid'],
	timeFilter: {field: 'date_created', after: 'DateCreated>', before: 'DateCreated<'},
	query: {...query, ...lamlPaging},
	item: transcriptionCodec,
});
