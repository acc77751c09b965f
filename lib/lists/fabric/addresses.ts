import {type List, list} from '../../core/list.ts';
import {type FabricAddress, fabricAddressCodec} from './address.ts';

/** What `GET /api/fabric/addresses` can be asked. */
export type FabricAddressesQuery = Readonly<Record<string, never>>;

/** `GET /api/fabric/addresses` as data. */
export const fabricAddresses: List<FabricAddressesQuery, FabricAddress> = list({
	name: 'fabric_addresses',
	path: '/api/fabric/addresses',
	authentication: 'subscriber',
	scope: 'Voice, Messaging, Fax or Video',
	item: fabricAddressCodec('app', 'room', 'call', 'subscriber'),
});
