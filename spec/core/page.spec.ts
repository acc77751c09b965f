import {describe, expect, it} from '@jest/globals';
import {decodePageBody} from '../../lib/core/page.ts';
import type {RequestDescriptor} from '../../lib/core/request-descriptor.ts';
import {leftOf, rightOf} from '../support/either.ts';

const request: RequestDescriptor = {method: 'GET', path: '/api/video/rooms', query: 'page=2'};
const reasons = (body: unknown): readonly string[] => leftOf(decodePageBody(request, body)).reasons;

describe('the body of a page', () => {
	it.each([
		[{links: {}, data: []}],
		[{links: {self: '/a', first: '/a', next: '/b', prev: null}, data: [1, null, {id: 7}]}],
		[{links: {next: ''}, data: [{}], total: 5}],
		[{links: {next: null, last: 7}, data: []}],
	])('%j is one, and comes through as it is', body => {
		expect(rightOf(decodePageBody(request, body))).toEqual(body);
	});

	it.each<[body: unknown, ...reasons: string[]]>([
		[null, 'expected page, got null'],
		['<html>', 'expected page, got "<html>"'],
		[[], 'expected page, got an array of 0'],
		[{}, 'links: expected object of links, got nothing', 'data: expected array, got nothing'],
		[{links: {}}, 'data: expected array, got nothing'],
		[{data: []}, 'links: expected object of links, got nothing'],
		[{links: null, data: []}, 'links: expected object of links, got null'],
		[{links: [], data: []}, 'links: expected object of links, got an array of 0'],
		[{links: {}, data: null}, 'data: expected array, got null'],
		[{links: {}, data: {}}, 'data: expected array, got an object'],
		[{links: {next: 3}, data: []}, 'links.next: expected string | null, got 3'],
		[{links: {next: false}, data: []}, 'links.next: expected string | null, got false'],
		[{links: {prev: {}}, data: []}, 'links.prev: expected string | null, got an object'],
	])('%j is none', (body, ...expected) => {
		expect(reasons(body)).toEqual(expected);
	});

	it('that is none says which request, what is wrong, and what to do', () => {
		expect(leftOf(decodePageBody(request, {links: {}}))).toEqual({
			kind: 'invalid-page',
			message:
				'The answer to GET /api/video/rooms?page=2 is not a page: data: expected array, got nothing. ' +
				'Check that the base address is a SignalWire space, and not a proxy that answers in its place.',
			request,
			reasons: ['data: expected array, got nothing'],
		});
	});
});
