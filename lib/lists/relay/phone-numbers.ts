import * as t from 'io-ts';
import {type List, list} from '../../core/list.ts';
import {nullable, openStringEnum} from '../../core/open-enum.ts';
import {textParameter} from '../../core/parameter.ts';
import type {QueryOf} from '../../core/query-codec.ts';
import {timestamp, url, uuid} from '../../core/scalars.ts';
import {type PagingQuery, paging} from '../paging.ts';

const emergencyStatuses = ['pending', 'active', 'failed', 'pending_removal', 'unregistered'] as const;

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
		/** The phone number, a UUID. */
		id: uuid,
		/** The number, as E.164. */
		number: t.string,
		/** The name; null: none. */
		name: nullable(t.string),
		/** What it takes: calls, messages, faxes. */
		capabilities: t.array(openStringEnum('voice', 'sms', 'mms', 'fax')),
		/** The kind of number. */
		number_type: openStringEnum('toll-free', 'longcode'),
		/** The address for emergency calls; null: none. */
		e911_address_id: nullable(uuid),
		/** Whether emergency calls can be made with it; null: not told. */
		e911_status: nullable(openStringEnum(...emergencyStatuses)),
		/** When it was made, RFC 3339. */
		created_at: timestamp,
		/** When it was last changed, RFC 3339. */
		updated_at: timestamp,
		/** When it is charged for next, RFC 3339; null: not yet. */
		next_billed_at: nullable(timestamp),
		/** What answers its calls; null: not told. */
		call_handler: nullable(openStringEnum(...callHandlers)),
		/** The resource that answers its calls; null: none. */
		calling_handler_resource_id: nullable(uuid),
		/** Whether calls are taken as voice or as faxes. */
		call_receive_mode: openStringEnum('voice', 'fax'),
		/** Where instructions for a call are asked for; null: none. */
		call_request_url: nullable(url),
		/** The HTTP method for `call_request_url`; null: none. */
		call_request_method: nullable(openStringEnum('GET', 'POST')),
		/** Where instructions for a call are asked for where `call_request_url` fails; null: none. */
		call_fallback_url: nullable(url),
		/** The HTTP method for `call_fallback_url`; null: none. */
		call_fallback_method: nullable(openStringEnum('GET', 'POST')),
		/** Where changes of a call are told; null: none. */
		call_status_callback_url: nullable(url),
		/** The HTTP method for `call_status_callback_url`; null: none. */
		call_status_callback_method: nullable(openStringEnum('GET', 'POST')),
		/** The LaML application that answers calls; null: none. */
		call_laml_application_id: nullable(t.string),
		/** The Dialogflow agent that answers calls; null: none. */
		call_dialogflow_agent_id: nullable(t.string),
		/** The RELAY topic that gets calls; null: none. */
		call_relay_topic: nullable(t.string),
		/** Where RELAY tells of its calls in a topic; null: none. */
		call_relay_topic_status_callback_url: nullable(url),
		/** Where the RELAY script that answers calls is; null: none. */
		call_relay_script_url: nullable(url),
		/** The RELAY context that gets calls; null: none. */
		call_relay_context: nullable(t.string),
		/** Where RELAY tells of its calls in a context; null: none. */
		call_relay_context_status_callback_url: nullable(url),
		/** The RELAY application that answers calls; null: none. */
		call_relay_application: nullable(t.string),
		/** The connector that answers calls; null: none. */
		call_relay_connector_id: nullable(t.string),
		/** The SIP endpoint that answers calls; null: none. */
		call_sip_endpoint_id: nullable(uuid),
		/** The Verto resource that answers calls; null: none. */
		call_verto_resource: nullable(t.string),
		/** The video room that answers calls, a UUID; null: none. */
		call_video_room_id: nullable(uuid),
		/** What takes its messages; null: not told. */
		message_handler: nullable(openStringEnum(...messageHandlers)),
		/** The resource that takes its messages; null: none. */
		messaging_handler_resource_id: nullable(uuid),
		/** Where instructions for a message are asked for; null: none. */
		message_request_url: nullable(url),
		/** The HTTP method for `message_request_url`; null: none. */
		message_request_method: nullable(openStringEnum('GET', 'POST')),
		/** Where instructions for a message are asked for where `message_request_url` fails; null: none. */
		message_fallback_url: nullable(url),
		/** The HTTP method for `message_fallback_url`; null: none. */
		message_fallback_method: nullable(openStringEnum('GET', 'POST')),
		/** The LaML application that takes messages; null: none. */
		message_laml_application_id: nullable(t.string),
		/** The RELAY topic that gets messages; null: none. */
		message_relay_topic: nullable(t.string),
		/** The RELAY context that gets messages; null: none. */
		message_relay_context: nullable(t.string),
		/** The country, ISO 3166-1, such as `US`; null: not told. */
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
