import {describe, expect, it} from '@jest/globals';
import fc from 'fast-check';
import {type LinkStyle, type SimulatedRoom, startSimulator} from '../../lib/simulator/index.ts';
import {idsOf, receivePage, roomsOf, walk} from './support/client.ts';

interface Bounds {
	readonly starts_after?: string;
	readonly ends_before?: string;
}

const isOnOrAfter = (time: string | null, bound: string | undefined) =>
	bound === undefined || (time !== null && Date.parse(time) >= Date.parse(bound));

const isOnOrBefore = (time: string | null, bound: string | undefined) =>
	bound === undefined || (time !== null && Date.parse(time) <= Date.parse(bound));

const naively = (rooms: Iterable<SimulatedRoom>, {starts_after, ends_before}: Bounds): readonly SimulatedRoom[] =>
	[...rooms].filter(
		({join_from, join_until}) => isOnOrAfter(join_from, starts_after) && isOnOrBefore(join_until, ends_before),
	);

const date = fc
	.date({min: new Date('2020-06-01'), max: new Date('2026-06-01'), noInvalidDate: true})
	.map(time => time.toISOString());

const bound = fc.oneof(
	date,
	date.map(time => time.slice(0, 10)),
	date.map(time => time.replace(/\..*/, '+05:30')),
);

describe('filters', () => {
	it.each<LinkStyle>(['page', 'anchor', 'rolling'])(
		'list what a naive filter finds, in the %s style',
		async linkStyle => {
			await using simulator = await startSimulator({rooms: 2500, linkStyle});
			const rooms = [...simulator.rooms()];
			const bounds = fc.record({starts_after: bound, ends_before: bound}, {requiredKeys: []});
			await fc.assert(
				fc.asyncProperty(bounds, async wanted => {
					const pages = await walk(simulator, `?page_size=500&${new URLSearchParams({...wanted})}`);
					expect(idsOf(roomsOf(pages))).toEqual(idsOf(naively(rooms, wanted)));
				}),
				{numRuns: 10},
			);
		},
	);

	it('include the bound itself, and leave out rooms without a date', async () => {
		await using simulator = await startSimulator({rooms: 500});
		const known = [...simulator.rooms()].find(({join_from, join_until}) => join_from && join_until);
		const from = known?.join_from ?? '';
		const until = known?.join_until ?? '';
		expect(idsOf(simulator.rooms({starts_after: from, ends_before: until}))).toContain(known?.id);
		const justAfter = new Date(Date.parse(from) + 1).toISOString();
		expect(idsOf(simulator.rooms({starts_after: justAfter}))).not.toContain(known?.id);
		const all = [...simulator.rooms({starts_after: '1970-01-01'})];
		expect(all).toEqual([...simulator.rooms()].filter(room => room.join_from !== null));
		expect(all.length).toBeLessThan(500);
	});

	it('answer pages in any order', async () => {
		await using simulator = await startSimulator({rooms: 5000, linkStyle: 'page'});
		const wanted = {starts_after: '2023-01-01'};
		const expected = naively(simulator.rooms(), wanted);
		for (const page of [20, 3, 11, 1, 2, 40, 20]) {
			const {data} = await receivePage(simulator, `?page_size=100&starts_after=2023-01-01&page=${page}`);
			expect(data).toEqual(expected.slice(100 * (page - 1), 100 * page));
		}
	});

	it('may match nothing', async () => {
		await using simulator = await startSimulator({rooms: 100});
		const page = await receivePage(simulator, '?starts_after=2999-01-01');
		expect(page.data).toEqual([]);
		expect(page.links).not.toHaveProperty('next');
	});

	it('refuse a date that is none in rooms() too', async () => {
		await using simulator = await startSimulator({rooms: 1});
		expect(() => simulator.rooms({starts_after: 'soon'})).toThrow(
			'starts_after must be an RFC 3339 date or date-time, not "soon".',
		);
	});
});
