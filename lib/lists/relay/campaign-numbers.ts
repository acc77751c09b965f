import * as t from 'io-ts';
import {type List, list} from '../../core/list.ts';
import {pathParameter, textParameter} from '../../core/parameter.ts';
import type {QueryOf} from '../../core/query-codec.ts';
import {timestamp, url, uuid} from '../../core/scalars.ts';

const campaignNumberCodec = t.intersection(
	[
		t.type({
			id: uuid,
		}),
		t.partial({
			state: t.string,
			campaign_id: uuid,
			phone_number: t.partial({
				id: uuid,
				name: t.string,
				/** E.164. */
				number: t.string,
				status_callback_url: url,
			}),
			/** RFC 3339, as all times here. */
			created_at: timestamp,
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
