import * as t from 'io-ts';
import {type List, list} from '../../core/list.ts';
import {nullable} from '../../core/open-enum.ts';
import {timestamp, url, uuid} from '../../core/scalars.ts';

export const relayApplicationCodec = t.type(
	{
		/** The RELAY application, a UUID. */
		id: uuid,
		/** The project that it belongs to, a UUID. */
		project_id: uuid,
		/** The name shown to people. */
		display_name: t.string,
		/** Always `relay_application`. */
		type: t.literal('relay_application'),
		/** When it was made, RFC 3339. */
		created_at: timestamp,
		/** When it was last changed, RFC 3339. */
		updated_at: timestamp,
		/** The application. */
		relay_application: t.type({
			/** The ID of its own, other than that of the resource, a UUID. */
			id: uuid,
			/** The name. */
			name: t.string,
			/** The topic whose listeners get its events. */
			topic: t.string,
			/** Where changes of a call are told; null: none. */
			call_status_callback_url: nullable(url),
		}),
	},
	'RelayApplication',
);

/** A RELAY application as a resource, exactly as SignalWire sent it. */
export interface RelayApplication extends t.TypeOf<typeof relayApplicationCodec> {}

/** What `GET /api/fabric/resources/relay_applications` can be asked. */
export type RelayApplicationsQuery = Readonly<Record<string, never>>;

/** `GET /api/fabric/resources/relay_applications` as data. */
export const relayApplications: List<RelayApplicationsQuery, RelayApplication> = list({
	name: 'relay_applications',
	path: '/api/fabric/resources/relay_applications',
	scope: 'Voice, Messaging, Fax or Video',
	item: relayApplicationCodec,
});
