import type * as t from 'io-ts';
import {fieldsNotAsked, keyOf, type ListEndpoint} from '../../core/list-endpoint.ts';
import {type Column, columnsOf} from './columns.ts';

/** What a list is in formats that have tables. */
export interface Table {
	readonly name: string;
	readonly columns: readonly Column[];
	/** Fields that are sent only when asked for, and were not. */
	readonly notAsked: readonly string[];
}

/**
 * @param query as it is sent
 * @param needsKey whether the whole key gets columns, also where the codec does not know it
 */
export const tableOf = <Query, Item>(list: ListEndpoint<Query, Item>, query: string, needsKey: boolean): Table => ({
	name: list.name,
	columns: columnsOf(list.item as t.Mixed, keyOf(list), needsKey),
	notAsked: fieldsNotAsked(list, query),
});
