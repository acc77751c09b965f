import * as t from 'io-ts';
import {type List, list} from '../../core/list.ts';
import {nullable, openStringEnum} from '../../core/open-enum.ts';
import {textParameter} from '../../core/parameter.ts';
import type {QueryOf} from '../../core/query-codec.ts';
import {timestamp, url, uuid} from '../../core/scalars.ts';
import {type PagingQuery, paging} from '../paging.ts';

const shortCodeCodec = t.type(
	{
		id: uuid,
		name: nullable(t.string),
		number: t.string,
		capabilities: t.array(openStringEnum('sms', 'mms')),
		number_type: openStringEnum('shortcode'),
		/** Chosen, or as it came. */
		code_type: openStringEnum('vanity', 'random'),
		/** ISO 3166-1, such as `US`. */
		country_code: t.string,
		/** RFC 3339, as all times here. */
		created_at: timestamp,
		updated_at: timestamp,
		/** When it is charged for next. */
		next_billed_at: nullable(timestamp),
		/** Such as `12 months`. */
		lease_duration: nullable(t.string),
		/** What takes its messages. */
		message_handler: nullable(openStringEnum('relay_context', 'laml_webhooks', 'laml_application')),
		message_request_url: nullable(url),
		message_request_method: nullable(openStringEnum('GET', 'POST')),
		message_fallback_url: nullable(url),
		message_fallback_method: nullable(openStringEnum('GET', 'POST')),
		message_laml_application_id: nullable(uuid),
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
