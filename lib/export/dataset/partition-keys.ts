import * as E from 'fp-ts/lib/Either.js';
import type {QueryParameters} from '../../core/request-descriptor.ts';
import type {Column} from '../formats/columns.ts';
import type {AskedList} from '../formats/table.ts';
import {tableOf} from '../formats/table.ts';
import {keysIn, type PartitionKey, textOf} from './partition-text.ts';

/** Whose items they are: no column of theirs. */
export const projectKey = '_project';

/** Times that are set once, with the item itself: no item ever moves to another partition. */
const timesThatStay: readonly string[] = ['created_at', 'date_created', 'date_enqueued', 'event_at'];

const isTime = ({type}: Column): boolean => type === 'timestamp' || type === 'rfc2822';

const choicesOf = (column: Column): readonly string[] => {
	const {name, key, parameter} = column;
	if (!isTime(column)) return key || parameter !== undefined ? [name] : [];
	return timesThatStay.includes(name) ? [`${name}:day`, `${name}:month`] : [];
};

const staysIn = (columns: readonly Column[]): readonly string[] => [projectKey, ...columns.flatMap(choicesOf)];

/** What is wrong with one, in the words of a message. */
const flawOf = ({column, unit}: PartitionKey, columns: readonly Column[], items: string): string | undefined => {
	const choices = staysIn(columns).join(', ');
	const told = textOf([{column, unit}]);
	if (staysIn(columns).includes(told)) return undefined;
	const found = columns.find(({name}) => name === column);
	if (found === undefined && column !== projectKey) {
		return `partitionBy (--partition-by) names ${column}, a column that ${items} do not have: choose of ${choices}`;
	}
	if (found !== undefined && isTime(found) && timesThatStay.includes(column)) {
		return `partitionBy (--partition-by) needs ${column}:day or ${column}:month, for ${column} is a time`;
	}
	if (unit !== undefined && (found === undefined || !isTime(found))) {
		return `partitionBy (--partition-by) has ${told}, and ${column} is no time: choose of ${choices}`;
	}
	return `partitionBy (--partition-by) names ${column}, which may change, and items would be left in two partitions: choose of ${choices}`;
};

/** Refuses what a list has not, and what may change in it. */
export const checkKeys = (
	{list, parameters}: {readonly list: AskedList['list']; readonly parameters: QueryParameters},
	text: string,
	items: string,
): E.Either<string, void> => {
	const keys = keysIn(text) ?? [];
	const {columns} = tableOf({list, parameters}, '', true);
	const flaw = keys.map(key => flawOf(key, columns, items)).find(found => found !== undefined);
	if (flaw !== undefined) return E.left(flaw);
	const names = keys.map(({column}) => column);
	const twice = names.find((name, place) => names.indexOf(name) < place);
	return twice === undefined ? E.right(undefined) : E.left(`partitionBy (--partition-by) names ${twice} twice`);
};
