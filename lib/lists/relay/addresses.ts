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
		id: uuid,
		label: t.string,
		country: t.string,
		first_name: t.string,
		last_name: t.string,
		street_number: t.string,
		street_name: t.string,
		/** What `address_number` counts. */
		address_type: nullable(openStringEnum(...addressTypes)),
		address_number: nullable(t.string),
		city: t.string,
		state: t.string,
		postal_code: t.string,
		/** The same as `postal_code`. */
		zip_code: t.string,
		emergency_enabled: t.boolean,
		/** Whether the emergency service took it. */
		validated: t.boolean,
		/** RFC 3339. */
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
