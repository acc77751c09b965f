import {type List, list} from '../../core/list.ts';
import {pathParameter, textParameter} from '../../core/parameter.ts';
import type {QueryOf} from '../../core/query-codec.ts';
import {type FabricAddress, fabricAddressCodec} from './address.ts';

const query = {
	/** The ID of the RELAY application, a UUID. */
	relay_application_id: pathParameter(textParameter('the ID of the RELAY application')),
};

/** What `GET /api/fabric/resources/relay_applications/{id}/addresses` can be asked. */
export interface RelayApplicationAddressesQuery extends QueryOf<typeof query> {}

/** `GET /api/fabric/resources/relay_applications/{id}/addresses` as data. */
export const relayApplicationAddresses: List<RelayApplicationAddressesQuery, FabricAddress> = list({
	name: 'relay_application_addresses',
	path: '/api/fabric/resources/relay_applications/{relay_application_id}/addresses',
	scope: 'Voice, Messaging, Fax or Video',
	query,
	item: fabricAddressCodec('app'),
});
