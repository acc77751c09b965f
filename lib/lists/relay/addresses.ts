import * as t from 'io-ts';
import {type List, list} from '../../core/list.ts';
import {nullable, openStringEnum} from '../../core/open-enum.ts';
import {textParameter} from '../../core/parameter.ts';
import type {QueryOf} from '../../core/query-codec.ts';
import {timestamp, uuid} from '../../core/scalars.ts';
import {type PagingQuery, paging} from '../paging.ts';

const addressTypes = [
	'Apartment',
	'Basement',
	'Building',
	'Department',
	'Floor',
	'Office',
	'Penthouse',
	'Suite',
	'Trailer',
	'Unit',
] as const;

const addressCodec = t.type(
	{
		/** The address, a UUID. */
		id: uuid,
		/** What you call it. */
		label: t.string,
		/** The country. */
		country: t.string,
		/** The first name. */
		first_name: t.string,
		/** The last name. */
		last_name: t.string,
		/** The number in the street. */
		street_number: t.string,
		/** The street. */
		street_name: t.string,
		/** What `address_number` counts; null: not told. */
		address_type: nullable(openStringEnum(...addressTypes)),
		/** Which of them; null: none. */
		address_number: nullable(t.string),
		/** The city. */
		city: t.string,
		/** The state or province. */
		state: t.string,
		/** The postal code. */
		postal_code: t.string,
		/** The same as `postal_code`. */
		zip_code: t.string,
		/** Whether it can be used for emergency calls. */
		emergency_enabled: t.boolean,
		/** Whether the emergency service took it. */
		validated: t.boolean,
		/** When it was validated, RFC 3339; null: not yet. */
		validated_at: nullable(timestamp),
	},
	'Address',
);

/** An address for emergency calls, exactly as SignalWire sent it. */
export interface Address extends t.TypeOf<typeof addressCodec> {}

const query = {
	/** Only addresses whose label has this in it. */
	filter_label: textParameter('only addresses whose label has this in it'),
};

/** What `GET /api/relay/rest/addresses` can be asked. */
export interface RelayAddressesQuery extends QueryOf<typeof query>, PagingQuery {}

/** `GET /api/relay/rest/addresses` as data. */
export const relayAddresses: List<RelayAddressesQuery, Address> = list({
	name: 'relay_addresses',
	path: '/api/relay/rest/addresses',
	scope: 'Numbers',
	query: {...query, ...paging},
	item: addressCodec,
});
