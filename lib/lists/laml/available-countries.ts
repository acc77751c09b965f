import * as t from 'io-ts';
import {type List, list} from '../../core/list.ts';
import {whole} from '../../core/page-whole.ts';
import {accountParameter} from '../../core/parameter.ts';
import type {QueryOf} from '../../core/query-codec.ts';

export const availableCountryCodec = t.type(
	{
		/** The country, ISO 3166-1, such as `US`. */
		country_code: t.string,
		/** The country. */
		country: t.string,
		/** The path of it. */
		uri: t.string,
		/** Whether all its numbers are new to the platform. */
		beta: t.boolean,
		/** The paths of its numbers. */
		subresource_uris: t.type({
			/** The path of local numbers. */
			local: t.string,
			/** The path of toll-free numbers. */
			toll_free: t.string,
		}),
	},
	'AvailableCountry',
);

/** A country whose phone numbers can be bought, exactly as SignalWire sent it. */
export interface AvailableCountry extends t.TypeOf<typeof availableCountryCodec> {}

const query = {
	/** The ID of the project; default: that of the client. */
	AccountSid: accountParameter(),
};

/** What `GET /api/laml/2010-04-01/Accounts/{AccountSid}/AvailablePhoneNumbers` can be asked. */
export interface AvailableCountriesQuery extends QueryOf<typeof query> {}

/** `GET /api/laml/2010-04-01/Accounts/{AccountSid}/AvailablePhoneNumbers` as data. */
export const availableCountries: List<AvailableCountriesQuery, AvailableCountry> = list({
	name: 'available_countries',
	path: '/api/laml/2010-04-01/Accounts/{AccountSid}/AvailablePhoneNumbers',
	scope: 'Numbers',
	page: whole('countries'),
	key: [],
	query,
	item: availableCountryCodec,
});
