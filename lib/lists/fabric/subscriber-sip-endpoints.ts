import * as t from 'io-ts';
import {type List, list} from '../../core/list.ts';
import {openStringEnum} from '../../core/open-enum.ts';
import {pathParameter, textParameter} from '../../core/parameter.ts';
import type {QueryOf} from '../../core/query-codec.ts';
import {uuid} from '../../core/scalars.ts';
import {ciphers, codecs} from './sip-media.ts';

const subscriberSipEndpointCodec = t.type(
	{
		/** The SIP endpoint, a UUID. */
		id: uuid,
		/** The name that it registers with. */
		username: t.string,
		/** The name that calls show. */
		caller_id: t.string,
		/** The number that calls show. */
		send_as: t.string,
		/** The ciphers for media that may be used. */
		ciphers: t.array(openStringEnum(...ciphers)),
		/** The codecs that may be used. */
		codecs: t.array(openStringEnum(...codecs)),
		/** Whether media are encrypted. */
		encryption: openStringEnum('required', 'optional', 'default'),
	},
	'SubscriberSipEndpoint',
);

/** A SIP endpoint of a subscriber, exactly as SignalWire sent it. */
export interface SubscriberSipEndpoint extends t.TypeOf<typeof subscriberSipEndpointCodec> {}

const query = {
	/** The ID of the subscriber, a UUID. */
	fabric_subscriber_id: pathParameter(textParameter('the ID of the subscriber')),
};

/** What `GET /api/fabric/resources/subscribers/{fabric_subscriber_id}/sip_endpoints` can be asked. */
export interface SubscriberSipEndpointsQuery extends QueryOf<typeof query> {}

/** `GET /api/fabric/resources/subscribers/{fabric_subscriber_id}/sip_endpoints` as data. */
export const subscriberSipEndpoints: List<SubscriberSipEndpointsQuery, SubscriberSipEndpoint> = list({
	name: 'subscriber_sip_endpoints',
	path: '/api/fabric/resources/subscribers/{fabric_subscriber_id}/sip_endpoints',
	scope: 'Voice, Messaging, Fax or Video',
	query,
	item: subscriberSipEndpointCodec,
});
