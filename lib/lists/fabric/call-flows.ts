import * as t from 'io-ts';
import {type List, list} from '../../core/list.ts';
import {integer, timestamp, uuid} from '../../core/scalars.ts';

export const callFlowCodec = t.type(
	{
		/** The call flow, a UUID. */
		id: uuid,
		/** The project that it belongs to, a UUID. */
		project_id: uuid,
		/** The name shown to people. */
		display_name: t.string,
		/** Always `call_flow`. */
		type: t.literal('call_flow'),
		/** When it was made, RFC 3339. */
		created_at: timestamp,
		/** When it was last changed, RFC 3339. */
		updated_at: timestamp,
		/** The flow. */
		call_flow: t.intersection([
			t.type({
				/** The ID of its own, other than that of the resource, a UUID. */
				id: uuid,
				/** The title. */
				title: t.string,
			}),
			t.partial({
				/** The flow as its editor keeps it. */
				flow_data: t.UnknownRecord,
				/** A SWML document. */
				relayml: t.UnknownRecord,
				/** Which version of the flow it is. */
				document_version: integer,
			}),
		]),
	},
	'CallFlow',
);

/** A call flow as a resource, exactly as SignalWire sent it. */
export interface CallFlow extends t.TypeOf<typeof callFlowCodec> {}

/** What `GET /api/fabric/resources/call_flows` can be asked. */
export type CallFlowsQuery = Readonly<Record<string, never>>;

/** `GET /api/fabric/resources/call_flows` as data. */
export const callFlows: List<CallFlowsQuery, CallFlow> = list({
	name: 'call_flows',
	path: '/api/fabric/resources/call_flows',
	scope: 'Voice, Messaging, Fax or Video',
	item: callFlowCodec,
});
