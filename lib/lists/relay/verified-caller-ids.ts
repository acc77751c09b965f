import * as t from 'io-ts';
import {type List, list} from '../../core/list.ts';
import {openStringEnum} from '../../core/open-enum.ts';
import {textParameter} from '../../core/parameter.ts';
import type {QueryOf} from '../../core/query-codec.ts';
import {timestamp, uuid} from '../../core/scalars.ts';

const verifiedCallerIdCodec = t.intersection(
	[
		t.type({
			/** The number, a UUID. */
			id: uuid,
			/** The number, as E.164. */
			number: t.string,
			/** Whether it was verified. */
			verified: t.boolean,
		}),
		t.partial({
			/** What it is. */
			type: t.string,
			/** What you call it. */
			name: t.string,
			/** The extension behind the number. */
			extension: t.string,
			/** When it was verified, RFC 3339. */
			verified_at: timestamp,
			/** How far it is. */
			status: openStringEnum('Verified', 'Awaiting Verification'),
		}),
	],
	'VerifiedCallerId',
);

/** A number of somebody else that calls may show, exactly as SignalWire sent it. */
export interface VerifiedCallerId extends t.TypeOf<typeof verifiedCallerIdCodec> {}

const query = {
	/** Only those whose name has this in it. */
	filter_name: textParameter('only those whose name has this in it'),
	/** Only numbers that have this in them. */
	filter_number: textParameter('only numbers that have this in them'),
};

/** What `GET /api/relay/rest/verified_caller_ids` can be asked. */
export interface VerifiedCallerIdsQuery extends QueryOf<typeof query> {}

/** `GET /api/relay/rest/verified_caller_ids` as data. */
export const verifiedCallerIds: List<VerifiedCallerIdsQuery, VerifiedCallerId> = list({
	name: 'verified_caller_ids',
	path: '/api/relay/rest/verified_caller_ids',
	scope: 'Voice',
	query,
	item: verifiedCallerIdCodec,
});
