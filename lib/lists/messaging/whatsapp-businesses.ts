import * as t from 'io-ts';
import {type List, list} from '../../core/list.ts';
import {nullable} from '../../core/open-enum.ts';
import {whole} from '../../core/page-whole.ts';
import {timestamp, uuid} from '../../core/scalars.ts';

const whatsappBusinessCodec = t.type(
	{
		whatsapp_business_id: uuid,
		business_name: nullable(t.string),
		/** As Meta numbers it. */
		business_portfolio_id: nullable(t.string),
		/** The WhatsApp Business Account, as Meta numbers it. */
		waba_id: t.string,
		/** RFC 3339, as all times here. */
		created_at: timestamp,
		updated_at: timestamp,
	},
	'WhatsappBusiness',
);

/** A business on WhatsApp, exactly as SignalWire sent it. */
export interface WhatsappBusiness extends t.TypeOf<typeof whatsappBusinessCodec> {}

/** What `GET /api/messaging/whatsapp/businesses` can be asked. */
export type WhatsappBusinessesQuery = Readonly<Record<never, never>>;

/** `GET /api/messaging/whatsapp/businesses` as data. */
export const whatsappBusinesses: List<WhatsappBusinessesQuery, WhatsappBusiness> = list({
	name: 'whatsapp_businesses',
	path: '/api/messaging/whatsapp/businesses',
	scope: 'Numbers',
	page: whole(),
	key: [],
	item: whatsappBusinessCodec,
});
