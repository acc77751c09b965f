import * as t from 'io-ts';
import {type List, list} from '../../core/list.ts';
import {nullable, openStringEnum} from '../../core/open-enum.ts';
import {booleanParameter, dateParameter} from '../../core/parameter.ts';
import type {QueryOf} from '../../core/query-codec.ts';
import {integer, timestamp, url, uuid} from '../../core/scalars.ts';
import {type PagingQuery, paging} from '../paging.ts';

const statuses = [
	'queued',
	'initiated',
	'ringing',
	'in-progress',
	'busy',
	'failed',
	'no-answer',
	'canceled',
	'completed',
] as const;

const faxLogCodec = t.type(
	{
		id: uuid,
		from: nullable(t.string),
		to: nullable(t.string),
		status: openStringEnum(...statuses),
		direction: nullable(openStringEnum('inbound', 'outbound-api', 'outbound-dial')),
		source: openStringEnum('laml'),
		type: openStringEnum('laml_call'),
		/** Of the fax itself. */
		url: url,
		/** As the other machine called itself. */
		remote_station: nullable(t.string),
		/** Dollars. */
		charge: t.number,
		/** Null until they are counted. */
		number_of_pages: nullable(integer),
		quality: nullable(openStringEnum('fine', 'standard', 'superfine')),
		/** What the charge is made of. */
		charge_details: t.array(
			t.type({
				description: t.string,
				/** Dollars. */
				charge: t.number,
			}),
		),
		/** RFC 3339. */
		created_at: timestamp,
		/** Null unless it failed. */
		error_code: nullable(t.string),
		/** Null unless it failed. */
		error_message: nullable(t.string),
	},
	'FaxLog',
);

/** A log of a fax, exactly as SignalWire sent it. */
export interface FaxLog extends t.TypeOf<typeof faxLogCodec> {}

const query = {
	/** Include logs that were deleted, as their ID and times. */
	include_deleted: booleanParameter('include logs that were deleted, as their ID and times'),
	/** Only logs from before this time; an RFC 3339 date or date-time, or a Date. */
	created_before: dateParameter('only logs from before this time'),
	/** Only logs of this date; an RFC 3339 date or date-time, or a Date. */
	created_on: dateParameter('only logs of this date'),
	/** Only logs from after this time; an RFC 3339 date or date-time, or a Date. */
	created_after: dateParameter('only logs from after this time'),
};

/** What `GET /api/fax/logs` can be asked. */
export interface FaxLogsQuery extends QueryOf<typeof query>, PagingQuery {}

/** `GET /api/fax/logs` as data. */
export const faxLogs: List<FaxLogsQuery, FaxLog> = list({
	name: 'fax_logs',
	path: '/api/fax/logs',
	scope: 'Fax',
	query: {...query, ...paging},
	item: faxLogCodec,
});
