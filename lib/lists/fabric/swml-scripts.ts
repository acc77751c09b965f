import * as t from 'io-ts';
import {type List, list} from '../../core/list.ts';
import {openStringEnum} from '../../core/open-enum.ts';
import {timestamp, url, uuid} from '../../core/scalars.ts';

export const swmlScriptCodec = t.type(
	{
		id: uuid,
		project_id: uuid,
		display_name: t.string,
		type: t.literal('swml_script'),
		/** RFC 3339, as all times here. */
		created_at: timestamp,
		updated_at: timestamp,
		swml_script: t.intersection([
			t.type({
				id: uuid,
				display_name: t.string,
				script_type: openStringEnum('calling', 'messaging'),
				request_url: url,
				/** A SWML document. */
				contents: t.UnknownRecord,
			}),
			t.partial({
				/** Of scripts for calls. */
				status_callback_url: url,
				status_callback_method: openStringEnum('POST'),
			}),
		]),
	},
	'SwmlScript',
);

/** A SWML script as a resource, exactly as SignalWire sent it. */
export interface SwmlScript extends t.TypeOf<typeof swmlScriptCodec> {}

/** What `GET /api/fabric/resources/swml_scripts` can be asked. */
export type SwmlScriptsQuery = Readonly<Record<never, never>>;

/** `GET /api/fabric/resources/swml_scripts` as data. */
export const swmlScripts: List<SwmlScriptsQuery, SwmlScript> = list({
	name: 'swml_scripts',
	path: '/api/fabric/resources/swml_scripts',
	scope: 'Voice, Messaging, Fax or Video',
	item: swmlScriptCodec,
});
