import {type List, list} from '../../core/list.ts';
import {single} from '../../core/page-single.ts';
import {accountParameter, pathParameter, textParameter} from '../../core/parameter.ts';
import type {QueryOf} from '../../core/query-codec.ts';
import {type AvailableCountry, availableCountryCodec} from './available-countries.ts';

const query = {
	/** The ID of the project; default: that of the client. */
	AccountSid: accountParameter(),
	/** The country, as ISO 3166-1 has it, such as `US`. */
	IsoCountry: pathParameter(textParameter('the country, as ISO 3166-1 has it')),
};

/** What `GET /api/laml/2010-04-01/Accounts/{AccountSid}/AvailablePhoneNumbers/{IsoCountry}` can be asked. */
export interface AvailableCountryQuery extends QueryOf<typeof query> {}

/** `GET /api/laml/2010-04-01/Accounts/{AccountSid}/AvailablePhoneNumbers/{IsoCountry}` as data. */
export const availableCountry: List<AvailableCountryQuery, AvailableCountry> = list({
	name: 'available_country',
	path: '/api/laml/2010-04-01/Accounts/{AccountSid}/AvailablePhoneNumbers/{IsoCountry}',
	scope: 'Numbers',
	page: single(),
	key: [],
	query,
	item: availableCountryCodec,
});
