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
		id: uuid,
		type: t.string,
		domain: t.string,
		name: nullable(t.string),
		/** The part of the domain that is yours. */
		identifier: t.string,
		/** Whose calls it takes; `*` for all. */
		user: t.string,
		ip_auth_enabled: t.boolean,
		/** Addresses and networks that may call without a password. */
		ip_auth: t.array(t.string),
		/** What answers its calls. */
		call_handler: nullable(openStringEnum(...callHandlers)),
		/** The resource that answers its calls. */
		calling_handler_resource_id: nullable(uuid),
		call_relay_topic: nullable(t.string),
		call_relay_topic_status_callback_url: nullable(url),
		call_relay_context: nullable(t.string),
		call_relay_context_status_callback_url: nullable(url),
		call_request_url: nullable(url),
		call_request_method: nullable(openStringEnum('GET', 'POST')),
		call_fallback_url: nullable(url),
		call_fallback_method: nullable(openStringEnum('GET', 'POST')),
		call_status_callback_url: nullable(url),
		call_status_callback_method: nullable(openStringEnum('GET', 'POST')),
		call_laml_application_id: nullable(t.string),
		call_video_room_id: nullable(uuid),
		call_relay_script_url: nullable(url),
		encryption: openStringEnum('optional', 'required', 'forbidden'),
		codecs: t.array(t.string),
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
