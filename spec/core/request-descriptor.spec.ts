import {describe, expect, it} from '@jest/globals';
import fc from 'fast-check';
import {fromCursor, toCursor} from '../../lib/core/cursor.ts';
import {
	canonicalRequest,
	describeRequest,
	hasUnsafeCharacters,
	longestLink,
	type RequestDescriptor,
	requestTarget,
} from '../../lib/core/request-descriptor.ts';
import {adversarialLink, encodedQuery, endpointPath, requestDescriptor} from '../support/arbitraries.ts';
import {leftOf, rightOf} from '../support/either.ts';

const path = '/api/video/rooms';
const request = (query: string): RequestDescriptor => ({method: 'GET', path, query});
const canonical = (query: string): string => canonicalRequest(request(query));

describe('a request descriptor', () => {
	it('encodes the parameters in the order given', () => {
		expect(
			describeRequest(path, [
				['page_token', 'a b&c=d+é'],
				['page_size', '5'],
			]),
		).toEqual(request('page_token=a+b%26c%3Dd%2B%C3%A9&page_size=5'));
	});

	it('carries every value through to whoever decodes the query', () => {
		const parameters = fc.array(fc.tuple(fc.string({unit: 'grapheme'}), fc.string({unit: 'grapheme'})));
		fc.assert(
			fc.property(parameters, given => {
				expect([...new URLSearchParams(describeRequest(path, given).query)]).toEqual(given);
			}),
		);
	});

	it('has no question mark in its target without a query', () => {
		expect(requestTarget(request(''))).toBe('/api/video/rooms');
		expect(requestTarget(request('page=2'))).toBe('/api/video/rooms?page=2');
	});
});

describe('the canonical form of a request', () => {
	it('is the same whatever the order and the encoding of the parameters', () => {
		const form = canonical('page=2&name=a b');
		expect(canonical('name=a%20b&page=2')).toBe(form);
		expect(canonical('name=a+b&p%61ge=2')).toBe(form);
		expect(canonical('&name=%61%20b&&page=%32')).toBe(form);
	});

	it.each([
		['another value', 'page=2', 'page=3'],
		['the order of a repeated parameter', 'a=1&a=2', 'a=2&a=1'],
		['an ampersand in a value', 'a=1%26b=2', 'a=1&b=2'],
		['an equals sign in a name', 'a%3Db=1', 'a=b=1'],
		['an equals sign in a value', 'a=b=c', 'a=bc'],
		['a plus sign in a value', 'a=1%2B2', 'a=1+2'],
		['bytes that are not UTF-8', 'page_token=%FF', 'page_token=%FE'],
		['such a byte and the replacement character', 'page_token=%FF', 'page_token=%EF%BF%BD'],
	])('differs for %s', (_difference, one, other) => {
		expect(canonical(one)).not.toBe(canonical(other));
	});

	it('differs for another path', () => {
		expect(canonicalRequest({...request('a=1'), path: '/other'})).not.toBe(canonical('a=1'));
	});

	it('is the same exactly when the decoded parameters are', () => {
		const parameters = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.string({unit: 'grapheme', maxLength: 3})), {
			maxLength: 4,
		});
		const decoded = (query: string) => {
			const search = new URLSearchParams(query);
			search.sort();
			return JSON.stringify([...search]);
		};
		fc.assert(
			fc.property(parameters, parameters, (some, others) => {
				const [one, other] = [describeRequest(path, some), describeRequest(path, others)];
				expect(canonicalRequest(one) === canonicalRequest(other)).toBe(decoded(one.query) === decoded(other.query));
			}),
		);
	});
});

describe('a cursor', () => {
	it('is the path and the query, and what of the page was taken', () => {
		expect(toCursor({request: request('page=2'), skip: 0})).toBe('/api/video/rooms?page=2');
		expect(toCursor({request: request('page=2'), skip: 17})).toBe('/api/video/rooms?page=2#skip=17');
		expect(toCursor({request: request(''), skip: 17})).toBe('/api/video/rooms#skip=17');
	});

	it('reads back as the very position that it was made from', () => {
		fc.assert(
			fc.property(requestDescriptor, fc.integer({min: 0, max: 999_999_999}), (made, skip) => {
				expect(rightOf(fromCursor(made.path, toCursor({request: made, skip})))).toEqual({request: made, skip});
			}),
		);
	});

	it('reads back at the greatest length that a link may have', () => {
		const longest = request(`a=${'x'.repeat(longestLink - path.length - '?a='.length)}`);
		const position = {request: longest, skip: 999_999_999};
		expect(rightOf(fromCursor(path, toCursor(position)))).toEqual(position);
	});

	it('never leads to another path or host, whatever the text', () => {
		fc.assert(
			fc.property(
				fc.oneof(
					adversarialLink,
					encodedQuery.map(query => `${path}?${query}`),
				),
				endpointPath,
				(text, at) => {
					const read = fromCursor(at, text);
					if (read._tag === 'Left') {
						expect(read.left.kind).toBe('invalid-input');
					} else {
						const sent = new URL(`https://example.signalwire.com${requestTarget(read.right.request)}`);
						expect([sent.host, sent.pathname]).toEqual(['example.signalwire.com', at]);
						expect(fromCursor(at, toCursor(read.right))).toEqual(read);
					}
				},
			),
			{numRuns: 500},
		);
	});

	it.each([
		[undefined, 'must be a cursor string, got undefined'],
		[null, 'must be a cursor string, got null'],
		[7, 'must be a cursor string, got number'],
		['', 'is not a cursor: a cursor starts with "/"'],
		['https://example.signalwire.com/api/video/rooms?page=2', 'is not a cursor: a cursor starts with "/"'],
		['//evil.test/api/video/rooms', 'is not a cursor'],
		['/\\evil.test/api/video/rooms', 'is not a cursor'],
		['/api/video/rooms?page=2\r\nHost: evil.test', 'is not a cursor'],
		['/api/video/rooms?page=a b', 'is not a cursor'],
		['/api/video/logs?page=2', 'is a cursor of /api/video/logs, not of /api/video/rooms'],
		['/api/video/rooms/?page=2', 'is a cursor of /api/video/rooms/, not of /api/video/rooms'],
		['/api/video/rooms?page=2#skip=-1', 'ends in something else than #skip=N'],
		['/api/video/rooms?page=2#skip=007', 'ends in something else than #skip=N'],
		['/api/video/rooms?page=2#skip=1e3', 'ends in something else than #skip=N'],
		['/api/video/rooms?page=2#skip=1000000000', 'ends in something else than #skip=N'],
		['/api/video/rooms?page=2#skip=1x', 'ends in something else than #skip=N'],
		[`/api/video/rooms?page=${'2'.repeat(10_000_000)}`, 'is longer than'],
	])('%.60j is refused', (text, reason) => {
		const {kind, message} = leftOf(fromCursor(path, text));
		expect(kind).toBe('invalid-input');
		expect(message).toContain(`resumeFrom ${reason}`);
		expect(message).toMatch(/ Pass a cursor exactly as page\.cursor, error\.cursor or the command gave it\.$/);
	});

	it('may carry #skip=0', () => {
		expect(rightOf(fromCursor(path, `${path}?page=2#skip=0`))).toEqual({request: request('page=2'), skip: 0});
	});
});

describe('unsafe characters', () => {
	it.each(['\0', '\t', '\n', '\r', '\u001b', ' ', '\u00a0', '\u2028', '\ufeff', '\u007f', '\u009b', '\\'])(
		'%j is one',
		character => {
			expect(hasUnsafeCharacters(`a${character}b`)).toBe(true);
		},
	);

	it('are none of those that a URL is made of', () => {
		fc.assert(fc.property(encodedQuery, query => expect(hasUnsafeCharacters(query)).toBe(false)));
	});
});
