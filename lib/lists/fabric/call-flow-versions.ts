import * as t from 'io-ts';
import {type List, list} from '../../core/list.ts';
import {pathParameter, textParameter} from '../../core/parameter.ts';
import type {QueryOf} from '../../core/query-codec.ts';
import {timestamp, uuid} from '../../core/scalars.ts';

const callFlowVersionCodec = t.intersection(
	[
		t.type({
			/** The version, a UUID. */
			id: uuid,
			/** Which version it is. */
			version: t.string,
			/** When it was made, RFC 3339. */
			created_at: timestamp,
			/** When it was last changed, RFC 3339. */
			updated_at: timestamp,
		}),
		t.partial({
			/** The flow as its editor keeps it. */
			flow_data: t.UnknownRecord,
			/** A SWML document. */
			relayml: t.UnknownRecord,
		}),
	],
	'CallFlowVersion',
);

/** A version of a call flow, exactly as SignalWire sent it. */
export interface CallFlowVersion extends t.TypeOf<typeof callFlowVersionCodec> {}

const query = {
	/** The ID of the call flow, a UUID. */
	call_flow_id: pathParameter(textParameter('the ID of the call flow')),
};

/** What `GET /api/fabric/resources/call_flow/{id}/versions` can be asked. */
export interface CallFlowVersionsQuery extends QueryOf<typeof query> {}

/** `GET /api/fabric/resources/call_flow/{id}/versions` as data. */
export const callFlowVersions: List<CallFlowVersionsQuery, CallFlowVersion> = list({
	name: 'call_flow_versions',
	path: '/api/fabric/resources/call_flow/{call_flow_id}/versions',
	scope: 'Voice, Messaging, Fax or Video',
	linksTo: ['/api/fabric/call_flows/versions'],
	query,
	item: callFlowVersionCodec,
});
