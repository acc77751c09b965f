import * as t from 'io-ts';
import {type List, list} from '../../core/list.ts';
import {nullable, openStringEnum} from '../../core/open-enum.ts';
import {integer, timestamp, url, uuid} from '../../core/scalars.ts';

export const cxmlScriptCodec = t.type(
	{
		/** The cXML script, a UUID. */
		id: uuid,
		/** The project that it belongs to, a UUID. */
		project_id: uuid,
		/** The name. */
		name: t.string,
		/** Always `cxml_script`. */
		type: t.literal('cxml_script'),
		/** When it was made, RFC 3339. */
		created_at: timestamp,
		/** When it was last changed, RFC 3339. */
		updated_at: timestamp,
		/** The script. */
		cxml_script: t.intersection([
			t.type({
				/** The ID of its own, other than that of the resource, a UUID. */
				id: uuid,
				/** The document itself. */
				contents: t.string,
				/** How often it was asked for. */
				request_count: integer,
				/** When it was last asked for; null: never, RFC 3339; null if nobody did. */
				last_accessed_at: nullable(timestamp),
				/** Where SignalWire serves it. */
				request_url: url,
				/** Whether it is for calls or for messages. */
				script_type: openStringEnum('calling', 'messaging'),
				/** The name shown to people. */
				display_name: t.string,
			}),
			t.partial({
				/** Where changes of it are told; null: none. */
				status_callback_url: nullable(url),
				/** The HTTP method for telling changes. */
				status_callback_method: openStringEnum('GET', 'POST'),
			}),
		]),
	},
	'CxmlScript',
);

/** A cXML script as a resource, exactly as SignalWire sent it. */
export interface CxmlScript extends t.TypeOf<typeof cxmlScriptCodec> {}

/** What `GET /api/fabric/resources/cxml_scripts` can be asked. */
export type CxmlScriptsQuery = Readonly<Record<string, never>>;

/** `GET /api/fabric/resources/cxml_scripts` as data. */
export const cxmlScripts: List<CxmlScriptsQuery, CxmlScript> = list({
	name: 'cxml_scripts',
	path: '/api/fabric/resources/cxml_scripts',
	scope: 'Voice, Messaging, Fax or Video',
	item: cxmlScriptCodec,
});
