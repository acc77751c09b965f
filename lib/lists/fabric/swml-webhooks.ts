import * as t from 'io-ts';
import {type List, list} from '../../core/list.ts';
import {nullable, openStringEnum} from '../../core/open-enum.ts';
import {timestamp, url, uuid} from '../../core/scalars.ts';

export const swmlWebhookCodec = t.type(
	{
		/** The SWML webhook, a UUID. */
		id: uuid,
		/** The project that it belongs to, a UUID. */
		project_id: uuid,
		/** The name shown to people. */
		display_name: t.string,
		/** Always `swml_webhook`. */
		type: t.literal('swml_webhook'),
		/** When it was made, RFC 3339. */
		created_at: timestamp,
		/** When it was last changed, RFC 3339. */
		updated_at: timestamp,
		/** The webhook. */
		swml_webhook: t.type({
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
	'SwmlWebhook',
);

/** A SWML webhook as a resource, exactly as SignalWire sent it. */
export interface SwmlWebhook extends t.TypeOf<typeof swmlWebhookCodec> {}

/** What `GET /api/fabric/resources/swml_webhooks` can be asked. */
export type SwmlWebhooksQuery = Readonly<Record<string, never>>;

/** `GET /api/fabric/resources/swml_webhooks` as data. */
export const swmlWebhooks: List<SwmlWebhooksQuery, SwmlWebhook> = list({
	name: 'swml_webhooks',
	path: '/api/fabric/resources/swml_webhooks',
	scope: 'Voice, Messaging, Fax or Video',
	item: swmlWebhookCodec,
});
