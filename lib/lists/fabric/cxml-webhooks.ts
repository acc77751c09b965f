import * as t from 'io-ts';
import {type List, list} from '../../core/list.ts';
import {nullable, openStringEnum} from '../../core/open-enum.ts';
import {timestamp, url, uuid} from '../../core/scalars.ts';

export const cxmlWebhookCodec = t.type(
	{
		id: uuid,
		project_id: uuid,
		display_name: t.string,
		type: t.literal('cxml_webhook'),
		/** RFC 3339, as all times here. */
		created_at: timestamp,
		updated_at: timestamp,
		cxml_webhook: t.type({
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
	'CxmlWebhook',
);

/** A cXML webhook as a resource, exactly as SignalWire sent it. */
export interface CxmlWebhook extends t.TypeOf<typeof cxmlWebhookCodec> {}

/** What `GET /api/fabric/resources/cxml_webhooks` can be asked. */
export type CxmlWebhooksQuery = Readonly<Record<never, never>>;

/** `GET /api/fabric/resources/cxml_webhooks` as data. */
export const cxmlWebhooks: List<CxmlWebhooksQuery, CxmlWebhook> = list({
	name: 'cxml_webhooks',
	path: '/api/fabric/resources/cxml_webhooks',
	scope: 'Voice, Messaging, Fax or Video',
	item: cxmlWebhookCodec,
});
