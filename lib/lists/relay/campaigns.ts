import * as t from 'io-ts';
import {type List, list} from '../../core/list.ts';
import {pathParameter, textParameter} from '../../core/parameter.ts';
import type {QueryOf} from '../../core/query-codec.ts';
import {timestamp, url, uuid} from '../../core/scalars.ts';

const campaignCodec = t.intersection(
	[
		t.type({
			/** The messaging campaign, a UUID. */
			id: uuid,
		}),
		t.partial({
			/** The name. */
			name: t.string,
			/** How far the registration is. */
			state: t.string,
			/** What its messages are for. */
			sms_use_case: t.string,
			/** What its messages are for, closer. */
			sub_use_cases: t.array(t.string),
			/** The token of Campaign Verify, for politics. */
			campaign_verify_token: t.string,
			/** What it is about. */
			description: t.string,
			/** A message as it will be sent. */
			sample1: t.string,
			/** Another message as it will be sent. */
			sample2: t.string,
			/** Another message as it will be sent. */
			sample3: t.string,
			/** Another message as it will be sent. */
			sample4: t.string,
			/** Another message as it will be sent. */
			sample5: t.string,
			/** The templates of its messages. */
			dynamic_templates: t.string,
			/** How people come to get its messages. */
			message_flow: t.string,
			/** What who joins is told. */
			opt_in_message: t.string,
			/** What who leaves is told. */
			opt_out_message: t.string,
			/** The answer to who asks for help. */
			help_message: t.string,
			/** Words to join with, with commas between them. */
			opt_in_keywords: t.string,
			/** Words to leave with, with commas between them. */
			opt_out_keywords: t.string,
			/** Words that ask for help, with commas between them. */
			help_keywords: t.string,
			/** Whether it needs many numbers. */
			number_pooling_required: t.boolean,
			/** Why it needs many numbers. */
			number_pooling_per_campaign: t.string,
			/** Whether it is about loans. */
			direct_lending: t.boolean,
			/** Whether messages hold links. */
			embedded_link: t.boolean,
			/** Whether messages hold telephone numbers. */
			embedded_phone: t.boolean,
			/** Whether messages are for adults only. */
			age_gated_content: t.boolean,
			/** Whether it finds customers for others. */
			lead_generation: t.boolean,
			/** The number it has where it was registered elsewhere. */
			csp_campaign_reference: t.string,
			/** Where changes of it are told. */
			status_callback_url: url,
			/** When it was made, RFC 3339. */
			created_at: timestamp,
			/** When it was last changed, RFC 3339. */
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
