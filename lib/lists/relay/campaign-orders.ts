import * as t from 'io-ts';
import {type List, list} from '../../core/list.ts';
import {pathParameter, textParameter} from '../../core/parameter.ts';
import type {QueryOf} from '../../core/query-codec.ts';
import {timestamp, url, uuid} from '../../core/scalars.ts';

const campaignOrderCodec = t.intersection(
	[
		t.type({
			/** The order, a UUID. */
			id: uuid,
		}),
		t.partial({
			/** How far it is. */
			state: t.string,
			/** When it was processed, RFC 3339. */
			processed_at: timestamp,
			/** When it was made, RFC 3339. */
			created_at: timestamp,
			/** When it was last changed, RFC 3339. */
			updated_at: timestamp,
			/** Where changes of it are told. */
			status_callback_url: url,
		}),
	],
	'CampaignOrder',
);

/** An order of phone numbers for a messaging campaign, exactly as SignalWire sent it. */
export interface CampaignOrder extends t.TypeOf<typeof campaignOrderCodec> {}

const query = {
	/** The ID of the campaign, a UUID. */
	campaign_id: pathParameter(textParameter('the ID of the campaign')),
	/** Only orders in this state. */
	filter_state: textParameter('only orders in this state'),
};

/** What `GET /api/relay/rest/registry/beta/campaigns/{id}/orders` can be asked. */
export interface CampaignOrdersQuery extends QueryOf<typeof query> {}

/** `GET /api/relay/rest/registry/beta/campaigns/{id}/orders` as data. */
export const campaignOrders: List<CampaignOrdersQuery, CampaignOrder> = list({
	name: 'campaign_orders',
	path: '/api/relay/rest/registry/beta/campaigns/{campaign_id}/orders',
	scope: 'Messaging or Numbers',
	query,
	item: campaignOrderCodec,
});
