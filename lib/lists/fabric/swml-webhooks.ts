import * as t from 'io-ts';
import {type List, list} from '../../core/list.ts';
import {nullable, openStringEnum} from '../../core/open-enum.ts';
import {timestamp, url, uuid} from '../../core/scalars.ts';

export const swmlWebhookCodec = t.type(
	{
		id: uuid,
		project_id: uuid,
		display_name: t.string,
		type: t.literal('swml_webhook'),
		/** RFC 3339, as all times here. */
		created_at: timestamp,
		updated_at: timestamp,
		swml_webhook: t.type({
			id: uuid,
			name: t.string,
			used_for: openStringEnum('calling', 'messaging'),
			primary_request_url: url,
			primary_request_method: openStringEnum('GET', 'POST'),
			fallback_request_url: nullable(url),
			fallback_request_method: openStringEnum('GET', 'POST'),
			status_callback_url: nullable(url),
			status_callback_method: openStringEnum('GET', 'POST'),
		}),
	},
	'SwmlWebhook',
);

/** A SWML webhook as a resource, exactly as SignalWire sent it. */
export interface SwmlWebhook extends t.TypeOf<typeof swmlWebhookCodec> {}

/** What `GET /api/fabric/resources/swml_webhooks` can be asked. */
export type SwmlWebhooksQuery = Readonly<Record<never, never>>;

/** `GET /api/fabric/resources/swml_webhooks` as data. */
export const swmlWebhooks: List<SwmlWebhooksQuery, SwmlWebhook> = list({
	name: 'swml_webhooks',
	path: '/api/fabric/resources/swml_webhooks',
	scope: 'Voice, Messaging, Fax or Video',
	item: swmlWebhookCodec,
});
