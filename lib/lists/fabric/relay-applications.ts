import * as t from 'io-ts';
import {type List, list} from '../../core/list.ts';
import {nullable} from '../../core/open-enum.ts';
import {timestamp, url, uuid} from '../../core/scalars.ts';

export const relayApplicationCodec = t.type(
	{
		id: uuid,
		project_id: uuid,
		display_name: t.string,
		type: t.literal('relay_application'),
		/** RFC 3339, as all times here. */
		created_at: timestamp,
		updated_at: timestamp,
		relay_application: t.type({
			id: uuid,
			name: t.string,
			/** Events of it go to listeners of this topic. */
			topic: t.string,
			call_status_callback_url: nullable(url),
		}),
	},
	'RelayApplication',
);

/** A RELAY application as a resource, exactly as SignalWire sent it. */
export interface RelayApplication extends t.TypeOf<typeof relayApplicationCodec> {}

/** What `GET /api/fabric/resources/relay_applications` can be asked. */
export type RelayApplicationsQuery = Readonly<Record<never, never>>;

/** `GET /api/fabric/resources/relay_applications` as data. */
export const relayApplications: List<RelayApplicationsQuery, RelayApplication> = list({
	name: 'relay_applications',
	path: '/api/fabric/resources/relay_applications',
	scope: 'Voice, Messaging, Fax or Video',
	item: relayApplicationCodec,
});
