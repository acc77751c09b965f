import {describe, expect, it} from '@jest/globals';
import fc from 'fast-check';
import * as O from 'fp-ts/lib/Option.js';
import {predictNext, progressionOf} from '../../lib/core/link-progression.ts';
import type {RequestDescriptor} from '../../lib/core/request-descriptor.ts';

const request = (query: string, path = '/api/video/rooms'): RequestDescriptor => ({method: 'GET', path, query});

const predict = (earlier: string, later: string): string | undefined => {
	const progression = progressionOf(request(earlier), request(later), 'page_token');
	if (O.isNone(progression)) return undefined;
	return O.toUndefined(predictNext(request(later), progression.value))?.query;
};

describe('the progression of links', () => {
	it.each([
		['page=2', 'page=3', 'page=4'],
		[
			'page_number=1&page_size=50&page_token=PA1',
			'page_number=2&page_size=50&page_token=PA1',
			'page_number=3&page_size=50&page_token=PA1',
		],
		['offset=0&limit=50', 'offset=50&limit=50', 'offset=100&limit=50'],
		['a=%20x&page=9', 'a=%20x&page=10', 'a=%20x&page=11'],
		['page=1&page=5', 'page=1&page=6', 'page=1&page=7'],
	])('goes on from %s and %s to %s', (earlier, later, next) => {
		expect(predict(earlier, later)).toBe(next);
	});

	it.each([
		['nothing changes', 'page=2', 'page=2'],
		['it counts down', 'page=3', 'page=2'],
		['two parameters change', 'page=2&page_token=PA1', 'page=3&page_token=PA2'],
		['the token changes', 'page_token=PA1', 'page_token=PA2'],
		['the value is no plain number', 'page=02', 'page=03'],
		['the value is negative', 'page=-3', 'page=-2'],
		['the value is a number only before', 'page=2', 'page=b'],
		['the value is a number only after', 'page=a', 'page=2'],
		['the value is a fraction', 'page=1.5', 'page=2.5'],
		['a parameter is added', 'page=2', 'page=3&x=1'],
		['the order changes', 'a=1&page=2', 'page=3&a=1'],
		['another parameter takes its place', 'page=2', 'offset=3'],
		['the numbers are beyond exactness', 'page=1', 'page=9007199254740993'],
	])('is unknown when %s', (_why, earlier, later) => {
		expect(predict(earlier, later)).toBeUndefined();
	});

	it.each([
		['page=1&page_token=PA1', 'page=2&page_token=PA1', true],
		['PageToken=PA1&PageSize=50&Page=1', 'PageToken=PA1&PageSize=50&Page=2', true],
		['page=1', 'page=2', false],
		['page=1&page_token=', 'page=2&page_token=', false],
		['page=1&page_token', 'page=2&page_token', false],
		['page=1&my_page_token=PA1', 'page=2&my_page_token=PA1', false],
		['page=1&token=PA1', 'page=2&token=PA1', false],
		['page_token=1', 'page_token=2', false],
		['page_token=1&page_token=7', 'page_token=2&page_token=7', false],
	])('from %s to %s is anchored: %s', (earlier, later, anchored) => {
		expect(
			progressionOf(request(earlier), request(later), earlier.startsWith('PageToken') ? 'PageToken' : 'page_token'),
		).toMatchObject({value: {anchored}});
	});

	it('is unknown from one path to another', () => {
		expect(progressionOf(request('page=1', '/a'), request('page=2', '/b'), undefined)).toEqual(O.none);
	});

	it('predicts nothing for a request that does not count', () => {
		for (const query of ['page=x', 'page', '', 'page=02']) {
			expect(predictNext(request(query), {place: 0, step: 1})).toEqual(O.none);
			expect(predictNext(request('page=1'), {place: 1, step: 1})).toEqual(O.none);
		}
	});

	it('never goes beyond what a number can count', () => {
		const far = request('page=999999999999999');
		const most = Number.MAX_SAFE_INTEGER - 999_999_999_999_999;
		expect(predictNext(far, {place: 0, step: most})).toEqual(O.some(request(`page=${Number.MAX_SAFE_INTEGER}`)));
		expect(predictNext(far, {place: 0, step: most + 1})).toEqual(O.none);
		expect(predictNext(far, {place: 0, step: Number.MAX_SAFE_INTEGER})).toEqual(O.none);
	});

	it('predicts any listing that counts evenly, and changes no other parameter', () => {
		const other = fc.stringMatching(/^[a-z_]{1,8}=[\w%.~-]{0,8}$/);
		fc.assert(
			fc.property(
				fc.array(other, {maxLength: 4}),
				fc.array(other, {maxLength: 4}),
				fc.nat(1_000_000),
				fc.integer({min: 1, max: 1000}),
				(before, after, from, step) => {
					const query = (count: number) => [...before, `n=${count}`, ...after].join('&');
					expect(predict(query(from), query(from + step))).toBe(query(from + 2 * step));
				},
			),
		);
	});
});
