import {describe, expect, it} from '@jest/globals';
import fc from 'fast-check';
import * as O from 'fp-ts/lib/Option.js';
import type * as t from 'io-ts';
import {reasonsOf} from '../../../lib/core/decode-reasons.ts';
import {nextRequest} from '../../../lib/core/next-page.ts';
import {decodePageBody} from '../../../lib/core/page.ts';
import {linked} from '../../../lib/core/page-linked.ts';
import {describeRequest} from '../../../lib/core/request-descriptor.ts';
import {activeSessionCodec, type Room, roomCodec, rooms, roomsQueryCodec} from '../../../lib/lists/video/rooms.ts';
import {rfc3339Text, roomsQuery} from '../../support/arbitraries.ts';
import {leftOf, rightOf} from '../../support/either.ts';
import {examplePageText} from './example-page.ts';

const firstPage = describeRequest(rooms.path, []);
const examplePage = () => rightOf(decodePageBody(firstPage, JSON.parse(examplePageText), linked()));
const exampleRoom = (): Room => rightOf(roomCodec.decode(examplePage().data[0]));
const exampleSession = (): object => exampleRoom().active_session ?? {};

const reasons = (codec: t.Mixed, value: unknown): readonly string[] => reasonsOf(leftOf(codec.decode(value)));
const without = (object: object, field: string): object =>
	Object.fromEntries(Object.entries(object).filter(([name]) => name !== field));

type FieldType = 'string' | 'number' | 'boolean' | 'object';

/** The fields of a room as SignalWire's OpenAPI description has them. */
const required: Readonly<Record<string, FieldType>> = {
	id: 'string',
	name: 'string',
	max_members: 'number',
	quality: 'string',
	fps: 'number',
	layout: 'string',
	record_on_start: 'boolean',
	tone_on_entry_and_exit: 'boolean',
	room_join_video_off: 'boolean',
	user_join_video_off: 'boolean',
	prioritize_handraise: 'boolean',
	created_at: 'string',
	updated_at: 'string',
};
const requiredOrNull: Readonly<Record<string, FieldType>> = {
	display_name: 'string',
	description: 'string',
	join_from: 'string',
	join_until: 'string',
	remove_at: 'string',
	remove_after_seconds_elapsed: 'number',
	enable_room_previews: 'boolean',
	sync_audio_video: 'boolean',
	meta: 'object',
};
const ofSession: Readonly<Record<string, FieldType>> = {
	id: 'string',
	room_id: 'string',
	name: 'string',
	display_name: 'string',
	join_from: 'string',
	join_until: 'string',
	remove_at: 'string',
	remove_after_seconds_elapsed: 'number',
	layout: 'string',
	max_members: 'number',
	fps: 'number',
	quality: 'string',
	start_time: 'string',
	end_time: 'string',
	duration: 'number',
	status: 'string',
	record_on_start: 'boolean',
	enable_room_previews: 'boolean',
	preview_url: 'string',
	audio_video_sync: 'boolean',
};

/** A value of another type, and how messages show it. */
const wrong = (type: FieldType): readonly [value: unknown, shown: string] =>
	type === 'string' ? [7, '7'] : ['7', '"7"'];

describe("the documentation's example page", () => {
	it('is a page with one room, and nothing of the room is changed or lost', () => {
		const {links, data} = examplePage();
		expect({links, data: data.map(room => rightOf(roomCodec.decode(room)))}).toEqual(JSON.parse(examplePageText));
	});

	it('leads to page 3', () => {
		const base = {origin: 'https://example.signalwire.com', prefix: ''};
		expect(rightOf(nextRequest(base, firstPage, examplePage().links))).toEqual(
			O.some({method: 'GET', path: '/api/video/rooms', query: 'page=3'}),
		);
	});

	it('has no field that the tables of this test do not list', () => {
		expect(Object.keys(exampleRoom()).sort()).toEqual(
			[...Object.keys(required), ...Object.keys(requiredOrNull), 'active_session'].sort(),
		);
		expect(Object.keys(exampleSession()).sort()).toEqual(Object.keys(ofSession).sort());
	});
});

describe('a room', () => {
	it.each(Object.entries(required))('must have %s, a %s', (field, type) => {
		const [value, shown] = wrong(type);
		expect(reasons(roomCodec, {...exampleRoom(), [field]: value})).toEqual([
			`${field}: expected ${type}, got ${shown}`,
		]);
		expect(reasons(roomCodec, {...exampleRoom(), [field]: null})).toEqual([`${field}: expected ${type}, got null`]);
		expect(reasons(roomCodec, without(exampleRoom(), field))).toEqual([`${field}: expected ${type}, got nothing`]);
	});

	it.each(Object.entries(requiredOrNull))('must have %s, a %s or null', (field, type) => {
		const [value, shown] = wrong(type);
		const expected = `${field}: expected ${type} | null, got`;
		expect(roomCodec.is({...exampleRoom(), [field]: null})).toBe(true);
		expect(reasons(roomCodec, {...exampleRoom(), [field]: value})).toEqual([`${expected} ${shown}`]);
		expect(reasons(roomCodec, without(exampleRoom(), field))).toEqual([`${expected} nothing`]);
	});

	it('may have an active session, or null in its place, or none', () => {
		expect(roomCodec.is(without(exampleRoom(), 'active_session'))).toBe(true);
		expect(roomCodec.is({...exampleRoom(), active_session: null})).toBe(true);
		expect(roomCodec.is({...exampleRoom(), active_session: {}})).toBe(true);
		expect(reasons(roomCodec, {...exampleRoom(), active_session: 'on'})).toEqual([
			'active_session: expected ActiveSession | null, got "on"',
		]);
	});

	it('says which field of the active session is wrong', () => {
		expect(reasons(roomCodec, {...exampleRoom(), active_session: {...exampleSession(), fps: '20'}})).toEqual([
			'active_session.fps: expected number | null, got "20"',
		]);
	});

	it('says one short sentence when it is no room at all', () => {
		for (const [value, shown] of [
			[null, 'null'],
			['room', '"room"'],
			[[], 'an array of 0'],
			[undefined, 'nothing'],
		]) {
			expect(reasons(roomCodec, value)).toEqual([`expected Room, got ${shown}`]);
		}
	});

	it('keeps fields and values that are not documented', () => {
		const room = {
			...exampleRoom(),
			quality: '4320p',
			fps: 120,
			layout: 'spiral',
			brand_new: {deep: [1]},
			meta: {any: ['thing', null]},
			active_session: {...exampleSession(), status: 'paused', quality: 'lots', fps: 25, layout: 'spiral', brand_new: 1},
		};
		const decoded = rightOf(roomCodec.decode(room));
		expect(decoded).toEqual(room);
	});
});

describe('an active session', () => {
	it.each(Object.entries(ofSession))('may have %s, a %s or null', (field, type) => {
		const [value, shown] = wrong(type);
		expect(activeSessionCodec.is(without(exampleSession(), field))).toBe(true);
		expect(activeSessionCodec.is({...exampleSession(), [field]: null})).toBe(true);
		expect(reasons(activeSessionCodec, {...exampleSession(), [field]: value})).toEqual([
			`${field}: expected ${type} | null, got ${shown}`,
		]);
	});
});

describe('a query for rooms', () => {
	const sent = (query: unknown): string =>
		describeRequest(rooms.path, roomsQueryCodec.encode(rightOf(roomsQueryCodec.decode(query)))).query;

	it('is sent under the documented names', () => {
		expect(
			sent({
				page_token: 'PAbff61159-faab-48b3-959a-3021a8f5beca',
				page_size: 1000,
				page_number: 1,
				ends_before: new Date('2026-12-31T23:59:59Z'),
				starts_after: '2026-01-01',
				include_active_session: true,
			}),
		).toBe(
			'include_active_session=true&starts_after=2026-01-01&ends_before=2026-12-31T23%3A59%3A59.000Z' +
				'&page_number=1&page_size=1000&page_token=PAbff61159-faab-48b3-959a-3021a8f5beca',
		);
	});

	it('may be empty, and then nothing is sent', () => {
		expect(sent({})).toBe('');
	});

	it('arrives as it was meant, whatever is asked within the limits', () => {
		const asText = (value: unknown): string => (value instanceof Date ? value.toISOString() : String(value));
		fc.assert(
			fc.property(roomsQuery, query => {
				const before = structuredClone(query);
				expect(Object.fromEntries(new URLSearchParams(sent(query)))).toEqual(
					Object.fromEntries(Object.entries(query).map(([name, value]) => [name, asText(value)])),
				);
				expect(query).toEqual(before);
			}),
		);
	});

	it.each([
		{page_size: 1},
		{page_size: 1000},
		{page_number: 0},
		{page_number: 1, page_token: 'PA1'},
		{page_number: 2_147_483_647, page_token: 'PA1'},
		{page_token: 'PA1'},
		{include_active_session: false},
		{starts_after: '2024-02-29', ends_before: '2024-02-29T23:59:60+23:59'},
		{starts_after: new Date(0)},
	])('may be %j', query => {
		expect(roomsQueryCodec.is(query)).toBe(true);
	});

	it.each([
		[{page_size: 0}, 'page_size: must be a whole number from 1 to 1000, got 0'],
		[{page_size: 1001}, 'page_size: must be a whole number from 1 to 1000, got 1001'],
		[{page_size: 1.5}, 'page_size: must be a whole number from 1 to 1000, got 1.5'],
		[{page_size: '50'}, 'page_size: must be a whole number from 1 to 1000, got "50"'],
		[{page_number: -1}, 'page_number: must be a whole number from 0 to 2147483647, got -1'],
		[
			{page_number: 2_147_483_648, page_token: 'PA1'},
			'page_number: must be a whole number from 0 to 2147483647, got 2147483648',
		],
		[
			{page_number: 1},
			'page_number above 0 needs the page_token of an earlier page; leave both out to start at the first page',
		],
		[{page_token: ''}, 'page_token: must be a token that an earlier page gave, got ""'],
		[{include_active_session: 'true'}, 'include_active_session: must be true or false, got "true"'],
		[
			{starts_after: '2026-02-29'},
			'starts_after: must be an RFC 3339 date ("2026-01-31"), date-time ("2026-01-31T10:00:00Z") or a valid Date, got "2026-02-29"',
		],
		[
			{pageSize: 50},
			'pageSize: is not a parameter of rooms; the parameters are include_active_session, starts_after, ends_before, ' +
				'page_number, page_size, page_token',
		],
	])('must not be %j', (query, reason) => {
		expect(reasons(roomsQueryCodec, query)).toEqual([reason]);
	});

	it('is told all that is wrong with it at once', () => {
		const told = reasons(roomsQueryCodec, {
			include_active_session: 1,
			starts_after: 'soon',
			ends_before: 0,
			page_number: 3,
			page_size: 0,
			pageToken: 'PA1',
		});
		expect(told.map(reason => reason.split(/:| above/)[0])).toEqual([
			'include_active_session',
			'starts_after',
			'ends_before',
			'page_size',
			'pageToken',
			'page_number',
		]);
	});

	it('takes a string for a date exactly when it is one', () => {
		const almost = rfc3339Text.chain(text =>
			fc.nat({max: text.length - 1}).map(place => `${text.slice(0, place)}x${text.slice(place + 1)}`),
		);
		fc.assert(fc.property(rfc3339Text, text => expect(roomsQueryCodec.is({starts_after: text})).toBe(true)));
		fc.assert(fc.property(almost, text => expect(roomsQueryCodec.is({ends_before: text})).toBe(false)));
	});
});
