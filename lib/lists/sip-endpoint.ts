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
		type: t.string,
		id: uuid,
		username: t.string,
		caller_id: nullable(t.string),
		/** The caller ID that it sends. */
		send_as: t.string,
		ciphers: t.array(t.string),
		codecs: t.array(t.string),
		encryption: openStringEnum('default', 'required', 'optional'),
		/** What answers its calls. */
		call_handler: nullable(openStringEnum(...callHandlers)),
		/** The resource that answers its calls. */
		calling_handler_resource_id: nullable(uuid),
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
		call_relay_context: nullable(t.string),
		call_relay_context_status_callback_url: nullable(url),
		call_relay_application: nullable(t.string),
		call_video_room_id: nullable(uuid),
		call_relay_script_url: nullable(url),
	},
	'SipEndpoint',
);

/** A SIP endpoint, exactly as SignalWire sent it. */
export interface SipEndpoint extends t.TypeOf<typeof sipEndpointCodec> {}
