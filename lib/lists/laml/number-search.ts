import {accountParameter, booleanParameter, pathParameter, textParameter} from '../../core/parameter.ts';
import type {QueryOf} from '../../core/query-codec.ts';

/** How numbers that can be bought are searched for, of whichever type. */
export const numberSearch = {
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

type NumberSearch = typeof numberSearch;

/** What searches for numbers can be asked. */
export interface NumberSearchQuery extends QueryOf<NumberSearch> {}
