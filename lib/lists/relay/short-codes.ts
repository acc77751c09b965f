import * as t from 'io-ts';
import {type List, list} from '../../core/list.ts';
import {nullable, openStringEnum} from '../../core/open-enum.ts';
import {textParameter} from '../../core/parameter.ts';
import type {QueryOf} from '../../core/query-codec.ts';
import {timestamp, url, uuid} from '../../core/scalars.ts';
import {type PagingQuery, paging} from '../paging.ts';

const shortCodeCodec = t.type(
	{
		/** The short code, a UUID. */
		id: uuid,
		/** The name; null: none. */
		name: nullable(t.string),
		/** The number. */
		number: t.string,
		/** What it takes: calls, messages, faxes. */
		capabilities: t.array(openStringEnum('sms', 'mms')),
		/** The kind of number. */
		number_type: openStringEnum('shortcode'),
		/** Whether the number was chosen, or is as it came. */
		code_type: openStringEnum('vanity', 'random'),
		/** The country, ISO 3166-1, such as `US`. */
		country_code: t.string,
		/** When it was made, RFC 3339. */
		created_at: timestamp,
		/** When it was last changed, RFC 3339. */
		updated_at: timestamp,
		/** When it is charged for next, RFC 3339; null: not yet. */
		next_billed_at: nullable(timestamp),
		/** How long it is yours, such as `12 months`; null: not told. */
		lease_duration: nullable(t.string),
		/** What takes its messages; null: not told. */
		message_handler: nullable(openStringEnum('relay_context', 'laml_webhooks', 'laml_application')),
		/** Where instructions for a message are asked for; null: none. */
		message_request_url: nullable(url),
		/** The HTTP method for `message_request_url`; null: none. */
		message_request_method: nullable(openStringEnum('GET', 'POST')),
		/** Where instructions for a message are asked for where `message_request_url` fails; null: none. */
		message_fallback_url: nullable(url),
		/** The HTTP method for `message_fallback_url`; null: none. */
		message_fallback_method: nullable(openStringEnum('GET', 'POST')),
		/** The LaML application that takes messages; null: none. */
		message_laml_application_id: nullable(uuid),
		/** The RELAY context that gets messages; null: none. */
		message_relay_context: nullable(t.string),
	},
	'ShortCode',
);

/** A short code of yours, exactly as SignalWire sent it. */
export interface ShortCode extends t.TypeOf<typeof shortCodeCodec> {}

const query = {
	/** Only short codes whose name has this in it. */
	filter_name: textParameter('only short codes whose name has this in it'),
	/** Only short codes that have this in them. */
	filter_number: textParameter('only short codes that have this in them'),
};

/** What `GET /api/relay/rest/short_codes` can be asked. */
export interface ShortCodesQuery extends QueryOf<typeof query>, PagingQuery {}

/** `GET /api/relay/rest/short_codes` as data. */
export const shortCodes: List<ShortCodesQuery, ShortCode> = list({
	name: 'short_codes',
	path: '/api/relay/rest/short_codes',
	scope: 'Numbers',
	query: {...query, ...paging},
	item: shortCodeCodec,
});
