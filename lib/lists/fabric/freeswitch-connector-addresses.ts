import {type List, list} from '../../core/list.ts';
import {pathParameter, textParameter} from '../../core/parameter.ts';
import type {QueryOf} from '../../core/query-codec.ts';
import {type FabricAddress, fabricAddressCodec} from './address.ts';

const query = {
	/** The ID of the connector to FreeSWITCH, a UUID. */
	freeswitch_connector_id: pathParameter(textParameter('the ID of the connector to FreeSWITCH')),
};

/** What `GET /api/fabric/resources/freeswitch_connectors/{id}/addresses` can be asked. */
export interface FreeswitchConnectorAddressesQuery extends QueryOf<typeof query> {}

/** `GET /api/fabric/resources/freeswitch_connectors/{id}/addresses` as data. */
export const freeswitchConnectorAddresses: List<FreeswitchConnectorAddressesQuery, FabricAddress> = list({
	name: 'freeswitch_connector_addresses',
	path: '/api/fabric/resources/freeswitch_connectors/{freeswitch_connector_id}/addresses',
	scope: 'Voice, Messaging, Fax or Video',
	query,
	item: fabricAddressCodec('call'),
});
