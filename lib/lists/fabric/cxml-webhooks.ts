import * as t from 'io-ts';
import {type List, list} from '../../core/list.ts';
import {nullable, openStringEnum} from '../../core/open-enum.ts';
import {timestamp, url, uuid} from '../../core/scalars.ts';

export const cxmlWebhookCodec = t.type(
	{
		/** The cXML webhook, a UUID. */
		id: uuid,
		/** The project that it belongs to, a UUID. */
		project_id: uuid,
		/** The name shown to people. */
		display_name: t.string,
		/** Always `cxml_webhook`. */
		type: t.literal('cxml_webhook'),
		/** When it was made, RFC 3339. */
		created_at: timestamp,
		/** When it was last changed, RFC 3339. */
		updated_at: timestamp,
		/** The webhook. */
		cxml_webhook: t.type({
			/** The ID of its own, other than that of the resource, a UUID. */
			id: uuid,
			/** The name. */
			name: t.string,
			/** Whether it is for calls or for messages. */
			used_for: openStringEnum('calling', 'messaging'),
			/** Where instructions are asked for. */
			primary_request_url: url,
			/** The HTTP method for `primary_request_url`. */
			primary_request_method: openStringEnum('GET', 'POST'),
			/** Where instructions are asked for where the primary address fails; null: none. */
			fallback_request_url: nullable(url),
			/** The HTTP method for `fallback_request_url`. */
			fallback_request_method: openStringEnum('GET', 'POST'),
			/** Where changes of it are told; null: none. */
			status_callback_url: nullable(url),
			/** The HTTP method for telling changes. */
			status_callback_method: openStringEnum('GET', 'POST'),
		}),
	},
	'CxmlWebhook',
);

/** A cXML webhook as a resource, exactly as SignalWire sent it. */
export interface CxmlWebhook extends t.TypeOf<typeof cxmlWebhookCodec> {}

/** What `GET /api/fabric/resources/cxml_webhooks` can be asked. */
export type CxmlWebhooksQuery = Readonly<Record<string, never>>;

/** `GET /api/fabric/resources/cxml_webhooks` as data. */
export const cxmlWebhooks: List<CxmlWebhooksQuery, CxmlWebhook> = list({
	name: 'cxml_webhooks',
	path: '/api/fabric/resources/cxml_webhooks',
	scope: 'Voice, Messaging, Fax or Video',
	item: cxmlWebhookCodec,
});
