import * as t from 'io-ts';
import {type List, list} from '../../core/list.ts';
import {timestamp, uuid} from '../../core/scalars.ts';

export const dialogflowAgentCodec = t.type(
	{
		id: uuid,
		project_id: uuid,
		display_name: t.string,
		type: t.literal('dialogflow_agent'),
		/** RFC 3339, as all times here. */
		created_at: timestamp,
		updated_at: timestamp,
		dialogflow_agent: t.intersection([
			t.type({
				id: uuid,
			}),
			t.partial({
				say_enabled: t.boolean,
				/** What it says before it listens. */
				say: t.string,
				voice: t.string,
				display_name: t.string,
				dialogflow_reference_id: uuid,
				dialogflow_reference_name: t.string,
			}),
		]),
	},
	'DialogflowAgent',
);

/** A Dialogflow agent as a resource, exactly as SignalWire sent it. */
export interface DialogflowAgent extends t.TypeOf<typeof dialogflowAgentCodec> {}

/** What `GET /api/fabric/resources/dialogflow_agents` can be asked. */
export type DialogflowAgentsQuery = Readonly<Record<never, never>>;

/** `GET /api/fabric/resources/dialogflow_agents` as data. */
export const dialogflowAgents: List<DialogflowAgentsQuery, DialogflowAgent> = list({
	name: 'dialogflow_agents',
	path: '/api/fabric/resources/dialogflow_agents',
	scope: 'Voice, Messaging, Fax or Video',
	item: dialogflowAgentCodec,
});
