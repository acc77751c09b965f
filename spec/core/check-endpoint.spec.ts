import {describe, expect, it} from '@jest/globals';
import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import {checkEndpoint} from '../../lib/core/check-endpoint.ts';
import type {ListEndpoint} from '../../lib/core/list-endpoint.ts';
import {rooms} from '../../lib/lists/video/rooms.ts';
import {leftOf, rightOf} from '../support/either.ts';

const check = (endpoint: unknown) => checkEndpoint(endpoint as ListEndpoint<object, unknown>);
const messageOf = (endpoint: unknown): string => leftOf(check(endpoint)).message;

describe('an endpoint', () => {
	it('is copied', () => {
		const endpoint = {...rooms};
		const checked = rightOf(check(endpoint));
		expect(checked).toMatchObject(rooms);
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
			/^The endpoint's path must be one as in a URL, such as "\/api\/video\/rooms", got .*\. Nothing was requested\.$/,
		);
	});

	it.each([undefined, null, 'rooms', 5, () => rooms])('must be an object, not %p', endpoint => {
		expect(messageOf(endpoint)).toMatch(/^The endpoint must be an object with name, path, query and item, got /);
	});

	it.each([undefined, null, '', 5])('must not be called %p', name => {
		expect(messageOf({...rooms, name})).toMatch(/^The endpoint's name must be a plural noun, such as "rooms", got /);
	});

	it('may say what tells its items apart, and what has to be asked for', () => {
		const {key: _key, broughtBy: _broughtBy, beginsAt: _beginsAt, ...plain} = rooms;
		expect(rightOf(check(plain))).toMatchObject({key: ['id'], broughtBy: {}, beginsAt: []});
		for (const key of [[], ['sid'], ['room', 'seat']]) expect(rightOf(check({...rooms, key})).key).toEqual(key);
		for (const key of ['id', null, [''], [5], ['id', 'id'], {0: 'id'}]) {
			expect(messageOf({...rooms, key})).toContain("The endpoint's key must be a list of different fields, got ");
		}
		for (const broughtBy of [null, 'session', {session: 5}, {session: ''}, {'': 'with_session'}, []]) {
			expect(messageOf({...rooms, broughtBy})).toContain(
				"The endpoint's broughtBy must name a parameter for each field",
			);
		}
		for (const page of [null, 'linked', {}]) {
			expect(messageOf({...rooms, page})).toContain("The endpoint's page must be a page style");
		}
		for (const beginsAt of [null, 'page', [''], ['page', 'page']]) {
			expect(messageOf({...rooms, beginsAt})).toContain(
				"The endpoint's beginsAt must be a list of different parameters",
			);
		}
	});

	it.each(['query', 'item'])('must have a codec as its %s', part => {
		const {decode, encode} = t.string;
		for (const wrong of [undefined, null, 'string', () => t.string, {}, {decode}, {encode}]) {
			expect(messageOf({...rooms, [part]: wrong})).toMatch(
				new RegExp(`^The endpoint's ${part} must be an io-ts codec, got .*\\. Nothing was requested\\.$`),
			);
		}
		expect(E.isRight(check({...rooms, [part]: {decode, encode}}))).toBe(true);
	});
});
