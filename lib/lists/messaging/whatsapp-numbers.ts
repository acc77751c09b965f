import * as t from 'io-ts';
import {type List, list} from '../../core/list.ts';
import {nullable} from '../../core/open-enum.ts';
import {whole} from '../../core/page-whole.ts';
import {timestamp, uuid} from '../../core/scalars.ts';

const whatsappNumberCodec = t.type(
	{
		/** The number, a UUID. */
		id: uuid,
		/** The number, as Meta numbers it. */
		business_phone_number_id: t.string,
		/** The number, as E.164 behind `whatsapp:`. */
		phone_number: t.string,
		/** The resource that answers its calls, a UUID; null: none. */
		calling_handler_resource_id: nullable(uuid),
		/** The resource that takes its messages, a UUID; null: none. */
		messaging_handler_resource_id: nullable(uuid),
		/** The name of the business; null: none. */
		business_name: nullable(t.string),
		/** The WhatsApp Business Account, as Meta numbers it. */
		waba_id: t.string,
		/** The business, a UUID. */
		whatsapp_business_id: uuid,
		/** Whether calls are enabled. */
		voice_enabled: t.boolean,
		/** Whether calls can be enabled. */
		voice_capable: t.boolean,
		/** When it was made, RFC 3339. */
		created_at: timestamp,
		/** When it was last changed, RFC 3339. */
		updated_at: timestamp,
	},
	'WhatsappNumber',
);

/** A number on WhatsApp, exactly as SignalWire sent it. */
export interface WhatsappNumber extends t.TypeOf<typeof whatsappNumberCodec> {}

/** What `GET /api/messaging/whatsapp/numbers` can be asked. */
export type WhatsappNumbersQuery = Readonly<Record<string, never>>;

/** `GET /api/messaging/whatsapp/numbers` as data. */
export const whatsappNumbers: List<WhatsappNumbersQuery, WhatsappNumber> = list({
	name: 'whatsapp_numbers',
	path: '/api/messaging/whatsapp/numbers',
	scope: 'Numbers',
	page: whole(),
	item: whatsappNumberCodec,
});
