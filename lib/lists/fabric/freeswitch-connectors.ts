import * as t from 'io-ts';
import {type List, list} from '../../core/list.ts';
import {nullable} from '../../core/open-enum.ts';
import {timestamp, uuid} from '../../core/scalars.ts';

export const freeswitchConnectorCodec = t.type(
	{
		id: uuid,
		project_id: uuid,
		display_name: t.string,
		type: t.literal('freeswitch_connector'),
		/** RFC 3339, as all times here. */
		created_at: timestamp,
		updated_at: timestamp,
		freeswitch_connector: t.intersection([
			t.type({
				id: uuid,
			}),
			t.partial({
				name: t.string,
				caller_id: nullable(t.string),
				/** The caller ID that it sends. */
				send_as: nullable(t.string),
			}),
		]),
	},
	'FreeswitchConnector',
);

/** A connector to FreeSWITCH as a resource, exactly as SignalWire sent it. */
export interface FreeswitchConnector extends t.TypeOf<typeof freeswitchConnectorCodec> {}

/** What `GET /api/fabric/resources/freeswitch_connectors` can be asked. */
export type FreeswitchConnectorsQuery = Readonly<Record<never, never>>;

/** `GET /api/fabric/resources/freeswitch_connectors` as data. */
export const freeswitchConnectors: List<FreeswitchConnectorsQuery, FreeswitchConnector> = list({
	name: 'freeswitch_connectors',
	path: '/api/fabric/resources/freeswitch_connectors',
	scope: 'Voice, Messaging, Fax or Video',
	item: freeswitchConnectorCodec,
});
