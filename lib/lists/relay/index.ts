/**
 * The lists of Relay: phone numbers and their groups, campaigns, queues, SIP endpoints and more. Each is data: give it
 * to `paginate`.
 *
 * @module
 */

export type {SipEndpoint} from '../sip-endpoint.ts';
export {type Address, type RelayAddressesQuery, relayAddresses} from './addresses.ts';
export {
	type AvailablePhoneNumber,
	type AvailablePhoneNumbersQuery,
	availablePhoneNumbers,
} from './available-phone-numbers.ts';
export {type Brand, type BrandsQuery, brands} from './brands.ts';
export {
	type CallRecording,
	type CallRecordingsQuery,
	callRecordings,
	type PstnRecording,
	type RelayConferenceRecording,
	type SipRecording,
	type WebrtcRecording,
} from './call-recordings.ts';
export {type CampaignNumber, type CampaignNumbersQuery, campaignNumbers} from './campaign-numbers.ts';
export {type CampaignOrder, type CampaignOrdersQuery, campaignOrders} from './campaign-orders.ts';
export {type Campaign, type CampaignsQuery, campaigns} from './campaigns.ts';
export {type DomainApplication, type DomainApplicationsQuery, domainApplications} from './domain-applications.ts';
export {
	type NumberGroupMembership,
	type NumberGroupMembershipsQuery,
	numberGroupMemberships,
} from './number-group-memberships.ts';
export {type NumberGroup, type NumberGroupsQuery, numberGroups} from './number-groups.ts';
export {type PhoneNumber, type PhoneNumbersQuery, phoneNumbers} from './phone-numbers.ts';
export {type QueueMember, type RelayQueueMembersQuery, relayQueueMembers} from './queue-members.ts';
export {type Queue, type RelayQueuesQuery, relayQueues} from './queues.ts';
export {type ShortCode, type ShortCodesQuery, shortCodes} from './short-codes.ts';
export {type RelaySipEndpointsQuery, relaySipEndpoints} from './sip-endpoints.ts';
export {type VerifiedCallerId, type VerifiedCallerIdsQuery, verifiedCallerIds} from './verified-caller-ids.ts';
