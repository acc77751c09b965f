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
		/** The log, a UUID. */
		id: uuid,
		/** Who sent it; null: none. */
		from: nullable(t.string),
		/** Who got it; null: none. */
		to: nullable(t.string),
		/** How far it is. */
		status: openStringEnum(...statuses),
		/** Who began it; null: not told. */
		direction: nullable(openStringEnum('inbound', 'outbound-api', 'outbound-dial')),
		/** What made it. */
		source: openStringEnum('laml'),
		/** Always `laml_call`. */
		type: openStringEnum('laml_call'),
		/** The address of the fax itself. */
		url: url,
		/** What the other machine called itself; null: nothing. */
		remote_station: nullable(t.string),
		/** What it cost, in US dollars. */
		charge: t.number,
		/** How many pages it has; null until they are counted. */
		number_of_pages: nullable(integer),
		/** How fine the picture is; null: not told. */
		quality: nullable(openStringEnum('fine', 'standard', 'superfine')),
		/** What the charge is made of. */
		charge_details: t.array(
			t.type({
				/** What was charged for. */
				description: t.string,
				/** What it cost, in US dollars. */
				charge: t.number,
			}),
		),
		/** When it was made, RFC 3339. */
		created_at: timestamp,
		/** Why it failed, as a code; null unless it did. */
		error_code: nullable(t.string),
		/** Why it failed, in words; null unless it did. */
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
	timeFilter: {field: 'created_at', after: 'created_after', before: 'created_before'},
	query: {...query, ...paging},
	item: faxLogCodec,
});
