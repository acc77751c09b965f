import * as t from 'io-ts';
import {type List, list} from '../../core/list.ts';
import {openStringEnum} from '../../core/open-enum.ts';
import {timestamp, uuid} from '../../core/scalars.ts';
import {ciphers, codecs} from './sip-media.ts';

export const sipGatewayCodec = t.type(
	{
		/** The SIP gateway, a UUID. */
		id: uuid,
		/** The project that it belongs to, a UUID. */
		project_id: uuid,
		/** The name shown to people. */
		display_name: t.string,
		/** Always `sip_gateway`. */
		type: t.literal('sip_gateway'),
		/** When it was made, RFC 3339. */
		created_at: timestamp,
		/** When it was last changed, RFC 3339. */
		updated_at: timestamp,
		/** The gateway. */
		sip_gateway: t.type({
			/** The ID of its own, other than that of the resource, a UUID. */
			id: uuid,
			/** Where calls go, such as `user@example.com`. */
			uri: t.string,
			/** The name. */
			name: t.string,
			/** The ciphers for media that may be used. */
			ciphers: t.array(openStringEnum(...ciphers)),
			/** The codecs that may be used. */
			codecs: t.array(openStringEnum(...codecs)),
			/** Whether media are encrypted. */
			encryption: openStringEnum('required', 'optional', 'default'),
		}),
	},
	'SipGateway',
);

/** A SIP gateway as a resource, exactly as SignalWire sent it. */
export interface SipGateway extends t.TypeOf<typeof sipGatewayCodec> {}

/** What `GET /api/fabric/resources/sip_gateways` can be asked. */
export type SipGatewaysQuery = Readonly<Record<string, never>>;

/** `GET /api/fabric/resources/sip_gateways` as data. */
export const sipGateways: List<SipGatewaysQuery, SipGateway> = list({
	name: 'sip_gateways',
	path: '/api/fabric/resources/sip_gateways',
	scope: 'Voice, Messaging, Fax or Video',
	item: sipGatewayCodec,
});
