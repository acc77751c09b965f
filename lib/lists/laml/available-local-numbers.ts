import * as t from 'io-ts';
import {type List, list} from '../../core/list.ts';
import {nullable} from '../../core/open-enum.ts';
import {whole} from '../../core/page-whole.ts';
import {type NumberSearchQuery, numberSearch} from './number-search.ts';

export const availableNumberCodec = t.type(
	{
		/** The number as people write it. */
		friendly_name: t.string,
		/** The number, as E.164. */
		phone_number: t.string,
		/** The area (LATA) that local carriers serve; null: not told. */
		lata: nullable(t.string),
		/** The city; null: none. */
		locality: nullable(t.string),
		/** The place by which calls to it are charged; null: not told. */
		rate_center: nullable(t.string),
		/** The latitude in degrees, as digits; null: not told. */
		latitude: nullable(t.string),
		/** The longitude in degrees, as digits; null: not told. */
		longitude: nullable(t.string),
		/** The region; null: none. */
		region: nullable(t.string),
		/** The postal code; null: none. */
		postal_code: nullable(t.string),
		/** The country, ISO 3166-1, such as `US`. */
		iso_country: t.string,
		/** What it takes: calls, messages, faxes. */
		capabilities: t.type({
			/** Whether it takes calls. */
			voice: t.boolean,
			/** Whether it takes SMS. */
			SMS: t.boolean,
			/** Whether it takes MMS. */
			MMS: t.boolean,
		}),
		/** Whether it is new to the platform. */
		beta: t.boolean,
	},
	'AvailableNumber',
);

/** A phone number that can be bought, exactly as SignalWire sent it. */
export interface AvailableNumber extends t.TypeOf<typeof availableNumberCodec> {}

/** What `GET /api/laml/2010-04-01/Accounts/{AccountSid}/AvailablePhoneNumbers/{IsoCountry}/Local` can be asked. */
export interface AvailableLocalNumbersQuery extends NumberSearchQuery {}

/** `GET /api/laml/2010-04-01/Accounts/{AccountSid}/AvailablePhoneNumbers/{IsoCountry}/Local` as data. */
export const availableLocalNumbers: List<AvailableLocalNumbersQuery, AvailableNumber> = list({
	name: 'available_local_numbers',
	path: '/api/laml/2010-04-01/Accounts/{AccountSid}/AvailablePhoneNumbers/{IsoCountry}/Local',
	scope: 'Numbers',
	page: whole('available_phone_numbers'),
	key: [],
	query: numberSearch,
	item: availableNumberCodec,
});
