import {describe, expect, it} from '@jest/globals';
import {type LinkStyle, startSimulator} from '../../lib/simulator/index.ts';
import {idsOf, receivePage, roomsOf, walk} from './support/client.ts';

const walkWithChanges = async (linkStyle: LinkStyle, change: {create?: number; delete?: (number | string)[]}) => {
	await using simulator = await startSimulator({rooms: 50, linkStyle, changes: [{afterRequest: 2, ...change}]});
	const before = idsOf(simulator.rooms());
	const met = idsOf(roomsOf(await walk(simulator, '?page_size=10')));
	return {before, met, after: idsOf(simulator.rooms())};
};

describe('rooms created during a walk', () => {
	it('come first, and push the others on: page numbers repeat rooms', async () => {
		const {before, met, after} = await walkWithChanges('page', {create: 3});
		expect(after.slice(3)).toEqual(before);
		expect(met).toEqual([...before.slice(0, 20), ...before.slice(17)]);
	});

	it.each(['anchor', 'rolling'] as const)('are not met in the %s style, and nothing is repeated', async linkStyle => {
		const {before, met, after} = await walkWithChanges(linkStyle, {create: 3});
		expect(met).toEqual(before);
		expect(after).toHaveLength(53);
	});

	it('are met by the next walk', async () => {
		await using simulator = await startSimulator({rooms: 5, changes: [{afterRequest: 1, create: 2}]});
		expect((await receivePage(simulator)).data).toHaveLength(5);
		const {data} = await receivePage(simulator);
		expect(data).toEqual([6, 5, 0, 1, 2, 3, 4].map(number => simulator.room(number)));
		expect(data.map(({created_at}) => created_at)).toEqual(
			data
				.map(({created_at}) => created_at)
				.sort()
				.reverse(),
		);
	});
});

describe('rooms deleted during a walk', () => {
	it('pull the others forward: page numbers leave rooms out', async () => {
		const {before, met} = await walkWithChanges('page', {delete: [0, 1, 30]});
		expect(met).toEqual([...before.slice(0, 20), ...before.slice(22).filter(id => id !== before[30])]);
	});

	it('are still met in the anchor style, whose token stands for the rooms of the beginning', async () => {
		const {before, met, after} = await walkWithChanges('anchor', {delete: [0, 1, 30]});
		expect(met).toEqual(before);
		expect(after).toHaveLength(47);
	});

	it('drop out in the rolling style, and nothing else does', async () => {
		const {before, met} = await walkWithChanges('rolling', {delete: [0, 1, 20, 30]});
		expect(met).toEqual(before.filter((_, index) => index !== 20 && index !== 30));
	});

	it('can be named by their ids', async () => {
		await using first = await startSimulator({rooms: 50});
		const doomed = first.room(44).id;
		const {met} = await walkWithChanges('page', {delete: [doomed]});
		expect(met).toHaveLength(49);
		expect(met).not.toContain(doomed);
	});

	it('can be all of them', async () => {
		const {met, after} = await walkWithChanges('rolling', {delete: [...Array(50).keys()]});
		expect(met).toHaveLength(20);
		expect(after).toEqual([]);
	});
});

describe('changes', () => {
	it('happen in the order of their requests, before the first one too', async () => {
		await using simulator = await startSimulator({
			rooms: 2,
			changes: [
				{afterRequest: 2, delete: [2]},
				{afterRequest: 0, create: 1},
				{afterRequest: 1, create: 1},
			],
		});
		const lengths = [];
		for (let request = 1; request <= 3; request++) lengths.push((await receivePage(simulator)).data.length);
		expect(lengths).toEqual([3, 4, 3]);
	});

	it('can be made at any time', async () => {
		await using simulator = await startSimulator({rooms: 2, linkStyle: 'page'});
		simulator.change({create: 2, delete: [simulator.room(0).id, 1]});
		expect((await receivePage(simulator)).data).toEqual([simulator.room(3), simulator.room(2)]);
		simulator.change({delete: [1]});
		expect((await receivePage(simulator)).data).toHaveLength(2);
		expect(() => simulator.change({delete: [4]})).toThrow('There is no room 4 to delete.');
	});

	it('apply to filtered walks too', async () => {
		await using simulator = await startSimulator({rooms: 300, linkStyle: 'rolling'});
		const query = {starts_after: '2022-06-01'};
		const before = idsOf(simulator.rooms(query));
		const doomed = before.slice(25, 30);
		const pages = await walk(simulator, '?page_size=10&starts_after=2022-06-01', (_, index) => {
			if (index === 1) simulator.change({create: 40, delete: doomed});
		});
		expect(idsOf(roomsOf(pages))).toEqual(before.filter(id => !doomed.includes(id)));
	});
});
