import {describe, expect, it} from '@jest/globals';
import fc from 'fast-check';
import * as t from 'io-ts';
import {checkList} from '../../lib/core/check-list.ts';
import {fromCursor} from '../../lib/core/cursor.ts';
import {firstRequest} from '../../lib/core/first-request.ts';
import {type AnyList, list} from '../../lib/core/list.ts';
import {fillPath, isSamePath, pathsOf} from '../../lib/core/list-path.ts';
import type {PageStyle} from '../../lib/core/page.ts';
import {uriPaged} from '../../lib/core/page-uri-paged.ts';
import {whole} from '../../lib/core/page-whole.ts';
import {booleanParameter, integerParameter, pathParameter, textParameter} from '../../lib/core/parameter.ts';
import {parametersOf} from '../../lib/core/query-codec.ts';
import {paging} from '../../lib/lists/paging.ts';
import {leftOf, rightOf} from '../support/either.ts';

const item = t.type({id: t.string});
const parent = pathParameter(textParameter('the session'));
const members = list({
	name: 'members',
	path: '/api/video/room_sessions/{room_session_id}/members',
	query: {room_session_id: parent, ...paging},
	item,
});

const targetOf = (query: object): string => {
	const parameters = members.query.encode(rightOf(members.query.decode(query)));
	const {request} = firstRequest(rightOf(checkList(members)), parameters, Number.POSITIVE_INFINITY);
	return `${request.path}?${request.query}`;
};

const refusals = (query: unknown): readonly (string | undefined)[] =>
	leftOf(members.query.decode(query)).map(({message}) => message);

describe('a parameter of the path', () => {
	it('stands in the path, and not in the query', () => {
		expect(targetOf({room_session_id: '5f0a', page_size: 20})).toBe(
			'/api/video/room_sessions/5f0a/members?page_size=20',
		);
	});

	it('is required', () => {
		expect(refusals({})).toEqual([expect.stringContaining('is required')]);
		expect(refusals({room_session_id: undefined, page_size: 5})).toHaveLength(1);
	});

	it.each(['', '.', '..', null, 5, 'half \ud800'])('is refused when it is %j', value => {
		expect(refusals({room_session_id: value})).toEqual([expect.stringMatching(/^must be /)]);
	});

	it('never leaves its segment, whatever is in it, and comes out as it went in', () => {
		fc.assert(
			fc.property(
				fc.oneof(
					fc.string({minLength: 1, unit: 'grapheme'}),
					fc.constantFrom('%2e%2e', '../..', 'a/b?c#d', '.%2E', '\\..', '...'),
				),
				value => {
					fc.pre(parent.is(value));
					const path = fillPath(members.path, [['room_session_id', value]]);
					const {pathname, search, hash} = new URL(path, 'http://list.invalid');
					expect([pathname, search, hash]).toEqual([path, '', '']);
					expect(decodeURIComponent(path.split('/')[4] ?? '')).toBe(value);
					expect(path.split('/')).toHaveLength(6);
				},
			),
		);
	});

	it('is a part of a cursor: that of another parent is refused', () => {
		const path = fillPath(members.path, [['room_session_id', 'one']]);
		expect(rightOf(fromCursor(path, `${path}?page_number=1`)).request.path).toBe(path);
		expect(leftOf(fromCursor(path, `${path.replace('one', 'two')}?page_number=1`)).message).toContain('is a cursor of');
	});

	it.each<[what: string, wrong: AnyList]>([
		['missing in the table', list({name: 'x', path: '/x/{id}', item})],
		['missing in the path', list({name: 'x', path: '/x', query: {id: parent}, item})],
		['in the table as another one', list({name: 'x', path: '/x/{id}', query: {id: textParameter()}, item})],
		['a part of a segment', list({name: 'x', path: '/x/a{id}', query: {id: parent}, item})],
	])('must not be %s', (_what, wrong) => {
		expect(leftOf(checkList(wrong)).message).toMatch(/Nothing was requested/);
	});
});

describe('a list that is not as it should be', () => {
	it.each<[what: string, wrong: unknown]>([
		['a part that there is not', list({name: 'x', path: '/x', item, ...{Key: ['sid']}})],
		['a table that is none', list({name: 'x', path: '/x', item, query: ['a'] as unknown as Record<never, never>})],
		[
			'a parameter that is none',
			list({name: 'x', path: '/x', item, query: {a: 'b'} as unknown as Record<never, never>}),
		],
		[
			'a parameter whose call is forgotten',
			list({name: 'x', path: '/x', item, query: {a: textParameter} as unknown as Record<never, never>}),
		],
		['a field that an unknown parameter brings', list({name: 'x', path: '/x', item, broughtBy: {a: 'b'}})],
		['an unknown parameter to begin at', list({name: 'x', path: '/x', item, beginsAt: ['b']})],
		['a size by an unknown parameter', list({name: 'x', path: '/x', item, pageSize: {parameter: 'b', largest: 5}})],
		['links below an unknown parent', list({name: 'x', path: '/x', item, linksTo: ['/y/{b}']})],
		['no page style', list({name: 'x', path: '/x', item, page: null as unknown as PageStyle})],
	])('is refused: %s', (_what, wrong) => {
		expect(leftOf(checkList(wrong as AnyList)).message).toMatch(/Nothing was requested/);
	});
});

describe('a path', () => {
	it('is the same however its parameters are encoded, and otherwise letter by letter', () => {
		const path = fillPath('/a/{b}/c', [['b', 'x:y@z']]);
		expect(isSamePath(path, '/a/x:y@z/c')).toBe(true);
		expect(isSamePath(path, '/a/%78:y@z/c')).toBe(true);
		expect(isSamePath(fillPath('/a/{b}', [['b', "x*'()!~"]]), "/a/x*'()!~")).toBe(true);
		expect(isSamePath('/a/x/c', '/a/%78/c')).toBe(false);
		for (const other of ['/a/x:y@z', '/a/x:y@z/c/', '/a/x:y/@z/c', '/A/x:y@z/c']) {
			expect(isSamePath(path, other)).toBe(false);
		}
	});
});

describe('other paths that links are documented to lead to', () => {
	it('are followed as long as they still name the parent', () => {
		const {path} = members;
		const linksTo = ['/api/video/sessions/{room_session_id}/members', '/api/video/members', '/api/{other}/members'];
		expect(pathsOf({path, linksTo}, [['room_session_id', 'é']])).toEqual([
			'/api/video/room_sessions/%C3%A9/members',
			'/api/video/sessions/%C3%A9/members',
		]);
	});

	it('are all of them where that is asked for, their own first', () => {
		const linksTo = ['/api/video/members', '/api/video/sessions/{room_session_id}/members'];
		expect(pathsOf({...members, linksTo}, [['room_session_id', 'a']], true)).toEqual([
			'/api/video/room_sessions/a/members',
			'/api/video/members',
			'/api/video/sessions/a/members',
		]);
	});
});

describe('a list', () => {
	it('reads the largest page and the places to begin at off its page style and its table', () => {
		expect(members).toMatchObject({
			beginsAt: ['page_number', 'page_token'],
			pageSize: {parameter: 'page_size', largest: 1000},
		});
		const calls = list({
			name: 'calls',
			path: '/calls',
			page: uriPaged('calls'),
			query: {PageSize: integerParameter(1, 500)},
			item,
		});
		expect(calls).toMatchObject({beginsAt: [], pageSize: {parameter: 'PageSize', largest: 500}});
		expect(list({name: 'things', path: '/things', item})).not.toHaveProperty('pageSize');
		expect(list({name: 'all', path: '/all', page: whole(), query: paging, item})).not.toHaveProperty('pageSize');
	});

	it('asks for a later page with its token only, where its page style wants that', () => {
		expect(refusals({room_session_id: 'x', page_number: 1})).toEqual([expect.stringContaining('needs the page_token')]);
		expect(members.query.is({room_session_id: 'x', page_number: 1, page_token: 'PT'})).toBe(true);
	});

	it('keeps its table, for flags and help', () => {
		const table = {with_author: booleanParameter('with its author')};
		expect(parametersOf(list({name: 'notes', path: '/notes', query: table, item}).query)).toEqual(table);
		expect(parametersOf(t.string)).toEqual({});
	});
});

describe('a filter by time', () => {
	const filtered = {...paging, after: textParameter(), before: textParameter()};

	it('names a field and two parameters that the list has', () => {
		const made = (timeFilter: unknown) =>
			checkList(list({name: 'logs', path: '/logs', item, query: filtered, timeFilter: timeFilter as never}));
		const right = {field: 'created_at', after: 'after', before: 'before'};
		expect(rightOf(made(right)).timeFilter).toEqual(right);
		expect(rightOf(made({...right, mayBeNull: true})).timeFilter).toEqual({...right, mayBeNull: true});
		expect(leftOf(made({...right, before: 'until'})).message).toContain('"until"');
		for (const wrong of ['created_at', {field: 'created_at'}, {...right, field: ''}, {...right, mayBeNull: 1}]) {
			expect(leftOf(made(wrong)).message).toContain('timeFilter');
		}
	});
});
