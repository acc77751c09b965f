import {type List, list} from '../../core/list.ts';
import {type SipEndpoint, sipEndpointCodec} from '../sip-endpoint.ts';

/** What `GET /api/fabric/resources/sip_endpoints` can be asked. */
export type FabricSipEndpointsQuery = Readonly<Record<string, never>>;

/** `GET /api/fabric/resources/sip_endpoints` as data. */
export const fabricSipEndpoints: List<FabricSipEndpointsQuery, SipEndpoint> = list({
	name: 'fabric_sip_endpoints',
	path: '/api/fabric/resources/sip_endpoints',
	scope: 'Voice, Messaging, Fax or Video',
	item: sipEndpointCodec,
});
