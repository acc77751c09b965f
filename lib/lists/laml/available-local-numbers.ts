import * as t from 'io-ts';
import {type List, list} from '../../core/list.ts';
import {nullable} from '../../core/open-enum.ts';
import {whole} from '../../core/page-whole.ts';
import {accountParameter, booleanParameter, pathParameter, textParameter} from '../../core/parameter.ts';
import type {QueryOf} from '../../core/query-codec.ts';

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

const query = {
	/** The ID of the project; default: that of the client. */
	AccountSid: accountParameter(),
	/** The country, as ISO 3166-1 has it, such as `US`. */
	IsoCountry: pathParameter(textParameter('the country, as ISO 3166-1 has it')),
	/** Only numbers of this area code. */
	AreaCode: textParameter('only numbers of this area code'),
	/** Whether numbers may be new to the platform. */
	Beta: booleanParameter('whether numbers may be new to the platform'),
	/** Only numbers that have this in them; * stands for any digit. */
	Contains: textParameter('only numbers that have this in them; * stands for any digit'),
	/** Leave out numbers that need an address. */
	ExcludeAllAddressRequired: booleanParameter('leave out numbers that need an address'),
	/** Leave out numbers that need an address abroad. */
	ExcludeForeignAddressRequired: booleanParameter('leave out numbers that need an address abroad'),
	/** Leave out numbers that need an address there. */
	ExcludeLocalAddressRequired: booleanParameter('leave out numbers that need an address there'),
	/** Only numbers that take faxes. */
	FaxEnabled: booleanParameter('only numbers that take faxes'),
	/** Only numbers of this city. */
	InLocality: textParameter('only numbers of this city'),
	/** Only numbers of this region, such as a state. */
	InRegion: textParameter('only numbers of this region, such as a state'),
	/** Only numbers that take MMS. */
	MmsEnabled: booleanParameter('only numbers that take MMS'),
	/** Only numbers that take SMS. */
	SmsEnabled: booleanParameter('only numbers that take SMS'),
	/** Only numbers that take calls. */
	VoiceEnabled: booleanParameter('only numbers that take calls'),
};

/** What `GET /api/laml/2010-04-01/Accounts/{AccountSid}/AvailablePhoneNumbers/{IsoCountry}/Local` can be asked. */
export interface AvailableLocalNumbersQuery extends QueryOf<typeof query> {}

/** `GET /api/laml/2010-04-01/Accounts/{AccountSid}/AvailablePhoneNumbers/{IsoCountry}/Local` as data. */
export const availableLocalNumbers: List<AvailableLocalNumbersQuery, AvailableNumber> = list({
	name: 'available_local_numbers',
	path: '/api/laml/2010-04-01/Accounts/{AccountSid}/AvailablePhoneNumbers/{IsoCountry}/Local',
	scope: 'Numbers',
	page: whole('available_phone_numbers'),
	key: [],
	query,
	item: availableNumberCodec,
});
