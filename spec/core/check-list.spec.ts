import {describe, expect, it} from '@jest/globals';
import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import {checkList} from '../../lib/core/check-list.ts';
import type {List} from '../../lib/core/list.ts';
import {rooms} from '../../lib/lists/video/rooms.ts';
import {leftOf, rightOf} from '../support/either.ts';

const check = (endpoint: unknown) => checkList(endpoint as List<object, unknown>);
const messageOf = (endpoint: unknown): string => leftOf(check(endpoint)).message;

describe('a list', () => {
	it('is copied', () => {
		const endpoint = {...rooms};
		const checked = rightOf(check(endpoint));
		const {query: _query, ...traits} = rooms;
		expect(checked).toMatchObject(traits);
		endpoint.path = '/elsewhere';
		expect(checked.path).toBe(rooms.path);
	});

	it.each(['/', '/api/video/rooms', '/api/video/rooms/', '/a%20b/c;d', "/~a-b_c.d!$&'()*+,=:@"])(
		'may have the path %s',
		path => {
			expect(E.isRight(check({...rooms, path}))).toBe(true);
		},
	);

	it.each([
		'',
		'api/video/rooms',
		'.evil.invalid/rooms',
		':8443/rooms',
		'@evil.invalid/rooms',
		'//evil.invalid/rooms',
		'https://evil.invalid/rooms',
		'\\\\evil.invalid\\rooms',
		'/\\evil.invalid/rooms',
		'/api/../rooms',
		'/api/%2e%2e/rooms',
		'/./rooms',
		'/rooms?page=1',
		'/rooms#1',
		'/ro oms',
		'/ro\noms',
		'/rooms\0',
		'/räume',
		undefined,
		null,
		5,
		['/rooms'],
		new URL('https://example.invalid/rooms'),
	])('must not have the path %p', path => {
		expect(messageOf({...rooms, path})).toMatch(
			/^The list's path must be one as in a URL, such as "\/api\/video\/rooms", got .*\. Nothing was requested\.$/,
		);
	});

	it.each([undefined, null, 'rooms', 5, () => rooms])('must be an object, not %p', endpoint => {
		expect(messageOf(endpoint)).toMatch(
			/^The list must be an object with name, path, query and item, as list\(\) makes it, got /,
		);
	});

	it.each([undefined, null, '', 5])('must not be called %p', name => {
		expect(messageOf({...rooms, name})).toMatch(/^The list's name must be a plural noun, such as "rooms", got /);
	});

	it('may say what tells its items apart, and what has to be asked for', () => {
		const {key: _key, broughtBy: _broughtBy, beginsAt: _beginsAt, ...plain} = rooms;
		expect(rightOf(check(plain))).toMatchObject({key: ['id'], broughtBy: {}, beginsAt: []});
		for (const key of [[], ['sid'], ['room', 'seat']]) expect(rightOf(check({...rooms, key})).key).toEqual(key);
		for (const key of ['id', null, [''], [5], ['id', 'id'], {0: 'id'}]) {
			expect(messageOf({...rooms, key})).toContain("The list's key must be a list of different fields, got ");
		}
		for (const broughtBy of [null, 'session', {session: 5}, {session: ''}, {'': 'with_session'}, []]) {
			expect(messageOf({...rooms, broughtBy})).toContain(
				"The list's broughtBy must be the name of a parameter for each field",
			);
		}
		for (const page of [null, 'linked', {}]) {
			expect(messageOf({...rooms, page})).toContain("The list's page must be a page style");
		}
		for (const beginsAt of [null, 'page', [''], ['page', 'page']]) {
			expect(messageOf({...rooms, beginsAt})).toContain("The list's beginsAt must be a list of different parameters");
		}
	});

	it('is asked for as the project, unless it says that a subscriber asks', () => {
		expect(rightOf(check(rooms)).authentication).toBe('project');
		expect(rightOf(check({...rooms, authentication: 'subscriber'})).authentication).toBe('subscriber');
		for (const authentication of [null, 'bearer', {}, 'toString']) {
			expect(messageOf({...rooms, authentication})).toMatch(
				/^The list's authentication must be "project" or "subscriber", got /,
			);
		}
	});

	it.each(['query', 'item'])('must have a codec as its %s', part => {
		const {decode, encode} = t.string;
		for (const wrong of [undefined, null, 'string', () => t.string, {}, {decode}, {encode}]) {
			expect(messageOf({...rooms, [part]: wrong})).toMatch(
				new RegExp(`^The list's ${part} must be an io-ts codec.*, got .*\\. Nothing was requested\\.$`),
			);
		}
		expect(E.isRight(check({...rooms, [part]: {decode, encode}}))).toBe(true);
	});
});
