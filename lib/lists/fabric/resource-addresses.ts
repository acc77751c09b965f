import {type List, list} from '../../core/list.ts';
import {pathParameter, textParameter} from '../../core/parameter.ts';
import type {QueryOf} from '../../core/query-codec.ts';
import {type FabricAddress, fabricAddressCodec} from './address.ts';

const query = {
	/** The ID of the resource, a UUID. */
	resource_id: pathParameter(textParameter('the ID of the resource')),
};

/** What `GET /api/fabric/resources/{id}/addresses` can be asked. */
export interface ResourceAddressesQuery extends QueryOf<typeof query> {}

/** `GET /api/fabric/resources/{id}/addresses` as data. */
export const resourceAddresses: List<ResourceAddressesQuery, FabricAddress> = list({
	name: 'resource_addresses',
	path: '/api/fabric/resources/{resource_id}/addresses',
	scope: 'Voice, Messaging, Fax or Video',
	query,
	item: fabricAddressCodec('app', 'room', 'call', 'subscriber'),
});
