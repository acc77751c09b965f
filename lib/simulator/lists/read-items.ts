import * as E from 'fp-ts/lib/Either.js';
import {reasonsOf} from '../../core/decode-reasons.ts';
import type {List} from '../../core/list.ts';
import {placeholdersIn} from '../../core/list-path.ts';
import type {QueryParameters} from '../../core/request-descriptor.ts';
import {readListing} from '../population/listing.ts';
import type {Simulator} from '../simulator.ts';
import type {ServedLists} from './served-lists.ts';

/** The items of any list, without the detour over HTTP. */
export const createItemReader =
	(lists: ServedLists, projectId: string): Simulator['items'] =>
	<Query, Item>(list: List<Query, Item>, query?: Query) => {
		const decoded = list.query.decode(query ?? {});
		if (E.isLeft(decoded)) {
			throw new Error(`The query of ${list.name} cannot be used: ${reasonsOf(decoded.left).join('; ')}.`);
		}
		const parameters: QueryParameters = list.query.encode(decoded.right);
		const values = new Map(parameters);
		// The account is the project's, unless it is given.
		const parents = placeholdersIn(list.path).map(name => [name, values.get(name) ?? projectId] as const);
		const {population, select} = lists.of(list).below(parents);
		const {listing, read} = select(values);
		return {[Symbol.iterator]: () => readListing(listing(population.current()), number => read(number) as Item)};
	};
