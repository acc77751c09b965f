import {type List, list} from '../../core/list.ts';
import {whole} from '../../core/page-whole.ts';
import {type AvailableNumber, availableNumberCodec} from './available-local-numbers.ts';
import {type NumberSearchQuery, numberSearch} from './number-search.ts';

/** What `GET /api/laml/2010-04-01/Accounts/{AccountSid}/AvailablePhoneNumbers/{IsoCountry}/TollFree` can be asked. */
export interface AvailableTollFreeNumbersQuery extends NumberSearchQuery {}

/** `GET /api/laml/2010-04-01/Accounts/{AccountSid}/AvailablePhoneNumbers/{IsoCountry}/TollFree` as data. */
export const availableTollFreeNumbers: List<AvailableTollFreeNumbersQuery, AvailableNumber> = list({
	name: 'available_toll_free_numbers',
	path: '/api/laml/2010-04-01/Accounts/{AccountSid}/AvailablePhoneNumbers/{IsoCountry}/TollFree',
	scope: 'Numbers',
	page: whole('available_phone_numbers'),
	key: [],
	query: numberSearch,
	item: availableNumberCodec,
});
