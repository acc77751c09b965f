import * as t from 'io-ts';
import {type List, list} from '../../core/list.ts';
import {openStringEnum} from '../../core/open-enum.ts';
import {timestamp, url, uuid} from '../../core/scalars.ts';

export const swmlScriptCodec = t.type(
	{
		/** The SWML script, a UUID. */
		id: uuid,
		/** The project that it belongs to, a UUID. */
		project_id: uuid,
		/** The name shown to people. */
		display_name: t.string,
		/** Always `swml_script`. */
		type: t.literal('swml_script'),
		/** When it was made, RFC 3339. */
		created_at: timestamp,
		/** When it was last changed, RFC 3339. */
		updated_at: timestamp,
		/** The script. */
		swml_script: t.intersection([
			t.type({
				/** The ID of its own, other than that of the resource, a UUID. */
				id: uuid,
				/** The name shown to people. */
				display_name: t.string,
				/** Whether it is for calls or for messages. */
				script_type: openStringEnum('calling', 'messaging'),
				/** Where SignalWire serves it. */
				request_url: url,
				/** A SWML document. */
				contents: t.UnknownRecord,
			}),
			t.partial({
				/** Where changes of a call are told; scripts for messages have none. */
				status_callback_url: url,
				/** The HTTP method for telling changes. */
				status_callback_method: openStringEnum('POST'),
			}),
		]),
	},
	'SwmlScript',
);

/** A SWML script as a resource, exactly as SignalWire sent it. */
export interface SwmlScript extends t.TypeOf<typeof swmlScriptCodec> {}

/** What `GET /api/fabric/resources/swml_scripts` can be asked. */
export type SwmlScriptsQuery = Readonly<Record<string, never>>;

/** `GET /api/fabric/resources/swml_scripts` as data. */
export const swmlScripts: List<SwmlScriptsQuery, SwmlScript> = list({
	name: 'swml_scripts',
	path: '/api/fabric/resources/swml_scripts',
	scope: 'Voice, Messaging, Fax or Video',
	item: swmlScriptCodec,
});
