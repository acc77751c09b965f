import * as t from 'io-ts';
import {type List, list} from '../../core/list.ts';
import {nullable, openStringEnum} from '../../core/open-enum.ts';
import {timestamp, url, uuid} from '../../core/scalars.ts';

export const cxmlApplicationCodec = t.type(
	{
		id: uuid,
		project_id: uuid,
		display_name: t.string,
		type: t.literal('cxml_application'),
		/** RFC 3339, as all times here. */
		created_at: timestamp,
		updated_at: timestamp,
		cxml_application: t.type({
			id: uuid,
			project_id: uuid,
			friendly_name: t.string,
			voice_url: nullable(url),
			voice_method: openStringEnum('GET', 'POST'),
			voice_fallback_url: nullable(url),
			voice_fallback_method: openStringEnum('GET', 'POST'),
			status_callback: nullable(url),
			status_callback_method: openStringEnum('GET', 'POST'),
			sms_url: nullable(url),
			sms_method: openStringEnum('GET', 'POST'),
			sms_fallback_url: nullable(url),
			sms_fallback_method: openStringEnum('GET', 'POST'),
			sms_status_callback: nullable(url),
			sms_status_callback_method: openStringEnum('GET', 'POST'),
		}),
	},
	'CxmlApplication',
);

/** A cXML application as a resource, exactly as SignalWire sent it. */
export interface CxmlApplication extends t.TypeOf<typeof cxmlApplicationCodec> {}

/** What `GET /api/fabric/resources/cxml_applications` can be asked. */
export type CxmlApplicationsQuery = Readonly<Record<never, never>>;

/** `GET /api/fabric/resources/cxml_applications` as data. */
export const cxmlApplications: List<CxmlApplicationsQuery, CxmlApplication> = list({
	name: 'cxml_applications',
	path: '/api/fabric/resources/cxml_applications',
	scope: 'Voice, Messaging, Fax or Video',
	item: cxmlApplicationCodec,
});
