import * as E from 'fp-ts/lib/Either.js';
import {checkList} from '../../core/check-list.ts';
import type {AnyList} from '../../core/list.ts';
import * as option from '../../core/option.ts';
import {rooms} from '../../lists/video/rooms.ts';
import {readFields, show} from '../checks.ts';
import {maximalRooms} from '../population/population.ts';
import {blueprintOf} from './blueprint.ts';

/** Throws an Error of one sentence for a list that cannot be served. */
export const readOwnList = (list: AnyList): AnyList => {
	const checked = checkList(list);
	if (E.isLeft(checked)) throw new Error(`ownLists must be lists: ${checked.left.message}`);
	blueprintOf(list);
	if (list === rooms) return list;
	for (const trait of ['name', 'path'] as const) {
		if (list[trait] === rooms[trait]) {
			throw new Error(
				`The list ${show(list.name)} of ownLists cannot have the ${trait} of rooms, which the option rooms makes.`,
			);
		}
	}
	return list;
};

/** How many items lists have, by their names. */
export type ItemCounts = Readonly<Record<string, number>>;

const count = option.wholeNumber({range: [0, maximalRooms], default: 0});

/** Whether there are lists of these names is known with all of them. */
export const readCounts = (counts: unknown, name: string): E.Either<string, ItemCounts> => {
	const table = Object.fromEntries(Object.keys(Object(counts)).map(list => [list, count]));
	return E.right(readFields(table, counts, name, list => `${name}.${list}`));
};
