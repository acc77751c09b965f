import * as t from 'io-ts';
import {type List, list} from '../../core/list.ts';
import {nullable} from '../../core/open-enum.ts';
import {whole} from '../../core/page-whole.ts';
import {timestamp, uuid} from '../../core/scalars.ts';

const whatsappNumberCodec = t.type(
	{
		id: uuid,
		/** As Meta numbers it. */
		business_phone_number_id: t.string,
		/** E.164 behind `whatsapp:`. */
		phone_number: t.string,
		calling_handler_resource_id: nullable(uuid),
		messaging_handler_resource_id: nullable(uuid),
		business_name: nullable(t.string),
		/** The WhatsApp Business Account, as Meta numbers it. */
		waba_id: t.string,
		whatsapp_business_id: uuid,
		voice_enabled: t.boolean,
		/** Whether calls could be enabled. */
		voice_capable: t.boolean,
		/** RFC 3339, as all times here. */
		created_at: timestamp,
		updated_at: timestamp,
	},
	'WhatsappNumber',
);

/** A number on WhatsApp, exactly as SignalWire sent it. */
export interface WhatsappNumber extends t.TypeOf<typeof whatsappNumberCodec> {}

/** What `GET /api/messaging/whatsapp/numbers` can be asked. */
export type WhatsappNumbersQuery = Readonly<Record<never, never>>;

/** `GET /api/messaging/whatsapp/numbers` as data. */
export const whatsappNumbers: List<WhatsappNumbersQuery, WhatsappNumber> = list({
	name: 'whatsapp_numbers',
	path: '/api/messaging/whatsapp/numbers',
	scope: 'Numbers',
	page: whole(),
	item: whatsappNumberCodec,
});
