import type {QueryParameters} from '../../core/request-descriptor.ts';
import type {ListSource, QueryValues, Selection} from '../paging/list-source.ts';
import type {BoundedCache} from '../population/bounded-cache.ts';
import {filteredListing, type Listing, wholeListing} from '../population/listing.ts';
import {createSnapshot} from '../population/snapshot.ts';
import type {Blueprint} from './blueprint.ts';
import {conditionsOf, limitOf} from './filters.ts';

export interface ItemSourceOptions {
	readonly seed: number;
	/** How many items there are, unless an answer cannot hold so many. */
	readonly count: number;
	readonly listings: BoundedCache<Listing>;
}

/** The first items of a listing. */
const atMost = (limit: number, listing: Listing): Listing => ({
	...listing,
	has: position => position < limit && listing.has(position),
	numbers: (position, count) => (position < limit ? listing.numbers(position, Math.min(count, limit - position)) : []),
});

/** The items of a list below these parents; nothing of them is stored. */
export const itemSource = (
	blueprint: Blueprint,
	parents: QueryParameters,
	{seed, count, listings}: ItemSourceOptions,
): ListSource => {
	// An answer that is its one item always has it.
	const isOneItem = blueprint.most === 1;
	const initial = isOneItem ? 1 : Math.min(count, blueprint.most);
	const snapshot = createSnapshot({version: 0, initial, created: 0, deleted: []});
	const readItem = blueprint.below(seed, parents);

	const select = (values: QueryValues): Selection => {
		const asked = [...blueprint.terms.rules.keys()].map(name => values.get(name) ?? null);
		const key = JSON.stringify([blueprint.list.name, parents, asked]);
		const read = (number: number) => readItem(number, values);
		const makeListing = (): Listing => {
			const conditions = isOneItem ? [] : conditionsOf(blueprint, values);
			const chosen =
				conditions.length === 0
					? wholeListing(snapshot)
					: filteredListing(snapshot, number => conditions.every(holds => holds(read(number))));
			return atMost(limitOf(blueprint, values), chosen);
		};
		const listing = (): Listing => listings.get(key, makeListing);
		const page: Selection['page'] = (_, position, most) => {
			const items = listing().numbers(position, most).map(read);
			return {
				count: items.length,
				write: (frame, withItems) => [
					Buffer.from(JSON.stringify(blueprint.write({...frame, items: withItems ? items : []}))),
				],
			};
		};
		return {key, listing, page, read};
	};

	return {population: {current: () => snapshot, at: version => (version === 0 ? snapshot : undefined)}, select};
};
