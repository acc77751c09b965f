import * as t from 'io-ts';
import {type List, list} from '../../core/list.ts';
import {textParameter} from '../../core/parameter.ts';
import type {QueryOf} from '../../core/query-codec.ts';
import {integer, uuid} from '../../core/scalars.ts';
import {type PagingQuery, paging} from '../paging.ts';

const numberGroupCodec = t.type(
	{
		/** The group, a UUID. */
		id: uuid,
		/** The name. */
		name: t.string,
		/** Whether a recipient always sees the same number. */
		sticky_sender: t.boolean,
		/** How many numbers it has. */
		phone_number_count: integer,
	},
	'NumberGroup',
);

/** A group of phone numbers, exactly as SignalWire sent it. */
export interface NumberGroup extends t.TypeOf<typeof numberGroupCodec> {}

const query = {
	/** Only groups whose name has this in it. */
	filter_name: textParameter('only groups whose name has this in it'),
};

/** What `GET /api/relay/rest/number_groups` can be asked. */
export interface NumberGroupsQuery extends QueryOf<typeof query>, PagingQuery {}

/** `GET /api/relay/rest/number_groups` as data. */
export const numberGroups: List<NumberGroupsQuery, NumberGroup> = list({
	name: 'number_groups',
	path: '/api/relay/rest/number_groups',
	scope: 'Numbers',
	query: {...query, ...paging},
	item: numberGroupCodec,
});
