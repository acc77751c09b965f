import {type List, list} from '../../core/list.ts';
import {pathParameter, textParameter} from '../../core/parameter.ts';
import type {QueryOf} from '../../core/query-codec.ts';
import {type FabricAddress, fabricAddressCodec} from './address.ts';

const query = {
	/** The ID of the SWML webhook, a UUID. */
	swml_webhook_id: pathParameter(textParameter('the ID of the SWML webhook')),
};

/** What `GET /api/fabric/resources/swml_webhooks/{swml_webhook_id}/addresses` can be asked. */
export interface SwmlWebhookAddressesQuery extends QueryOf<typeof query> {}

/** `GET /api/fabric/resources/swml_webhooks/{swml_webhook_id}/addresses` as data. */
export const swmlWebhookAddresses: List<SwmlWebhookAddressesQuery, FabricAddress> = list({
	name: 'swml_webhook_addresses',
	path: '/api/fabric/resources/swml_webhooks/{swml_webhook_id}/addresses',
	scope: 'Voice, Messaging, Fax or Video',
	query,
	item: fabricAddressCodec('app'),
});
