import * as t from 'io-ts';
import {type List, list} from '../../core/list.ts';
import {nullable, openStringEnum} from '../../core/open-enum.ts';
import {textParameter} from '../../core/parameter.ts';
import type {QueryOf} from '../../core/query-codec.ts';
import {timestamp, url, uuid} from '../../core/scalars.ts';
import {type PagingQuery, paging} from '../paging.ts';

const e911_statuss = ['pending', 'active', 'failed', 'pending_removal', 'unregistered'] as const;

const callHandlers = [
	'relay_context',
	'relay_topic',
	'relay_script',
	'relay_application',
	'relay_connector',
	'relay_sip_endpoint',
	'relay_verto_endpoint',
	'laml_webhooks',
	'laml_application',
	'dialogflow',
	'video_room',
	'call_flow',
	'ai_agent',
	'fabric_subscriber',
	'sip_gateway',
	'call_queue',
] as const;

const messageHandlers = [
	'relay_context',
	'relay_topic',
	'relay_application',
	'laml_webhooks',
	'laml_application',
] as const;

const phoneNumberCodec = t.type(
	{
		id: uuid,
		/** E.164. */
		number: t.string,
		name: nullable(t.string),
		capabilities: t.array(openStringEnum('voice', 'sms', 'mms', 'fax')),
		number_type: openStringEnum('toll-free', 'longcode'),
		/** The address for emergency calls. */
		e911_address_id: nullable(uuid),
		e911_status: nullable(openStringEnum(...e911_statuss)),
		/** RFC 3339, as all times here. */
		created_at: timestamp,
		updated_at: timestamp,
		/** When it is charged for next. */
		next_billed_at: nullable(timestamp),
		/** What answers its calls. */
		call_handler: nullable(openStringEnum(...callHandlers)),
		/** The resource that answers its calls. */
		calling_handler_resource_id: nullable(uuid),
		call_receive_mode: openStringEnum('voice', 'fax'),
		call_request_url: nullable(url),
		call_request_method: nullable(openStringEnum('GET', 'POST')),
		call_fallback_url: nullable(url),
		call_fallback_method: nullable(openStringEnum('GET', 'POST')),
		call_status_callback_url: nullable(url),
		call_status_callback_method: nullable(openStringEnum('GET', 'POST')),
		call_laml_application_id: nullable(t.string),
		call_dialogflow_agent_id: nullable(t.string),
		call_relay_topic: nullable(t.string),
		call_relay_topic_status_callback_url: nullable(url),
		call_relay_script_url: nullable(url),
		call_relay_context: nullable(t.string),
		call_relay_context_status_callback_url: nullable(url),
		call_relay_application: nullable(t.string),
		call_relay_connector_id: nullable(t.string),
		call_sip_endpoint_id: nullable(uuid),
		call_verto_resource: nullable(t.string),
		call_video_room_id: nullable(uuid),
		/** What takes its messages. */
		message_handler: nullable(openStringEnum(...messageHandlers)),
		/** The resource that takes its messages. */
		messaging_handler_resource_id: nullable(uuid),
		message_request_url: nullable(url),
		message_request_method: nullable(openStringEnum('GET', 'POST')),
		message_fallback_url: nullable(url),
		message_fallback_method: nullable(openStringEnum('GET', 'POST')),
		message_laml_application_id: nullable(t.string),
		message_relay_topic: nullable(t.string),
		message_relay_context: nullable(t.string),
		/** ISO 3166-1, such as `US`. */
		country_code: nullable(t.string),
	},
	'PhoneNumber',
);

/** A phone number of yours, exactly as SignalWire sent it. */
export interface PhoneNumber extends t.TypeOf<typeof phoneNumberCodec> {}

const query = {
	/** Only numbers whose name has this in it. */
	filter_name: textParameter('only numbers whose name has this in it'),
	/** Only numbers that have this in them. */
	filter_number: textParameter('only numbers that have this in them'),
};

/** What `GET /api/relay/rest/phone_numbers` can be asked. */
export interface PhoneNumbersQuery extends QueryOf<typeof query>, PagingQuery {}

/** `GET /api/relay/rest/phone_numbers` as data. */
export const phoneNumbers: List<PhoneNumbersQuery, PhoneNumber> = list({
	name: 'phone_numbers',
	path: '/api/relay/rest/phone_numbers',
	scope: 'Numbers',
	query: {...query, ...paging},
	item: phoneNumberCodec,
});
