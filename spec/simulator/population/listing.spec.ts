import {describe, expect, it} from '@jest/globals';
import fc from 'fast-check';
import {createBoundedCache} from '../../../lib/simulator/population/bounded-cache.ts';
import {filteredListing, wholeListing} from '../../../lib/simulator/population/listing.ts';
import {createPopulation} from '../../../lib/simulator/population/population.ts';
import {createSnapshot} from '../../../lib/simulator/population/snapshot.ts';

const parts = fc.record({initial: fc.nat(3000), created: fc.nat(200)}).chain(({initial, created}) =>
	fc.record({
		initial: fc.constant(initial),
		created: fc.constant(created),
		deleted:
			initial + created === 0
				? fc.constant([])
				: fc
						.uniqueArray(fc.integer({min: -created, max: initial - 1}), {maxLength: 300})
						.map(places => places.sort((one, other) => one - other)),
	}),
);

const placesOf = ({initial, created, deleted}: {initial: number; created: number; deleted: readonly number[]}) => {
	const gone = new Set(deleted);
	return Array.from({length: initial + created}, (_, index) => index - created).filter(place => !gone.has(place));
};

describe('a snapshot', () => {
	it('finds rooms by position, and positions by place, as a plain array would', () => {
		fc.assert(
			fc.property(parts, fc.nat(), (given, salt) => {
				const snapshot = createSnapshot({version: 0, ...given});
				const places = placesOf(given);
				expect(snapshot.size).toBe(places.length);
				const step = 1 + (salt % 50);
				const positions = Array.from({length: Math.floor(places.length / step)}, (_, index) => index * step);
				expect(positions.map(snapshot.placeAt)).toEqual(positions.map(position => places[position]));
				const some = [-given.created - 1, 0, salt % 3000, given.initial, given.initial + 1];
				expect(some.map(snapshot.positionOf)).toEqual(some.map(one => places.filter(place => place < one).length));
			}),
		);
	});

	it('keeps numbers and places apart, each leading to the other', () => {
		const snapshot = createSnapshot({version: 0, initial: 3, created: 2, deleted: []});
		expect([0, 1, 2, 3, 4].map(snapshot.placeOf)).toEqual([0, 1, 2, -1, -2]);
		expect([-2, -1, 0, 1, 2].map(snapshot.numberAt)).toEqual([4, 3, 0, 1, 2]);
	});
});

describe('a listing', () => {
	it('gives the rooms that match, from any position, as a plain array would', () => {
		const request = fc.record({position: fc.nat(3000), count: fc.integer({min: 1, max: 1000})});
		fc.assert(
			fc.property(
				parts,
				fc.integer({min: 1, max: 400}),
				fc.array(request, {minLength: 1, maxLength: 8}),
				(given, every, requests) => {
					const snapshot = createSnapshot({version: 0, ...given});
					const matches = (number: number) => number % every === 0;
					const places = placesOf(given).filter(place => matches(snapshot.numberAt(place)));
					const listing = filteredListing(snapshot, matches);
					for (const {position, count} of requests) {
						const expected = places.slice(position, position + count).map(snapshot.numberAt);
						expect(listing.numbers(position, count)).toEqual(expected);
						expect(listing.has(position)).toBe(position < places.length);
						expect(listing.positionOf(position)).toBe(places.filter(place => place < position).length);
						if (position < places.length) expect(listing.placeAt(position)).toBe(places[position]);
					}
				},
			),
		);
	});

	it('of all rooms needs no search', () => {
		fc.assert(
			fc.property(parts, fc.nat(3000), fc.nat(100), (given, position, count) => {
				const snapshot = createSnapshot({version: 0, ...given});
				const expected = placesOf(given)
					.slice(position, position + count)
					.map(snapshot.numberAt);
				expect(wholeListing(snapshot).numbers(position, count)).toEqual(expected);
			}),
		);
	});

	it('looks at each room about once during a walk, and only as far as it must', () => {
		let looks = 0;
		const snapshot = createSnapshot({version: 0, initial: 100_000, created: 0, deleted: []});
		const listing = filteredListing(snapshot, number => {
			looks++;
			return number % 10 === 0;
		});
		listing.numbers(0, 50);
		expect(looks).toBeLessThan(3000);
		for (let position = 50; listing.has(position); position += 50) listing.numbers(position, 50);
		// Once to count, once to list, and the way into the block where each page begins.
		expect(looks).toBeLessThan(450_000);
	});
});

describe('a population', () => {
	it('remembers its latest thousand versions', () => {
		const population = createPopulation(10, () => undefined);
		for (let change = 0; change < 1500; change++) population.change({create: 1});
		expect(population.current()).toMatchObject({version: 1500, created: 1500, size: 1510});
		expect(population.at(500)).toBeUndefined();
		expect(population.at(501)).toMatchObject({created: 501});
	});

	it('stays as it is when a change cannot be made', () => {
		const population = createPopulation(10, () => undefined);
		expect(() => population.change({create: 2, delete: [12]})).toThrow('There is no room 12 to delete.');
		expect(() => population.change({delete: ['nobody']})).toThrow('There is no room "nobody" to delete.');
		expect(() => population.change({create: -1})).toThrow(
			'create of a change must be a whole number from 0 to 100000000, not -1.',
		);
		expect(() => population.change({create: 100_000_000})).toThrow('at most 100000000 rooms');
		expect(population.current()).toMatchObject({version: 0, size: 10});
	});
});

describe('the cache', () => {
	it('forgets what was used longest ago, and what is too heavy at once', () => {
		const cache = createBoundedCache<string>(10, value => value.length);
		const made: string[] = [];
		const get = (key: string, length: number) =>
			cache.get(key, () => {
				made.push(key);
				return 'x'.repeat(length);
			});
		get('a', 4);
		get('b', 4);
		get('a', 4);
		get('c', 4);
		get('a', 4);
		get('b', 4);
		get('huge', 11);
		get('huge', 11);
		expect(made).toEqual(['a', 'b', 'c', 'b', 'huge', 'huge']);
		expect(cache.weight()).toBe(8);
		expect(cache.hits()).toBe(2);
	});
});
