import {type List, list} from '../../core/list.ts';
import {pathParameter, textParameter} from '../../core/parameter.ts';
import type {QueryOf} from '../../core/query-codec.ts';
import {type FabricAddress, fabricAddressCodec} from './address.ts';

const query = {
	/** The ID of the SIP endpoint, a UUID. */
	sip_endpoint_id: pathParameter(textParameter('the ID of the SIP endpoint')),
};

/** What `GET /api/fabric/resources/sip_endpoints/{id}/addresses` can be asked. */
export interface SipEndpointAddressesQuery extends QueryOf<typeof query> {}

/** `GET /api/fabric/resources/sip_endpoints/{id}/addresses` as data. */
export const sipEndpointAddresses: List<SipEndpointAddressesQuery, FabricAddress> = list({
	name: 'sip_endpoint_addresses',
	path: '/api/fabric/resources/sip_endpoints/{sip_endpoint_id}/addresses',
	scope: 'Voice, Messaging, Fax or Video',
	query,
	item: fabricAddressCodec('call'),
});
