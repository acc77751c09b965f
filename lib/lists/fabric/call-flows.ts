import * as t from 'io-ts';
import {type List, list} from '../../core/list.ts';
import {integer, timestamp, uuid} from '../../core/scalars.ts';

export const callFlowCodec = t.type(
	{
		id: uuid,
		project_id: uuid,
		display_name: t.string,
		type: t.literal('call_flow'),
		/** RFC 3339, as all times here. */
		created_at: timestamp,
		updated_at: timestamp,
		call_flow: t.intersection([
			t.type({
				id: uuid,
				title: t.string,
			}),
			t.partial({
				/** The flow as its editor keeps it. */
				flow_data: t.UnknownRecord,
				/** A SWML document. */
				relayml: t.UnknownRecord,
				document_version: integer,
			}),
		]),
	},
	'CallFlow',
);

/** A call flow as a resource, exactly as SignalWire sent it. */
export interface CallFlow extends t.TypeOf<typeof callFlowCodec> {}

/** What `GET /api/fabric/resources/call_flows` can be asked. */
export type CallFlowsQuery = Readonly<Record<never, never>>;

/** `GET /api/fabric/resources/call_flows` as data. */
export const callFlows: List<CallFlowsQuery, CallFlow> = list({
	name: 'call_flows',
	path: '/api/fabric/resources/call_flows',
	scope: 'Voice, Messaging, Fax or Video',
	item: callFlowCodec,
});
