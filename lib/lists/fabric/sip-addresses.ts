import * as t from 'io-ts';
import {type List, list} from '../../core/list.ts';
import {openStringEnum} from '../../core/open-enum.ts';
import {timestamp, uuid} from '../../core/scalars.ts';
import {type PagingQuery, paging} from '../paging.ts';
import {ciphers} from './sip-media.ts';

const sipAddressCodec = t.type(
	{
		/** The SIP address, a UUID. */
		id: uuid,
		/** Always `sip_address`. */
		type: openStringEnum('sip_address'),
		/** The resource, a UUID. */
		resource_id: uuid,
		/** The name. */
		name: t.string,
		/** The name shown to people. */
		display_name: t.string,
		/** Who finds it, such as `public`. */
		context: t.string,
		/** The address, such as `sip:…`. */
		uri: t.string,
		/** Whose calls it takes; `*` for all. */
		user: t.string,
		/** Whether media are encrypted. */
		encryption: openStringEnum('required', 'optional', 'forbidden'),
		/** The codecs that may be used. */
		codecs: t.array(openStringEnum('OPUS', 'G722', 'PCMU', 'PCMA', 'G729', 'VP8', 'H264')),
		/** The ciphers for media that may be used. */
		ciphers: t.array(openStringEnum(...ciphers)),
		/** Whether addresses in `ip_auth` may call without a password. */
		ip_auth_enabled: t.boolean,
		/** Addresses and networks that may call without a password. */
		ip_auth: t.array(t.string),
		/** The resource that answers its calls. */
		calling_handler_resource_id: uuid,
		/** When it was made, RFC 3339. */
		created_at: timestamp,
		/** When it was last changed, RFC 3339. */
		updated_at: timestamp,
	},
	'SipAddress',
);

/** A SIP address and the resource that answers there, exactly as SignalWire sent it. */
export interface SipAddress extends t.TypeOf<typeof sipAddressCodec> {}

/** What `GET /api/fabric/sip_addresses` can be asked. */
export interface SipAddressesQuery extends PagingQuery {}

/** `GET /api/fabric/sip_addresses` as data. */
export const sipAddresses: List<SipAddressesQuery, SipAddress> = list({
	name: 'sip_addresses',
	path: '/api/fabric/sip_addresses',
	scope: 'Calling, Fax, Messaging or Video',
	query: paging,
	item: sipAddressCodec,
});
