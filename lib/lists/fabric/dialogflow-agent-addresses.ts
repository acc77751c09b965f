import {type List, list} from '../../core/list.ts';
import {pathParameter, textParameter} from '../../core/parameter.ts';
import type {QueryOf} from '../../core/query-codec.ts';
import {type FabricAddress, fabricAddressCodec} from './address.ts';

const query = {
	/** The ID of the Dialogflow agent, a UUID. */
	dialogflow_agent_id: pathParameter(textParameter('the ID of the Dialogflow agent')),
};

/** What `GET /api/fabric/resources/dialogflow_agents/{id}/addresses` can be asked. */
export interface DialogflowAgentAddressesQuery extends QueryOf<typeof query> {}

/** `GET /api/fabric/resources/dialogflow_agents/{id}/addresses` as data. */
export const dialogflowAgentAddresses: List<DialogflowAgentAddressesQuery, FabricAddress> = list({
	name: 'dialogflow_agent_addresses',
	path: '/api/fabric/resources/dialogflow_agents/{dialogflow_agent_id}/addresses',
	scope: 'Voice, Messaging, Fax or Video',
	query,
	item: fabricAddressCodec('app'),
});
