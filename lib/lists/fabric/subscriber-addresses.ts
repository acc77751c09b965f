import {type List, list} from '../../core/list.ts';
import {pathParameter, textParameter} from '../../core/parameter.ts';
import type {QueryOf} from '../../core/query-codec.ts';
import {type FabricAddress, fabricAddressCodec} from './address.ts';

const query = {
	/** The ID of the subscriber, a UUID. */
	fabric_subscriber_id: pathParameter(textParameter('the ID of the subscriber')),
};

/** What `GET /api/fabric/resources/subscribers/{id}/addresses` can be asked. */
export interface SubscriberAddressesQuery extends QueryOf<typeof query> {}

/** `GET /api/fabric/resources/subscribers/{id}/addresses` as data. */
export const subscriberAddresses: List<SubscriberAddressesQuery, FabricAddress> = list({
	name: 'subscriber_addresses',
	path: '/api/fabric/resources/subscribers/{fabric_subscriber_id}/addresses',
	scope: 'Voice, Messaging, Fax or Video',
	query,
	item: fabricAddressCodec('subscriber'),
});
