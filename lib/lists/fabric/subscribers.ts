import * as t from 'io-ts';
import {type List, list} from '../../core/list.ts';
import {timestamp, uuid} from '../../core/scalars.ts';

export const subscriberCodec = t.type(
	{
		id: uuid,
		project_id: uuid,
		display_name: t.string,
		type: t.literal('subscriber'),
		/** RFC 3339, as all times here. */
		created_at: timestamp,
		updated_at: timestamp,
		subscriber: t.type({
			id: uuid,
			email: t.string,
			first_name: t.string,
			last_name: t.string,
			display_name: t.string,
			job_title: t.string,
			/** As the IANA has it, such as `America/New_York`. */
			timezone: t.string,
			country: t.string,
			company_name: t.string,
		}),
	},
	'Subscriber',
);

/** A subscriber as a resource, exactly as SignalWire sent it. */
export interface Subscriber extends t.TypeOf<typeof subscriberCodec> {}

/** What `GET /api/fabric/resources/subscribers` can be asked. */
export type SubscribersQuery = Readonly<Record<never, never>>;

/** `GET /api/fabric/resources/subscribers` as data. */
export const subscribers: List<SubscribersQuery, Subscriber> = list({
	name: 'subscribers',
	path: '/api/fabric/resources/subscribers',
	scope: 'Voice, Messaging, Fax or Video',
	item: subscriberCodec,
});
