import * as t from 'io-ts';
import {type List, list} from '../../core/list.ts';
import {nullable, openStringEnum} from '../../core/open-enum.ts';
import {timestamp, url, uuid} from '../../core/scalars.ts';

export const cxmlApplicationCodec = t.type(
	{
		/** The cXML application, a UUID. */
		id: uuid,
		/** The project that it belongs to, a UUID. */
		project_id: uuid,
		/** The name shown to people. */
		display_name: t.string,
		/** Always `cxml_application`. */
		type: t.literal('cxml_application'),
		/** When it was made, RFC 3339. */
		created_at: timestamp,
		/** When it was last changed, RFC 3339. */
		updated_at: timestamp,
		/** The application. */
		cxml_application: t.type({
			/** The ID of its own, other than that of the resource, a UUID. */
			id: uuid,
			/** The project that it belongs to, a UUID. */
			project_id: uuid,
			/** The name shown to people. */
			friendly_name: t.string,
			/** Where instructions for a call are asked for; null: none. */
			voice_url: nullable(url),
			/** The HTTP method for `voice_url`. */
			voice_method: openStringEnum('GET', 'POST'),
			/** Where instructions for a call are asked for where `voice_url` fails; null: none. */
			voice_fallback_url: nullable(url),
			/** The HTTP method for `voice_fallback_url`. */
			voice_fallback_method: openStringEnum('GET', 'POST'),
			/** Where changes of it are told; null: none. */
			status_callback: nullable(url),
			/** The HTTP method for telling changes. */
			status_callback_method: openStringEnum('GET', 'POST'),
			/** Where instructions for a message are asked for; null: none. */
			sms_url: nullable(url),
			/** The HTTP method for `sms_url`. */
			sms_method: openStringEnum('GET', 'POST'),
			/** Where instructions for a message are asked for where `sms_url` fails; null: none. */
			sms_fallback_url: nullable(url),
			/** The HTTP method for `sms_fallback_url`. */
			sms_fallback_method: openStringEnum('GET', 'POST'),
			/** Where changes of a message are told; null: none. */
			sms_status_callback: nullable(url),
			/** The HTTP method for `sms_status_callback`. */
			sms_status_callback_method: openStringEnum('GET', 'POST'),
		}),
	},
	'CxmlApplication',
);

/** A cXML application as a resource, exactly as SignalWire sent it. */
export interface CxmlApplication extends t.TypeOf<typeof cxmlApplicationCodec> {}

/** What `GET /api/fabric/resources/cxml_applications` can be asked. */
export type CxmlApplicationsQuery = Readonly<Record<string, never>>;

/** `GET /api/fabric/resources/cxml_applications` as data. */
export const cxmlApplications: List<CxmlApplicationsQuery, CxmlApplication> = list({
	name: 'cxml_applications',
	path: '/api/fabric/resources/cxml_applications',
	scope: 'Voice, Messaging, Fax or Video',
	item: cxmlApplicationCodec,
});
