import {describe, expect, it} from '@jest/globals';
import fc from 'fast-check';
import {decodePageBody, type PageStyle, peekLinks} from '../../lib/core/page.ts';
import {linked} from '../../lib/core/page-linked.ts';
import {single} from '../../lib/core/page-single.ts';
import {uriPaged} from '../../lib/core/page-uri-paged.ts';
import {whole} from '../../lib/core/page-whole.ts';
import type {RequestDescriptor} from '../../lib/core/request-descriptor.ts';
import {leftOf, rightOf} from '../support/either.ts';

const request: RequestDescriptor = {method: 'GET', path: '/api/video/rooms', query: 'page=2'};
const reasons = (body: unknown): readonly string[] => leftOf(decodePageBody(request, body, linked())).reasons;

describe('the body of a page', () => {
	it.each([
		[{links: {}, data: []}],
		[{links: {self: '/a', first: '/a', next: '/b', prev: null}, data: [1, null, {id: 7}]}],
		[{links: {next: ''}, data: [{}], total: 5}],
		[{links: {next: null, last: 7}, data: []}],
	])('%j is one, and comes through with its links and entries as they are', body => {
		expect(rightOf(decodePageBody(request, body, linked()))).toEqual({links: body.links, data: body.data});
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
		expect(leftOf(decodePageBody(request, {links: {}}, linked()))).toEqual({
			kind: 'invalid-page',
			message:
				'The answer to GET /api/video/rooms?page=2 is not a page: data: expected array, got nothing. ' +
				'Check that the base address is a SignalWire space, and not a proxy that answers in its place.',
			request,
			reasons: ['data: expected array, got nothing'],
		});
	});
});

describe('a page style', () => {
	const bodyOf = (style: PageStyle, body: unknown) => rightOf(decodePageBody(request, body, style));
	const flaws = (style: PageStyle, body: unknown) => leftOf(decodePageBody(request, body, style)).reasons;

	it('linked reads an array of one envelope as that envelope, and of several none', () => {
		const envelope = {links: {next: '/b'}, data: [1, 2]};
		expect(bodyOf(linked(), [envelope])).toEqual(envelope);
		expect(flaws(linked(), [envelope, envelope])).toEqual(['expected page, got an array of 2']);
		expect(flaws(linked(), [[envelope]])).toEqual(['expected page, got an array of 1']);
	});

	it('single takes the answer for the item', () => {
		const item = {id: 'a', data: [1]};
		expect(bodyOf(single(), item)).toEqual({links: {}, data: [item]});
		expect(single().write?.({items: [item], links: {}, number: 0, size: 1})).toEqual(item);
		for (const body of [null, 'x', [item]]) expect(flaws(single(), body)).toHaveLength(1);
	});

	it('linked finds entries under another name', () => {
		const links = {next: '/b'};
		expect(bodyOf(linked('rows'), {links, rows: [1], data: [2]})).toEqual({links, data: [1]});
		expect(flaws(linked('rows'), {links, data: []})).toEqual(['rows: expected array, got nothing']);
	});

	it('uriPaged finds the links of LaML, with a host or without, and the entries under their own name', () => {
		const uris = {
			uri: '/c?Page=1',
			first_page_uri: '/c',
			next_page_uri: 'https://a.test/c?Page=2',
			previous_page_uri: null,
		};
		expect(bodyOf(uriPaged('calls'), {...uris, page: 1, page_size: 50, calls: [{sid: 'CA1'}]})).toEqual({
			links: {self: '/c?Page=1', first: '/c', next: 'https://a.test/c?Page=2', prev: null},
			data: [{sid: 'CA1'}],
		});
		expect(bodyOf(uriPaged('calls'), {next_page_uri: null, calls: []})).toEqual({links: {next: null}, data: []});
	});

	it.each<[body: unknown, ...reasons: string[]]>([
		[null, 'expected page, got null'],
		['<html>', 'expected page, got "<html>"'],
		[{calls: []}, 'next_page_uri: expected string | null, got nothing'],
		[{next_page_uri: null}, 'calls: expected array, got nothing'],
		[{next_page_uri: 3, calls: []}, 'next_page_uri: expected string | null, got 3'],
		[{next_page_uri: '', calls: {}}, 'calls: expected array, got an object'],
		[{links: {}, data: []}, 'next_page_uri: expected string | null, got nothing'],
	])('uriPaged refuses %j: a list whose end is not said may have more', (body, ...expected) => {
		expect(flaws(uriPaged('calls'), body)).toEqual(expected);
	});

	it('whole has no links, whatever else is there', () => {
		expect(bodyOf(whole(), {data: [1, 2], links: {next: '/b'}})).toEqual({links: {}, data: [1, 2]});
		expect(bodyOf(whole('countries'), {uri: '/a', countries: []})).toEqual({links: {}, data: []});
		expect(flaws(whole(), [1])).toEqual(['expected page, got an array of 1']);
		expect(flaws(whole(), {})).toEqual(['data: expected array, got nothing']);
		expect(flaws(whole(), {data: 'a'})).toEqual(['data: expected array, got "a"']);
	});
});

describe('the beginning of a body', () => {
	const link = fc.option(
		fc.string({unit: 'grapheme'}).map(text => `/a?${text}"data":[{"rows":`),
		{nil: null},
	);
	const links = fc.record({self: link, first: link, next: link, prev: link}, {requiredKeys: ['next']});
	const entries = fc.array(fc.jsonValue({maxDepth: 2}), {maxLength: 3});

	it('tells the links that stand before the entries, wherever it is cut behind those', () => {
		fc.assert(
			fc.property(links, entries, fc.nat(50), fc.constantFrom(0, 2), (given, rows, cut, indent) => {
				const text = JSON.stringify({total: 3, links: given, rows}, undefined, indent);
				const behind = text.indexOf('"rows":') + '"rows":'.length;
				expect(peekLinks(linked('rows'), text.slice(0, behind + cut))).toEqual(given);
			}),
		);
	});

	it('tells nothing that is no link, whatever it is, and never throws', () => {
		const pieces = fc.constantFrom(
			'{',
			'}',
			'[',
			']',
			'"links":',
			'"data":',
			'"next":',
			'"next_page_uri":',
			'"/a"',
			',',
			'7',
		);
		fc.assert(
			fc.property(fc.array(pieces, {maxLength: 12}), parts => {
				for (const style of [linked(), uriPaged('data'), whole(), single()]) {
					const told = peekLinks(style, parts.join(''));
					expect(['string', 'undefined']).toContain(typeof (told?.next ?? undefined));
				}
			}),
		);
	});

	it.each<[head: string, next: string | undefined]>([
		['{"links":{"next":"/b"},"data":[{"id":', '/b'],
		['{ "links" : {"next": null}, "data" : [', undefined],
		['{"data":[{"links":{"next":"/b"}}],"links":{"next":"/c"', undefined],
		['{"links":{"next":"/b","data":[]},"data":[', undefined],
		['{"links":{"next":"/b"},"meta":{"data":1},"data":[', undefined],
		['{"links":{"next":"/b"', undefined],
		['{"links":{"next":7},"data":[', undefined],
		['[{"links":{"next":"/b"},"data":[', undefined],
		['<html>"data"', undefined],
	])('%s: %s', (head, next) => {
		expect(peekLinks(linked(), head)?.next ?? undefined).toBe(next);
	});

	it('tells nothing where its style throws, or gives something else', () => {
		const throwing = () => {
			throw new Error('not yet');
		};
		for (const peek of [throwing, () => ({next: 7}) as never, () => 'a' as never]) {
			expect(peekLinks(Object.assign(linked(), {peek}), '{}')).toBeUndefined();
		}
	});
});
