import * as t from 'io-ts';
import {type List, list} from '../../core/list.ts';
import {timestamp, url, uuid} from '../../core/scalars.ts';

export const aiAgentCodec = t.type(
	{
		/** The AI agent, a UUID. */
		id: uuid,
		/** The project that it belongs to, a UUID. */
		project_id: uuid,
		/** The name shown to people. */
		display_name: t.string,
		/** Always `ai_agent`. */
		type: t.literal('ai_agent'),
		/** When it was made, RFC 3339. */
		created_at: timestamp,
		/** When it was last changed, RFC 3339. */
		updated_at: timestamp,
		/** The agent. */
		ai_agent: t.intersection([
			t.type({
				/** What it is told to do. */
				prompt: t.UnknownRecord,
				/** The agent itself, a UUID. */
				agent_id: uuid,
				/** The name. */
				name: t.string,
			}),
			t.partial({
				/** Free-form data that its functions see. */
				global_data: t.UnknownRecord,
				/** Words that it is likely to hear. */
				hints: t.array(t.unknown),
				/** What it speaks, and in which voices. */
				languages: t.array(t.UnknownRecord),
				/** How it speaks more than one language. */
				multilingual: t.UnknownRecord,
				/** How it listens, thinks and speaks. */
				params: t.UnknownRecord,
				/** What it is asked after a conversation. */
				post_prompt: t.UnknownRecord,
				/** Where the answer to `post_prompt` goes. */
				post_prompt_url: url,
				/** Words to say otherwise. */
				pronounce: t.array(t.UnknownRecord),
				/** The functions that it may call. */
				SWAIG: t.UnknownRecord,
			}),
		]),
	},
	'AiAgent',
);

/** An AI agent as a resource, exactly as SignalWire sent it. */
export interface AiAgent extends t.TypeOf<typeof aiAgentCodec> {}

/** What `GET /api/fabric/resources/ai_agents` can be asked. */
export type AiAgentsQuery = Readonly<Record<string, never>>;

/** `GET /api/fabric/resources/ai_agents` as data. */
export const aiAgents: List<AiAgentsQuery, AiAgent> = list({
	name: 'ai_agents',
	path: '/api/fabric/resources/ai_agents',
	scope: 'Voice, Messaging, Fax or Video',
	item: aiAgentCodec,
});
