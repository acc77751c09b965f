import * as t from 'io-ts';
import {type List, list} from '../../core/list.ts';
import {nullable, openStringEnum} from '../../core/open-enum.ts';
import {integer, timestamp, url, uuid} from '../../core/scalars.ts';

export const cxmlScriptCodec = t.type(
	{
		id: uuid,
		project_id: uuid,
		name: t.string,
		type: t.literal('cxml_script'),
		/** RFC 3339, as all times here. */
		created_at: timestamp,
		updated_at: timestamp,
		cxml_script: t.intersection([
			t.type({
				id: uuid,
				/** The document itself. */
				contents: t.string,
				/** How often it was asked for. */
				request_count: integer,
				/** Null if nobody did. */
				last_accessed_at: nullable(timestamp),
				request_url: url,
				script_type: openStringEnum('calling', 'messaging'),
				display_name: t.string,
			}),
			t.partial({
				status_callback_url: nullable(url),
				status_callback_method: openStringEnum('GET', 'POST'),
			}),
		]),
	},
	'CxmlScript',
);

/** A cXML script as a resource, exactly as SignalWire sent it. */
export interface CxmlScript extends t.TypeOf<typeof cxmlScriptCodec> {}

/** What `GET /api/fabric/resources/cxml_scripts` can be asked. */
export type CxmlScriptsQuery = Readonly<Record<never, never>>;

/** `GET /api/fabric/resources/cxml_scripts` as data. */
export const cxmlScripts: List<CxmlScriptsQuery, CxmlScript> = list({
	name: 'cxml_scripts',
	path: '/api/fabric/resources/cxml_scripts',
	scope: 'Voice, Messaging, Fax or Video',
	item: cxmlScriptCodec,
});
