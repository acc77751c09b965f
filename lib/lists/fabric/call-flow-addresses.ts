import {type List, list} from '../../core/list.ts';
import {pathParameter, textParameter} from '../../core/parameter.ts';
import type {QueryOf} from '../../core/query-codec.ts';
import {type FabricAddress, fabricAddressCodec} from './address.ts';

const query = {
	/** The ID of the call flow, a UUID. */
	call_flow_id: pathParameter(textParameter('the ID of the call flow')),
};

/** What `GET /api/fabric/resources/call_flow/{id}/addresses` can be asked. */
export interface CallFlowAddressesQuery extends QueryOf<typeof query> {}

/** `GET /api/fabric/resources/call_flow/{id}/addresses` as data. */
export const callFlowAddresses: List<CallFlowAddressesQuery, FabricAddress> = list({
	name: 'call_flow_addresses',
	path: '/api/fabric/resources/call_flow/{call_flow_id}/addresses',
	scope: 'Voice, Messaging, Fax or Video',
	linksTo: ['/api/fabric/resources/{call_flow_id}/addresses'],
	query,
	item: fabricAddressCodec('app'),
});
