import {type List, list} from '../../core/list.ts';
import {pathParameter, textParameter} from '../../core/parameter.ts';
import type {QueryOf} from '../../core/query-codec.ts';
import {type FabricAddress, fabricAddressCodec} from './address.ts';

const query = {
	/** The ID of the SIP gateway, a UUID. */
	sip_gateway_id: pathParameter(textParameter('the ID of the SIP gateway')),
};

/** What `GET /api/fabric/resources/sip_gateways/{id}/addresses` can be asked. */
export interface SipGatewayAddressesQuery extends QueryOf<typeof query> {}

/** `GET /api/fabric/resources/sip_gateways/{id}/addresses` as data. */
export const sipGatewayAddresses: List<SipGatewayAddressesQuery, FabricAddress> = list({
	name: 'sip_gateway_addresses',
	path: '/api/fabric/resources/sip_gateways/{sip_gateway_id}/addresses',
	scope: 'Voice, Messaging, Fax or Video',
	query,
	item: fabricAddressCodec('call'),
});
