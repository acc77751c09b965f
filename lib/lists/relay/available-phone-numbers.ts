import * as t from 'io-ts';
import {type List, list} from '../../core/list.ts';
import {integerParameter, textParameter} from '../../core/parameter.ts';
import type {QueryOf} from '../../core/query-codec.ts';

const availablePhoneNumberCodec = t.intersection(
	[
		t.type({
			/** The number, as E.164. */
			number: t.string,
		}),
		t.partial({
			/** The region. */
			region: t.string,
			/** The city. */
			city: t.string,
			/** The place by which calls to it are charged. */
			rate_center: t.string,
			/** The area (LATA) that local carriers serve. */
			lata: t.string,
			/** What it takes: calls, messages, faxes. */
			capabilities: t.partial({
				/** Whether it takes calls. */
				voice: t.boolean,
				/** Whether it takes SMS. */
				sms: t.boolean,
				/** Whether it takes MMS. */
				mms: t.boolean,
				/** Whether it takes faxes. */
				fax: t.boolean,
			}),
		}),
	],
	'AvailablePhoneNumber',
);

/** A phone number that can be bought, exactly as SignalWire sent it. */
export interface AvailablePhoneNumber extends t.TypeOf<typeof availablePhoneNumberCodec> {}

const query = {
	/** Only numbers of this area code. */
	areacode: textParameter('only numbers of this area code'),
	/** Toll-free or local. */
	number_type: textParameter('toll-free or local'),
	/** Only numbers that begin with this. */
	starts_with: textParameter('only numbers that begin with this'),
	/** Only numbers that have this in them. */
	contains: textParameter('only numbers that have this in them'),
	/** Only numbers that end with this. */
	ends_with: textParameter('only numbers that end with this'),
	/** Numbers at most. */
	max_results: integerParameter(1, 2_147_483_647, 'numbers at most'),
	/** Only numbers of this region, such as a state. */
	region: textParameter('only numbers of this region, such as a state'),
	/** Only numbers of this city. */
	city: textParameter('only numbers of this city'),
};

/** What `GET /api/relay/rest/phone_numbers/search` can be asked. */
export interface AvailablePhoneNumbersQuery extends QueryOf<typeof query> {}

/** `GET /api/relay/rest/phone_numbers/search` as data. */
export const availablePhoneNumbers: List<AvailablePhoneNumbersQuery, AvailablePhoneNumber> = list({
	name: 'available_phone_numbers',
	path: '/api/relay/rest/phone_numbers/search',
	scope: 'Numbers',
	key: [],
	query,
	item: availablePhoneNumberCodec,
});
