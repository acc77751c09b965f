import * as t from 'io-ts';
import {type List, list} from '../../core/list.ts';
import {nullable, openStringEnum} from '../../core/open-enum.ts';
import {textParameter} from '../../core/parameter.ts';
import type {QueryOf} from '../../core/query-codec.ts';
import {url, uuid} from '../../core/scalars.ts';
import {type PagingQuery, paging} from '../paging.ts';

const callHandlers = [
	'relay_topic',
	'relay_application',
	'laml_webhooks',
	'laml_application',
	'video_room',
	'relay_script',
	'dialogflow',
	'ai_agent',
	'call_flow',
	'relay_context',
	'relay_connector',
	'fabric_subscriber',
	'sip_gateway',
	'call_queue',
] as const;

const domainApplicationCodec = t.type(
	{
		/** The SIP domain, a UUID. */
		id: uuid,
		/** Always `domain_application`. */
		type: t.string,
		/** The SIP domain. */
		domain: t.string,
		/** The name; null: none. */
		name: nullable(t.string),
		/** The part of the domain that is yours. */
		identifier: t.string,
		/** Whose calls it takes; `*` for all. */
		user: t.string,
		/** Whether addresses in `ip_auth` may call without a password. */
		ip_auth_enabled: t.boolean,
		/** Addresses and networks that may call without a password. */
		ip_auth: t.array(t.string),
		/** What answers its calls; null: not told. */
		call_handler: nullable(openStringEnum(...callHandlers)),
		/** The resource that answers its calls; null: none. */
		calling_handler_resource_id: nullable(uuid),
		/** The RELAY topic that gets calls; null: none. */
		call_relay_topic: nullable(t.string),
		/** Where RELAY tells of its calls in a topic; null: none. */
		call_relay_topic_status_callback_url: nullable(url),
		/** The RELAY context that gets calls; null: none. */
		call_relay_context: nullable(t.string),
		/** Where RELAY tells of its calls in a context; null: none. */
		call_relay_context_status_callback_url: nullable(url),
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
		/** The video room that answers calls, a UUID; null: none. */
		call_video_room_id: nullable(uuid),
		/** Where the RELAY script that answers calls is; null: none. */
		call_relay_script_url: nullable(url),
		/** Whether media are encrypted. */
		encryption: openStringEnum('optional', 'required', 'forbidden'),
		/** The codecs that may be used. */
		codecs: t.array(t.string),
		/** The ciphers for media that may be used. */
		ciphers: t.array(t.string),
	},
	'DomainApplication',
);

/** A SIP domain and what answers its calls, exactly as SignalWire sent it. */
export interface DomainApplication extends t.TypeOf<typeof domainApplicationCodec> {}

const query = {
	/** Only those whose domain has this in it. */
	filter_domain: textParameter('only those whose domain has this in it'),
	/** Only those whose name has this in it. */
	filter_name: textParameter('only those whose name has this in it'),
};

/** What `GET /api/relay/rest/domain_applications` can be asked. */
export interface DomainApplicationsQuery extends QueryOf<typeof query>, PagingQuery {}

/** `GET /api/relay/rest/domain_applications` as data. */
export const domainApplications: List<DomainApplicationsQuery, DomainApplication> = list({
	name: 'domain_applications',
	path: '/api/relay/rest/domain_applications',
	scope: 'Voice, Messaging or Fax',
	query: {...query, ...paging},
	item: domainApplicationCodec,
});
