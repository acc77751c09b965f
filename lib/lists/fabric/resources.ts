import * as t from 'io-ts';
import {type List, list} from '../../core/list.ts';
import {nullable, openStringEnum} from '../../core/open-enum.ts';
import {timestamp, uuid} from '../../core/scalars.ts';
import {type AiAgent, aiAgentCodec} from './ai-agents.ts';
import {type CallFlow, callFlowCodec} from './call-flows.ts';
import {type ConferenceRoom, conferenceRoomCodec} from './conference-rooms.ts';
import {type CxmlApplication, cxmlApplicationCodec} from './cxml-applications.ts';
import {cxmlScriptCodec} from './cxml-scripts.ts';
import {type CxmlWebhook, cxmlWebhookCodec} from './cxml-webhooks.ts';
import {type DialogflowAgent, dialogflowAgentCodec} from './dialogflow-agents.ts';
import {type FreeswitchConnector, freeswitchConnectorCodec} from './freeswitch-connectors.ts';
import {type RelayApplication, relayApplicationCodec} from './relay-applications.ts';
import {type SipGateway, sipGatewayCodec} from './sip-gateways.ts';
import {ciphers, codecs} from './sip-media.ts';
import {type Subscriber, subscriberCodec} from './subscribers.ts';
import {type SwmlScript, swmlScriptCodec} from './swml-scripts.ts';
import {type SwmlWebhook, swmlWebhookCodec} from './swml-webhooks.ts';

const sipEndpointCodec = t.type(
	{
		/** The resource, a UUID. */
		id: uuid,
		/** The project that it belongs to, a UUID. */
		project_id: uuid,
		/** The name shown to people. */
		display_name: t.string,
		/** When it was made, RFC 3339. */
		created_at: timestamp,
		/** When it was last changed, RFC 3339. */
		updated_at: timestamp,
		/** Always `sip_endpoint`. */
		type: t.literal('sip_endpoint'),
		/** The endpoint. */
		sip_endpoint: t.type({
			/** The resource, a UUID. */
			id: uuid,
			/** The name that it registers with. */
			username: t.string,
			/** The name that calls show. */
			caller_id: t.string,
			/** The number that calls show. */
			send_as: t.string,
			/** The ciphers for media that may be used. */
			ciphers: t.array(openStringEnum(...ciphers)),
			/** The codecs that may be used. */
			codecs: t.array(openStringEnum(...codecs)),
			/** Whether media are encrypted. */
			encryption: openStringEnum('required', 'optional', 'default'),
			/** What answers its calls. */
			call_handler: openStringEnum('default', 'passthrough', 'block-pstn', 'resource'),
			/** The resource that answers its calls; null: none. */
			calling_handler_resource_id: nullable(uuid),
		}),
	},
	'SipEndpointResource',
);

/** A SIP endpoint among all resources. */
export interface SipEndpointResource extends t.TypeOf<typeof sipEndpointCodec> {}

/** Among all resources, its name stands where that of the others does. */
const cxmlScriptResourceCodec = t.type(
	{
		/** The resource, a UUID. */
		id: uuid,
		/** The project that it belongs to, a UUID. */
		project_id: uuid,
		/** The name shown to people. */
		display_name: t.string,
		/** When it was made, RFC 3339. */
		created_at: timestamp,
		/** When it was last changed, RFC 3339. */
		updated_at: timestamp,
		/** Always `cxml_script`. */
		type: t.literal('cxml_script'),
		/** The script. */
		cxml_script: cxmlScriptCodec.props.cxml_script,
	},
	'CxmlScriptResource',
);

/** A cXML script among all resources. */
export interface CxmlScriptResource extends t.TypeOf<typeof cxmlScriptResourceCodec> {}

/** A resource, exactly as SignalWire sent it. Its `type` tells what else it has. */
export type FabricResource =
	| AiAgent
	| CallFlow
	| CxmlWebhook
	| CxmlScriptResource
	| CxmlApplication
	| DialogflowAgent
	| FreeswitchConnector
	| RelayApplication
	| SipEndpointResource
	| SipGateway
	| Subscriber
	| SwmlWebhook
	| SwmlScript
	| ConferenceRoom;

const fabricResourceCodec = t.union(
	[
		aiAgentCodec,
		callFlowCodec,
		cxmlWebhookCodec,
		cxmlScriptResourceCodec,
		cxmlApplicationCodec,
		dialogflowAgentCodec,
		freeswitchConnectorCodec,
		relayApplicationCodec,
		sipEndpointCodec,
		sipGatewayCodec,
		subscriberCodec,
		swmlWebhookCodec,
		swmlScriptCodec,
		conferenceRoomCodec,
	],
	'FabricResource',
);

/** What `GET /api/fabric/resources` can be asked. */
export type FabricResourcesQuery = Readonly<Record<string, never>>;

/** `GET /api/fabric/resources` as data. */
export const fabricResources: List<FabricResourcesQuery, FabricResource> = list({
	name: 'fabric_resources',
	path: '/api/fabric/resources',
	scope: 'Voice, Messaging, Fax or Video',
	item: fabricResourceCodec,
});
