import {type List, list} from '../../core/list.ts';
import {pathParameter, textParameter} from '../../core/parameter.ts';
import type {QueryOf} from '../../core/query-codec.ts';
import {type FabricAddress, fabricAddressCodec} from './address.ts';

const query = {
	/** The ID of the AI agent, a UUID. */
	ai_agent_id: pathParameter(textParameter('the ID of the AI agent')),
};

/** What `GET /api/fabric/resources/ai_agents/{ai_agent_id}/addresses` can be asked. */
export interface AiAgentAddressesQuery extends QueryOf<typeof query> {}

/** `GET /api/fabric/resources/ai_agents/{ai_agent_id}/addresses` as data. */
export const aiAgentAddresses: List<AiAgentAddressesQuery, FabricAddress> = list({
	name: 'ai_agent_addresses',
	path: '/api/fabric/resources/ai_agents/{ai_agent_id}/addresses',
	scope: 'Voice, Messaging, Fax or Video',
	query,
	item: fabricAddressCodec('app'),
});
