import * as t from 'io-ts';
import {type List, list} from '../../core/list.ts';
import {nullable} from '../../core/open-enum.ts';
import {timestamp, uuid} from '../../core/scalars.ts';

export const freeswitchConnectorCodec = t.type(
	{
		/** The connector, a UUID. */
		id: uuid,
		/** The project that it belongs to, a UUID. */
		project_id: uuid,
		/** The name shown to people. */
		display_name: t.string,
		/** Always `freeswitch_connector`. */
		type: t.literal('freeswitch_connector'),
		/** When it was made, RFC 3339. */
		created_at: timestamp,
		/** When it was last changed, RFC 3339. */
		updated_at: timestamp,
		/** The connector. */
		freeswitch_connector: t.intersection([
			t.type({
				/** The ID of its own, other than that of the resource, a UUID. */
				id: uuid,
			}),
			t.partial({
				/** The name. */
				name: t.string,
				/** The name that calls show; null: none. */
				caller_id: nullable(t.string),
				/** The caller ID that it sends; null: none. */
				send_as: nullable(t.string),
			}),
		]),
	},
	'FreeswitchConnector',
);

/** A connector to FreeSWITCH as a resource, exactly as SignalWire sent it. */
export interface FreeswitchConnector extends t.TypeOf<typeof freeswitchConnectorCodec> {}

/** What `GET /api/fabric/resources/freeswitch_connectors` can be asked. */
export type FreeswitchConnectorsQuery = Readonly<Record<string, never>>;

/** `GET /api/fabric/resources/freeswitch_connectors` as data. */
export const freeswitchConnectors: List<FreeswitchConnectorsQuery, FreeswitchConnector> = list({
	name: 'freeswitch_connectors',
	path: '/api/fabric/resources/freeswitch_connectors',
	scope: 'Voice, Messaging, Fax or Video',
	item: freeswitchConnectorCodec,
});
