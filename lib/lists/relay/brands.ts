import * as t from 'io-ts';
import {type List, list} from '../../core/list.ts';
import {textParameter} from '../../core/parameter.ts';
import type {QueryOf} from '../../core/query-codec.ts';
import {timestamp, url, uuid} from '../../core/scalars.ts';

const brandCodec = t.intersection(
	[
		t.type({
			id: uuid,
		}),
		t.partial({
			state: t.string,
			name: t.string,
			company_name: t.string,
			contact_email: t.string,
			contact_phone: t.string,
			ein_issuing_country: t.string,
			legal_entity_type: t.string,
			/** The number that the tax office knows it by. */
			ein: t.string,
			company_address: t.string,
			company_vertical: t.string,
			company_website: t.string,
			/** Of a brand that was registered elsewhere. */
			csp_brand_reference: t.string,
			/** Whether it was registered elsewhere. */
			csp_self_registered: t.boolean,
			status_callback_url: url,
			/** RFC 3339, as all times here. */
			created_at: timestamp,
			updated_at: timestamp,
		}),
	],
	'Brand',
);

/** A brand that is registered for messaging campaigns, exactly as SignalWire sent it. */
export interface Brand extends t.TypeOf<typeof brandCodec> {}

const query = {
	/** Only brands whose name has this in it. */
	filter_name: textParameter('only brands whose name has this in it'),
	/** Only brands in this state. */
	filter_state: textParameter('only brands in this state'),
};

/** What `GET /api/relay/rest/registry/beta/brands` can be asked. */
export interface BrandsQuery extends QueryOf<typeof query> {}

/** `GET /api/relay/rest/registry/beta/brands` as data. */
export const brands: List<BrandsQuery, Brand> = list({
	name: 'brands',
	path: '/api/relay/rest/registry/beta/brands',
	scope: 'Messaging or Numbers',
	query,
	item: brandCodec,
});
