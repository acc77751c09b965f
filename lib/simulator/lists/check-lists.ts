import * as E from 'fp-ts/lib/Either.js';
import {checkList as checkDefinition} from '../../core/check-list.ts';
import type {AnyList} from '../../core/list.ts';
import {catalogue} from '../../lists/catalogue.ts';
import {rooms} from '../../lists/video/rooms.ts';
import {checkFields, checkList, checkWhole} from '../checks.ts';
import {blueprintOf} from './blueprint.ts';

const mostItems = 100_000_000;

/** Lists of a caller's own. */
export const checkOwnLists = (lists: readonly AnyList[]): readonly AnyList[] =>
	checkList('ownLists', lists).map(list => {
		const checked = checkDefinition(list);
		if (E.isLeft(checked)) throw new Error(`ownLists must be lists: ${checked.left.message}`);
		blueprintOf(list);
		return list;
	});

/** How many items lists have, by their names. */
export type ItemCounts = Readonly<Record<string, number>>;

const namesOf = (lists: readonly AnyList[]): readonly string[] =>
	[...Object.values(catalogue).flat(), ...lists].filter(list => list !== rooms).map(({name}) => name);

/** A misspelt name would go unheard. The option `rooms` says how many rooms there are. */
export const checkCounts = (counts: ItemCounts, ownLists: readonly AnyList[]): ItemCounts => {
	const names = namesOf(ownLists);
	checkFields('lists', counts, names);
	for (const [name, count] of Object.entries(counts)) checkWhole(`lists.${name}`, count, 0, mostItems);
	return {...counts};
};
