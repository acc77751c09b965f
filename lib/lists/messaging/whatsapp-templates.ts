import * as t from 'io-ts';
import {type List, list} from '../../core/list.ts';
import {openStringEnum} from '../../core/open-enum.ts';
import {whole} from '../../core/page-whole.ts';
import {choiceParameter, textParameter} from '../../core/parameter.ts';
import type {QueryOf} from '../../core/query-codec.ts';
import {timestamp, uuid} from '../../core/scalars.ts';

const templateStatuses = [
	'approved',
	'archived',
	'deleted',
	'disabled',
	'flagged',
	'in_appeal',
	'limit_exceeded',
	'locked',
	'paused',
	'pending',
	'reinstated',
	'pending_deletion',
	'rejected',
] as const;

const whatsappTemplateCodec = t.intersection(
	[
		t.type({
			/** The template, a UUID. */
			id: uuid,
			/** The name. */
			name: t.string,
			/** What its messages are for. */
			category: openStringEnum('utility', 'marketing', 'authentication'),
			/** Its header, body, footer and buttons, as Meta lays them out. */
			components: t.array(
				t.type({
					/** Which part it is, such as `BODY`. */
					type: t.string,
				}),
			),
			/** The language, such as `en_US`. */
			language: t.string,
			/** Whether its parameters have names or numbers. */
			parameter_format: openStringEnum('named', 'positional'),
			/** The template, as Meta numbers it. */
			template_id: t.string,
			/** Whether it may be used. */
			template_status: openStringEnum(...templateStatuses),
			/** The business, a UUID. */
			whatsapp_business_id: uuid,
			/** When it was made, RFC 3339. */
			created_at: timestamp,
			/** When it was last changed, RFC 3339. */
			updated_at: timestamp,
		}),
		t.partial({
			/** When it was deleted, RFC 3339. */
			discarded_at: timestamp,
		}),
	],
	'WhatsappTemplate',
);

/** A template for messages on WhatsApp, exactly as SignalWire sent it. */
export interface WhatsappTemplate extends t.TypeOf<typeof whatsappTemplateCodec> {}

const query = {
	/** Only templates of the business with this ID. */
	whatsapp_business_id: textParameter('only templates of the business with this ID'),
	/** Only templates of this status. */
	status: choiceParameter(templateStatuses, 'only templates of this status'),
};

/** What `GET /api/messaging/whatsapp/templates` can be asked. */
export interface WhatsappTemplatesQuery extends QueryOf<typeof query> {}

/** `GET /api/messaging/whatsapp/templates` as data. */
export const whatsappTemplates: List<WhatsappTemplatesQuery, WhatsappTemplate> = list({
	name: 'whatsapp_templates',
	path: '/api/messaging/whatsapp/templates',
	scope: 'Numbers',
	page: whole(),
	query,
	item: whatsappTemplateCodec,
});
