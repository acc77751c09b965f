import * as t from 'io-ts';
import {nullable, openStringEnum} from '../core/open-enum.ts';
import {url, uuid} from '../core/scalars.ts';

const callHandlers = [
	'relay_context',
	'relay_topic',
	'relay_application',
	'relay_connector',
	'relay_script',
	'laml_webhooks',
	'laml_application',
	'dialogflow',
	'video_room',
	'call_flow',
	'ai_agent',
] as const;

export const sipEndpointCodec = t.type(
	{
		/** Always `sip_endpoint`. */
		type: t.string,
		/** The SIP endpoint, a UUID. */
		id: uuid,
		/** The name that it registers with. */
		username: t.string,
		/** The name that calls show; null: none. */
		caller_id: nullable(t.string),
		/** The caller ID that it sends. */
		send_as: t.string,
		/** The ciphers for media that may be used. */
		ciphers: t.array(t.string),
		/** The codecs that may be used. */
		codecs: t.array(t.string),
		/** Whether media are encrypted. */
		encryption: openStringEnum('default', 'required', 'optional'),
		/** What answers its calls; null: not told. */
		call_handler: nullable(openStringEnum(...callHandlers)),
		/** The resource that answers its calls; null: none. */
		calling_handler_resource_id: nullable(uuid),
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
		/** The RELAY context that gets calls; null: none. */
		call_relay_context: nullable(t.string),
		/** Where RELAY tells of its calls in a context; null: none. */
		call_relay_context_status_callback_url: nullable(url),
		/** The RELAY application that answers calls; null: none. */
		call_relay_application: nullable(t.string),
		/** The video room that answers calls, a UUID; null: none. */
		call_video_room_id: nullable(uuid),
		/** Where the RELAY script that answers calls is; null: none. */
		call_relay_script_url: nullable(url),
	},
	'SipEndpoint',
);

/** A SIP endpoint, exactly as SignalWire sent it. */
export interface SipEndpoint extends t.TypeOf<typeof sipEndpointCodec> {}
