import {describe, expect, it} from '@jest/globals';
import {type AnyList, keyOf, list, pageStyleOf} from '../../../lib/core/list.ts';
import {placeholdersIn} from '../../../lib/core/list-path.ts';
import {paginate} from '../../../lib/index.ts';
import {catalogue} from '../../../lib/lists/catalogue.ts';
import {rooms} from '../../../lib/lists/video/rooms.ts';
import {sampledLists} from '../../support/catalogue-sample.ts';
import {expectSame, toArray, useSimulators} from '../../support/simulated.ts';

const simulate = useSimulators();

const lists = Object.values(catalogue).flat();

const below = (one: AnyList, parent: string) =>
	Object.fromEntries(placeholdersIn(one.path).map(name => [name, parent]));

const counts = Object.fromEntries(lists.filter(one => one !== rooms).map(({name}) => [name, 60]));

describe.each(sampledLists.map(one => [one.name, one] as const))('the list %s of the catalogue', (_name, one) => {
	it('is served, with items that are as documented and told apart by their key', async () => {
		const {simulator, client} = await simulate({rooms: 60, lists: counts});
		const items = await toArray(paginate(client, one, below(one, 'one'), {onInvalidItem: 'throw'}));
		// Some answers are no list, but their one item.
		const count = items.length === 1 && pageStyleOf(one).paging === undefined ? 1 : 60;
		expect(items).toHaveLength(count);
		expectSame(items, [...simulator.items(one, below(one, 'one'))]);
		const keys = items.map(item => JSON.stringify(keyOf(one).map(field => item[field])));
		expect(new Set(keys).size).toBe(keyOf(one).length === 0 ? 1 : count);
	});

	it('is the same from the same seed, and another from another', async () => {
		const [first, same, other] = await Promise.all([1, 1, 2].map(seed => simulate({rooms: 60, lists: counts, seed})));
		const itemsOf = (started: typeof first) => [...(started?.simulator.items(one, below(one, 'one')) ?? [])];
		expectSame(itemsOf(same), itemsOf(first));
		expect(itemsOf(other)).not.toEqual(itemsOf(first));
	});
});

it('lists of the same form have other items by their names', async () => {
	const {item, path} = list({name: 'a', path: '/api/a', item: lists[1]?.item ?? rooms.item});
	const [one, other] = [list({name: 'a', path, item}), list({name: 'b', path: '/api/b', item})];
	const {simulator} = await simulate({ownLists: [one, other]});
	expect([...simulator.items(one)][0]).not.toEqual([...simulator.items(other)][0]);
});
