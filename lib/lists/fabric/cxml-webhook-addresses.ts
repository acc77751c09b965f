import {type List, list} from '../../core/list.ts';
import {pathParameter, textParameter} from '../../core/parameter.ts';
import type {QueryOf} from '../../core/query-codec.ts';
import {type FabricAddress, fabricAddressCodec} from './address.ts';

const query = {
	/** The ID of the cXML webhook, a UUID. */
	cxml_webhook_id: pathParameter(textParameter('the ID of the cXML webhook')),
};

/** What `GET /api/fabric/resources/cxml_webhooks/{cxml_webhook_id}/addresses` can be asked. */
export interface CxmlWebhookAddressesQuery extends QueryOf<typeof query> {}

/** `GET /api/fabric/resources/cxml_webhooks/{cxml_webhook_id}/addresses` as data. */
export const cxmlWebhookAddresses: List<CxmlWebhookAddressesQuery, FabricAddress> = list({
	name: 'cxml_webhook_addresses',
	path: '/api/fabric/resources/cxml_webhooks/{cxml_webhook_id}/addresses',
	scope: 'Voice, Messaging, Fax or Video',
	query,
	item: fabricAddressCodec('app'),
});
