import {describe, expect, it} from '@jest/globals';
import {createIdOf} from '../../lib/core/item-id.ts';
import {createStandstillWatch, mostEmptyPages, mostRepeatedPages} from '../../lib/pagination/standstill.ts';

const idOf = createIdOf(['id']);
const rooms = (...ids: readonly string[]) => ids.map(id => ({id}));

/** What the watch said of each page; of many that are alike, how many it took until it said something. */
const untilItSpeaks = (
	watch: (items: readonly unknown[]) => string | undefined,
	pageAt: (page: number) => unknown[],
) => {
	for (let page = 0; page < 10_000; page++) {
		const said = watch(pageAt(page));
		if (said !== undefined) return {pages: page + 1, said};
	}
	return undefined;
};

describe('the watch for a standstill', () => {
	it('speaks after so many empty pages in a row', () => {
		expect(untilItSpeaks(createStandstillWatch(idOf), () => [])).toEqual({
			pages: mostEmptyPages,
			said: '1000 pages in a row held nothing',
		});
	});

	it('speaks after so many pages in a row that were there before', () => {
		for (const period of [1, 2, 50]) {
			const pageAt = (page: number) => rooms(`${page % period}`, `${page % period}-last`);
			expect(untilItSpeaks(createStandstillWatch(idOf), pageAt)).toEqual({
				pages: period + mostRepeatedPages,
				said: '100 pages in a row repeated pages before them',
			});
		}
	});

	it('counts neither kind less for the other between them', () => {
		const pageAt = (page: number) => (page % 2 === 0 ? [] : rooms('a'));
		expect(untilItSpeaks(createStandstillWatch(idOf), pageAt)?.pages).toBe(2 * (mostRepeatedPages + 1));
	});

	it('begins anew after each page that is new', () => {
		const watch = createStandstillWatch(idOf);
		for (let round = 0; round < 3; round++) {
			for (let page = 1; page < mostEmptyPages; page++) expect(watch([])).toBeUndefined();
			expect(watch(rooms(`new ${round}`))).toBeUndefined();
			for (let page = 1; page < mostRepeatedPages; page++) expect(watch(rooms('new 0'))).toBeUndefined();
			expect(watch(rooms(`newer ${round}`))).toBeUndefined();
		}
	});

	it.each<[what: string, pageAt: (page: number) => unknown[]]>([
		['the first id', page => rooms(`${page}`, 'b', 'c')],
		['the last id', page => rooms('a', 'b', `${page}`)],
		['their length', page => Array.from({length: page + 1}, () => ({id: 'a'}))],
	])('takes pages for new that differ in %s', (_what, pageAt) => {
		const watch = createStandstillWatch(idOf);
		for (let page = 0; page < 3 * mostRepeatedPages; page++) expect(watch(pageAt(page))).toBeUndefined();
	});

	it.each([
		['numbers', [1, 2]],
		['null', [null]],
		['objects without an id', [{name: 'a'}]],
		['objects of which the first has no id', [{name: 'a'}, {id: 'b'}]],
		['objects of which the last has no id', [{id: 'a'}, {name: 'b'}]],
		['objects whose ids are no keys', [{id: 1.5}, {id: 2 ** 53}]],
	])('cannot tell %s from others like them, and takes them for new', (_what, items) => {
		expect(untilItSpeaks(createStandstillWatch(idOf), () => items)).toBeUndefined();
	});

	it.each([
		['another field', ['sid'], (page: number) => ({sid: page})],
		['several fields', ['room', 'seat'], (page: number) => ({room: 'a', seat: `${page}`})],
	])('knows items by %s where their list says so', (_what, key, itemAt) => {
		expect(untilItSpeaks(createStandstillWatch(createIdOf(key)), () => [itemAt(1)])?.pages).toBe(mostRepeatedPages + 1);
		expect(untilItSpeaks(createStandstillWatch(createIdOf(key)), page => [itemAt(page)])).toBeUndefined();
	});
});
