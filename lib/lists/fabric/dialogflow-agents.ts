import * as t from 'io-ts';
import {type List, list} from '../../core/list.ts';
import {timestamp, uuid} from '../../core/scalars.ts';

export const dialogflowAgentCodec = t.type(
	{
		/** The Dialogflow agent, a UUID. */
		id: uuid,
		/** The project that it belongs to, a UUID. */
		project_id: uuid,
		/** The name shown to people. */
		display_name: t.string,
		/** Always `dialogflow_agent`. */
		type: t.literal('dialogflow_agent'),
		/** When it was made, RFC 3339. */
		created_at: timestamp,
		/** When it was last changed, RFC 3339. */
		updated_at: timestamp,
		/** The agent. */
		dialogflow_agent: t.intersection([
			t.type({
				/** The ID of its own, other than that of the resource, a UUID. */
				id: uuid,
			}),
			t.partial({
				/** Whether it says `say` first. */
				say_enabled: t.boolean,
				/** What it says before it listens. */
				say: t.string,
				/** The voice that it speaks with. */
				voice: t.string,
				/** The name shown to people. */
				display_name: t.string,
				/** The agent at Dialogflow, a UUID. */
				dialogflow_reference_id: uuid,
				/** The name of the agent at Dialogflow. */
				dialogflow_reference_name: t.string,
			}),
		]),
	},
	'DialogflowAgent',
);

/** A Dialogflow agent as a resource, exactly as SignalWire sent it. */
export interface DialogflowAgent extends t.TypeOf<typeof dialogflowAgentCodec> {}

/** What `GET /api/fabric/resources/dialogflow_agents` can be asked. */
export type DialogflowAgentsQuery = Readonly<Record<string, never>>;

/** `GET /api/fabric/resources/dialogflow_agents` as data. */
export const dialogflowAgents: List<DialogflowAgentsQuery, DialogflowAgent> = list({
	name: 'dialogflow_agents',
	path: '/api/fabric/resources/dialogflow_agents',
	scope: 'Voice, Messaging, Fax or Video',
	item: dialogflowAgentCodec,
});
