import * as t from 'io-ts';
import {type List, list} from '../../core/list.ts';
import {pathParameter, textParameter} from '../../core/parameter.ts';
import type {QueryOf} from '../../core/query-codec.ts';
import {timestamp, uuid} from '../../core/scalars.ts';
import {type PagingQuery, paging} from '../paging.ts';

const numberGroupMembershipCodec = t.type(
	{
		/** The membership, a UUID. */
		id: uuid,
		/** The group, a UUID. */
		number_group_id: uuid,
		/** The number. */
		phone_number: t.partial({
			/** The membership, a UUID. */
			id: uuid,
			/** The name. */
			name: t.string,
			/** The number, as E.164. */
			number: t.string,
			/** What it takes: calls, messages, faxes. */
			capabilities: t.array(t.string),
		}),
		/** When it was made, RFC 3339. */
		created_at: timestamp,
		/** When it was last changed, RFC 3339. */
		updated_at: timestamp,
	},
	'NumberGroupMembership',
);

/** A phone number in a group, exactly as SignalWire sent it. */
export interface NumberGroupMembership extends t.TypeOf<typeof numberGroupMembershipCodec> {}

const query = {
	/** The ID of the group, a UUID. */
	NumberGroupId: pathParameter(textParameter('the ID of the group')),
};

/** What `GET /api/relay/rest/number_groups/{NumberGroupId}/number_group_memberships` can be asked. */
export interface NumberGroupMembershipsQuery extends QueryOf<typeof query>, PagingQuery {}

/** `GET /api/relay/rest/number_groups/{NumberGroupId}/number_group_memberships` as data. */
export const numberGroupMemberships: List<NumberGroupMembershipsQuery, NumberGroupMembership> = list({
	name: 'number_group_memberships',
	path: '/api/relay/rest/number_groups/{NumberGroupId}/number_group_memberships',
	scope: 'Numbers',
	query: {...query, ...paging},
	item: numberGroupMembershipCodec,
});
