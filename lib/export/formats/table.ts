import type * as t from 'io-ts';
import {type CheckedTraits, fieldsNotAsked} from '../../core/list.ts';
import {type Column, columnsOf} from './columns.ts';

/** What a list is in formats that have tables. */
export interface ListTable {
	readonly name: string;
	readonly columns: readonly Column[];
	/** Fields that are sent only when asked for, and were not. */
	readonly notAsked: readonly string[];
}

/**
 * @param query as it is sent
 * @param needsKey whether the whole key gets columns, also where the codec does not know it
 */
export const tableOf = (
	list: CheckedTraits & {readonly item: t.Mixed},
	query: string,
	needsKey: boolean,
): ListTable => ({
	name: list.name,
	columns: columnsOf(list.item, list.key, needsKey),
	notAsked: fieldsNotAsked(list, query),
});
