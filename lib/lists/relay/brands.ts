import * as t from 'io-ts';
import {type List, list} from '../../core/list.ts';
import {textParameter} from '../../core/parameter.ts';
import type {QueryOf} from '../../core/query-codec.ts';
import {timestamp, url, uuid} from '../../core/scalars.ts';

const brandCodec = t.intersection(
	[
		t.type({
			/** The brand, a UUID. */
			id: uuid,
		}),
		t.partial({
			/** How far the registration is. */
			state: t.string,
			/** The name. */
			name: t.string,
			/** The name of the company. */
			company_name: t.string,
			/** The mail address for questions. */
			contact_email: t.string,
			/** The telephone number for questions. */
			contact_phone: t.string,
			/** The country that gave the `ein`. */
			ein_issuing_country: t.string,
			/** The kind of company. */
			legal_entity_type: t.string,
			/** The number that the tax office knows it by. */
			ein: t.string,
			/** The address of the company. */
			company_address: t.string,
			/** The line of business. */
			company_vertical: t.string,
			/** The site of the company. */
			company_website: t.string,
			/** The number it has where it was registered elsewhere. */
			csp_brand_reference: t.string,
			/** Whether it was registered elsewhere. */
			csp_self_registered: t.boolean,
			/** Where changes of it are told. */
			status_callback_url: url,
			/** When it was made, RFC 3339. */
			created_at: timestamp,
			/** When it was last changed, RFC 3339. */
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
