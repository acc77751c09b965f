import * as t from 'io-ts';
import {type List, list} from '../../core/list.ts';
import {timestamp, uuid} from '../../core/scalars.ts';

export const subscriberCodec = t.type(
	{
		/** The subscriber, a UUID. */
		id: uuid,
		/** The project that it belongs to, a UUID. */
		project_id: uuid,
		/** The name shown to people. */
		display_name: t.string,
		/** Always `subscriber`. */
		type: t.literal('subscriber'),
		/** When it was made, RFC 3339. */
		created_at: timestamp,
		/** When it was last changed, RFC 3339. */
		updated_at: timestamp,
		/** The subscriber. */
		subscriber: t.type({
			/** The ID of its own, other than that of the resource, a UUID. */
			id: uuid,
			/** The mail address. */
			email: t.string,
			/** The first name. */
			first_name: t.string,
			/** The last name. */
			last_name: t.string,
			/** The name shown to people. */
			display_name: t.string,
			/** What the subscriber does. */
			job_title: t.string,
			/** The time zone, as the IANA has it, such as `America/New_York`. */
			timezone: t.string,
			/** The country. */
			country: t.string,
			/** The name of the company. */
			company_name: t.string,
		}),
	},
	'Subscriber',
);

/** A subscriber as a resource, exactly as SignalWire sent it. */
export interface Subscriber extends t.TypeOf<typeof subscriberCodec> {}

/** What `GET /api/fabric/resources/subscribers` can be asked. */
export type SubscribersQuery = Readonly<Record<string, never>>;

/** `GET /api/fabric/resources/subscribers` as data. */
export const subscribers: List<SubscribersQuery, Subscriber> = list({
	name: 'subscribers',
	path: '/api/fabric/resources/subscribers',
	scope: 'Voice, Messaging, Fax or Video',
	item: subscriberCodec,
});
