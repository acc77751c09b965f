/**
 * The lists of Call Fabric: resources of every kind, their addresses, and subscribers. Each is data: give it to
 * `paginate`.
 *
 * @module
 */

export type {SipEndpoint} from '../sip-endpoint.ts';
export type {FabricAddress} from './address.ts';
export {type FabricAddressesQuery, fabricAddresses} from './addresses.ts';
export {type AiAgentAddressesQuery, aiAgentAddresses} from './ai-agent-addresses.ts';
export {type AiAgent, type AiAgentsQuery, aiAgents} from './ai-agents.ts';
export {type CallFlowAddressesQuery, callFlowAddresses} from './call-flow-addresses.ts';
export {type CallFlowVersion, type CallFlowVersionsQuery, callFlowVersions} from './call-flow-versions.ts';
export {type CallFlow, type CallFlowsQuery, callFlows} from './call-flows.ts';
export {type ConferenceRoomAddressesQuery, conferenceRoomAddresses} from './conference-room-addresses.ts';
export {type ConferenceRoom, type ConferenceRoomsQuery, conferenceRooms} from './conference-rooms.ts';
export {type CxmlApplicationAddressesQuery, cxmlApplicationAddresses} from './cxml-application-addresses.ts';
export {type CxmlApplication, type CxmlApplicationsQuery, cxmlApplications} from './cxml-applications.ts';
export {type CxmlScriptAddressesQuery, cxmlScriptAddresses} from './cxml-script-addresses.ts';
export {type CxmlScript, type CxmlScriptsQuery, cxmlScripts} from './cxml-scripts.ts';
export {type CxmlWebhookAddressesQuery, cxmlWebhookAddresses} from './cxml-webhook-addresses.ts';
export {type CxmlWebhook, type CxmlWebhooksQuery, cxmlWebhooks} from './cxml-webhooks.ts';
export {type DialogflowAgentAddressesQuery, dialogflowAgentAddresses} from './dialogflow-agent-addresses.ts';
export {type DialogflowAgent, type DialogflowAgentsQuery, dialogflowAgents} from './dialogflow-agents.ts';
export {
	type FreeswitchConnectorAddressesQuery,
	freeswitchConnectorAddresses,
} from './freeswitch-connector-addresses.ts';
export {
	type FreeswitchConnector,
	type FreeswitchConnectorsQuery,
	freeswitchConnectors,
} from './freeswitch-connectors.ts';
export {type RelayApplicationAddressesQuery, relayApplicationAddresses} from './relay-application-addresses.ts';
export {type RelayApplication, type RelayApplicationsQuery, relayApplications} from './relay-applications.ts';
export {type ResourceAddressesQuery, resourceAddresses} from './resource-addresses.ts';
export {
	type CxmlScriptResource,
	type FabricResource,
	type FabricResourcesQuery,
	fabricResources,
	type SipEndpointResource,
} from './resources.ts';
export {type SipAddress, type SipAddressesQuery, sipAddresses} from './sip-addresses.ts';
export {type SipEndpointAddressesQuery, sipEndpointAddresses} from './sip-endpoint-addresses.ts';
export {type FabricSipEndpointsQuery, fabricSipEndpoints} from './sip-endpoints.ts';
export {type SipGatewayAddressesQuery, sipGatewayAddresses} from './sip-gateway-addresses.ts';
export {type SipGateway, type SipGatewaysQuery, sipGateways} from './sip-gateways.ts';
export {type SubscriberAddressesQuery, subscriberAddresses} from './subscriber-addresses.ts';
export {
	type SubscriberSipEndpoint,
	type SubscriberSipEndpointsQuery,
	subscriberSipEndpoints,
} from './subscriber-sip-endpoints.ts';
export {type Subscriber, type SubscribersQuery, subscribers} from './subscribers.ts';
export {type SwmlScriptAddressesQuery, swmlScriptAddresses} from './swml-script-addresses.ts';
export {type SwmlScript, type SwmlScriptsQuery, swmlScripts} from './swml-scripts.ts';
export {type SwmlWebhookAddressesQuery, swmlWebhookAddresses} from './swml-webhook-addresses.ts';
export {type SwmlWebhook, type SwmlWebhooksQuery, swmlWebhooks} from './swml-webhooks.ts';
