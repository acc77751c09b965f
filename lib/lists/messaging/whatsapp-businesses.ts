import * as t from 'io-ts';
import {type List, list} from '../../core/list.ts';
import {nullable} from '../../core/open-enum.ts';
import {whole} from '../../core/page-whole.ts';
import {timestamp, uuid} from '../../core/scalars.ts';

const whatsappBusinessCodec = t.type(
	{
		/** The business, a UUID. */
		whatsapp_business_id: uuid,
		/** The name of the business; null: none. */
		business_name: nullable(t.string),
		/** The portfolio of the business, as Meta numbers it; null: none. */
		business_portfolio_id: nullable(t.string),
		/** The WhatsApp Business Account, as Meta numbers it. */
		waba_id: t.string,
		/** When it was made, RFC 3339. */
		created_at: timestamp,
		/** When it was last changed, RFC 3339. */
		updated_at: timestamp,
	},
	'WhatsappBusiness',
);

/** A business on WhatsApp, exactly as SignalWire sent it. */
export interface WhatsappBusiness extends t.TypeOf<typeof whatsappBusinessCodec> {}

/** What `GET /api/messaging/whatsapp/businesses` can be asked. */
export type WhatsappBusinessesQuery = Readonly<Record<string, never>>;

/** `GET /api/messaging/whatsapp/businesses` as data. */
export const whatsappBusinesses: List<WhatsappBusinessesQuery, WhatsappBusiness> = list({
	name: 'whatsapp_businesses',
	path: '/api/messaging/whatsapp/businesses',
	scope: 'Numbers',
	page: whole(),
	key: [],
	item: whatsappBusinessCodec,
});
