import * as t from 'io-ts';
import {type List, list} from '../../core/list.ts';
import {pathParameter, textParameter} from '../../core/parameter.ts';
import type {QueryOf} from '../../core/query-codec.ts';
import {timestamp, url, uuid} from '../../core/scalars.ts';

const campaignCodec = t.intersection(
	[
		t.type({
			id: uuid,
		}),
		t.partial({
			name: t.string,
			state: t.string,
			sms_use_case: t.string,
			sub_use_cases: t.array(t.string),
			campaign_verify_token: t.string,
			description: t.string,
			/** Messages as they will be sent. */
			sample1: t.string,
			sample2: t.string,
			sample3: t.string,
			sample4: t.string,
			sample5: t.string,
			dynamic_templates: t.string,
			/** How people come to get its messages. */
			message_flow: t.string,
			opt_in_message: t.string,
			opt_out_message: t.string,
			help_message: t.string,
			/** With commas between them, as all keywords here. */
			opt_in_keywords: t.string,
			opt_out_keywords: t.string,
			help_keywords: t.string,
			number_pooling_required: t.boolean,
			/** Why it needs many numbers. */
			number_pooling_per_campaign: t.string,
			direct_lending: t.boolean,
			embedded_link: t.boolean,
			embedded_phone: t.boolean,
			age_gated_content: t.boolean,
			lead_generation: t.boolean,
			/** Of a campaign that was registered elsewhere. */
			csp_campaign_reference: t.string,
			status_callback_url: url,
			/** RFC 3339, as all times here. */
			created_at: timestamp,
			updated_at: timestamp,
		}),
	],
	'Campaign',
);

/** A messaging campaign of a brand, exactly as SignalWire sent it. */
export interface Campaign extends t.TypeOf<typeof campaignCodec> {}

const query = {
	/** The ID of the brand, a UUID. */
	brand_id: pathParameter(textParameter('the ID of the brand')),
	/** Only campaigns whose name has this in it. */
	filter_name: textParameter('only campaigns whose name has this in it'),
	/** Only campaigns in this state. */
	filter_state: textParameter('only campaigns in this state'),
};

/** What `GET /api/relay/rest/registry/beta/brands/{id}/campaigns` can be asked. */
export interface CampaignsQuery extends QueryOf<typeof query> {}

/** `GET /api/relay/rest/registry/beta/brands/{id}/campaigns` as data. */
export const campaigns: List<CampaignsQuery, Campaign> = list({
	name: 'campaigns',
	path: '/api/relay/rest/registry/beta/brands/{brand_id}/campaigns',
	scope: 'Messaging or Numbers',
	query,
	item: campaignCodec,
});
