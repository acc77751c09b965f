import type * as t from 'io-ts';
import {type CheckedTraits, fieldsNotAsked} from '../../core/list.ts';
import {placeholdersIn} from '../../core/list-path.ts';
import type {QueryParameters} from '../../core/request-descriptor.ts';
import {type Column, columnsOf} from './columns.ts';

/** What a list is in formats that have tables. */
export interface ListTable {
	readonly name: string;
	readonly columns: readonly Column[];
	/** Fields that are sent only when asked for, and were not. */
	readonly notAsked: readonly string[];
}

/** What is listed, and with which parameters, those of the path included. */
export interface AskedList {
	readonly list: CheckedTraits & {readonly item: t.Mixed};
	readonly parameters: QueryParameters;
}

/**
 * @param query as it is sent
 * @param needsKey whether the whole key gets columns, also where the codec does not know it
 */
export const tableOf = ({list, parameters}: AskedList, query: string, needsKey: boolean): ListTable => {
	const given = new Map(parameters);
	const parents = placeholdersIn(list.path).map(name => [name, given.get(name) ?? ''] as const);
	return {
		name: list.name,
		columns: columnsOf(list.item, list.key, needsKey, parents),
		notAsked: fieldsNotAsked(list, query),
	};
};
