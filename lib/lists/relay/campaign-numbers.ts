import * as t from 'io-ts';
import {type List, list} from '../../core/list.ts';
import {pathParameter, textParameter} from '../../core/parameter.ts';
import type {QueryOf} from '../../core/query-codec.ts';
import {timestamp, url, uuid} from '../../core/scalars.ts';

const campaignNumberCodec = t.intersection(
	[
		t.type({
			/** The assignment of the number, a UUID. */
			id: uuid,
		}),
		t.partial({
			/** How far it is. */
			state: t.string,
			/** The campaign, a UUID. */
			campaign_id: uuid,
			/** The number. */
			phone_number: t.partial({
				/** The assignment of the number, a UUID. */
				id: uuid,
				/** The name. */
				name: t.string,
				/** The number, as E.164. */
				number: t.string,
				/** Where changes of it are told. */
				status_callback_url: url,
			}),
			/** When it was made, RFC 3339. */
			created_at: timestamp,
			/** When it was last changed, RFC 3339. */
			updated_at: timestamp,
		}),
	],
	'CampaignNumber',
);

/** A phone number of a messaging campaign, exactly as SignalWire sent it. */
export interface CampaignNumber extends t.TypeOf<typeof campaignNumberCodec> {}

const query = {
	/** The ID of the campaign, a UUID. */
	campaign_id: pathParameter(textParameter('the ID of the campaign')),
	/** Only numbers in this state. */
	filter_state: textParameter('only numbers in this state'),
};

/** What `GET /api/relay/rest/registry/beta/campaigns/{id}/numbers` can be asked. */
export interface CampaignNumbersQuery extends QueryOf<typeof query> {}

/** `GET /api/relay/rest/registry/beta/campaigns/{id}/numbers` as data. */
export const campaignNumbers: List<CampaignNumbersQuery, CampaignNumber> = list({
	name: 'campaign_numbers',
	path: '/api/relay/rest/registry/beta/campaigns/{campaign_id}/numbers',
	scope: 'Messaging or Numbers',
	query,
	item: campaignNumberCodec,
});
