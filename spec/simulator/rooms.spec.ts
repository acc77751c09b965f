import {describe, expect, it} from '@jest/globals';
import fc from 'fast-check';
import {type SimulatedRoom, startSimulator} from '../../lib/simulator/index.ts';
import {mix, unmix} from '../../lib/simulator/seed/hash.ts';
import {createIdentity} from '../../lib/simulator/seed/identity.ts';
import {receive} from './support/client.ts';

const allOf = async (options: Parameters<typeof startSimulator>[0], include_active_session = false) => {
	await using simulator = await startSimulator(options);
	return [...simulator.rooms({include_active_session})];
};

const text = 'string';
const nullableText = 'string or null';

/** What SignalWire documents of each field. */
const documented: Readonly<Record<string, string>> = {
	id: text,
	name: text,
	display_name: nullableText,
	description: nullableText,
	max_members: 'number',
	quality: text,
	fps: 'number',
	join_from: nullableText,
	join_until: nullableText,
	remove_at: nullableText,
	remove_after_seconds_elapsed: 'number or null',
	layout: text,
	record_on_start: 'boolean',
	tone_on_entry_and_exit: 'boolean',
	room_join_video_off: 'boolean',
	user_join_video_off: 'boolean',
	enable_room_previews: 'boolean or null',
	sync_audio_video: 'boolean or null',
	meta: 'object or null',
	prioritize_handraise: 'boolean',
	created_at: text,
	updated_at: text,
};

const typeOf = (value: unknown): string => (value === null ? 'null' : typeof value);

describe('simulated rooms', () => {
	it('have every documented field, with the documented types, null where that is allowed', async () => {
		const rooms = await allOf({rooms: 2000});
		const met = Object.fromEntries(Object.keys(documented).map(name => [name, new Set<string>()]));
		for (const room of rooms) {
			for (const [name, value] of Object.entries(room)) met[name]?.add(typeOf(value));
		}
		expect(new Set(rooms.map(room => Object.keys(room).join()))).toEqual(new Set([Object.keys(documented).join()]));
		const types = Object.entries(met).map(([name, kinds]) => [name, [...kinds].sort().reverse()] as const);
		for (const [name, kinds] of types) {
			expect([name, new Set(kinds)]).toEqual([name, new Set(documented[name]?.split(' or '))]);
		}
	});

	it('have unique ids, which are UUIDs, and unique names of the allowed characters', async () => {
		const rooms = await allOf({rooms: 20_000});
		expect(new Set(rooms.map(({id}) => id)).size).toBe(20_000);
		expect(new Set(rooms.map(({name}) => name)).size).toBe(20_000);
		const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
		expect(rooms.filter(({id, name}) => !uuid.test(id) || !/^[A-Za-z0-9_-]{1,100}$/.test(name))).toEqual([]);
	});

	it('hold what people type: emoji, quotes, commas, line breaks, formulas, right to left', async () => {
		const texts = (await allOf({rooms: 3000})).map(room => `${room.display_name}|${room.description}`).join('|');
		for (const sample of [
			'👩‍👩‍👧‍👦',
			'"',
			', ',
			'\n',
			'\r\n',
			'\t',
			'\\',
			'=1+1',
			'غرفة',
			'חדר',
			'\u2028',
			'<script>',
			'𝔘',
		]) {
			expect(texts).toContain(sample);
		}
	});

	it('have meta that is nested at times, and never longer than 2,000 characters', async () => {
		const metas = (await allOf({rooms: 3000})).map(({meta}) => JSON.stringify(meta));
		expect(Math.max(...metas.map(({length}) => length))).toBeLessThanOrEqual(2000);
		expect(Math.max(...metas.map(({length}) => length))).toBeGreaterThan(1000);
		expect(metas.some(meta => meta.includes('{"level":{"deeper":{'))).toBe(true);
	});

	it('are close to 0.9 KB of JSON on average', async () => {
		const sizeOf = (rooms: readonly SimulatedRoom[]) => Buffer.byteLength(JSON.stringify(rooms)) / rooms.length;
		expect(sizeOf(await allOf({rooms: 5000}))).toBeGreaterThan(750);
		expect(sizeOf(await allOf({rooms: 5000}, true))).toBeLessThan(1050);
	});

	it('run from the newest to the oldest, and are never updated before they are created', async () => {
		const rooms = await allOf({rooms: 2000});
		const created = rooms.map(({created_at}) => created_at);
		expect(created).toEqual([...created].sort().reverse());
		expect(rooms.every(({created_at, updated_at}) => updated_at >= created_at)).toBe(true);
		expect(created.every(time => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(time))).toBe(true);
	});

	it('end after they start', async () => {
		const rooms = await allOf({rooms: 2000});
		expect(rooms.every(({join_from, join_until}) => !join_from || !join_until || join_from <= join_until)).toBe(true);
	});

	it('are the same for the same seed, and others for another', async () => {
		const [one, same, other] = await Promise.all([1, 1, 2].map(seed => allOf({rooms: 100, seed}, true)));
		expect(same).toEqual(one);
		expect(other?.filter(({id}) => one?.some(room => room.id === id))).toEqual([]);
		expect(await allOf({rooms: 40}, true)).toEqual(one?.slice(0, 40));
	});

	it('are read by their number', async () => {
		await using simulator = await startSimulator({rooms: 10});
		expect(simulator.room(3)).toEqual([...simulator.rooms()][3]);
		expect(() => simulator.room(10)).toThrow(
			new RangeError('There is no room 10; there have been 10, counted from 0.'),
		);
		expect(() => simulator.room(0.5)).toThrow(RangeError);
	});
});

describe('active_session', () => {
	const sessionsOf = async () => (await allOf({rooms: 4000}, true)).map(room => room.active_session);

	it('is an object for some rooms, null for some, absent for others', async () => {
		const sessions = await sessionsOf();
		for (const kind of ['object', 'null', 'undefined']) {
			expect(sessions.filter(session => typeOf(session) === kind).length).toBeGreaterThan(500);
		}
	});

	it('may lack any of its fields, and names its room', async () => {
		const rooms = await allOf({rooms: 8000}, true);
		const lengths = new Set<number>();
		const roomIds = new Set<string | undefined>();
		for (const {id, active_session: session} of rooms) {
			if (session) {
				lengths.add(Object.keys(session).length);
				roomIds.add(session.room_id === id ? 'its own' : session.room_id);
			}
		}
		expect(roomIds).toEqual(new Set(['its own', undefined]));
		expect(lengths).toContain(0);
		expect(Math.max(...lengths)).toBeGreaterThanOrEqual(18);
	});

	it('is absent when not asked for', async () => {
		await using simulator = await startSimulator({rooms: 100});
		const mentions = async (query: string) => (await receive(simulator, query)).text.includes('"active_session":');
		expect(await mentions('')).toBe(false);
		expect(await mentions('?include_active_session=false')).toBe(false);
		expect(await mentions('?include_active_session=true')).toBe(true);
	});
});

describe('the future', () => {
	it('brings values and fields that nobody knows yet, rarely and only on demand', async () => {
		const strange = (rooms: readonly SimulatedRoom[]) => rooms.filter(room => Object.hasOwn(room, 'captions'));
		expect(strange(await allOf({rooms: 1000}))).toEqual([]);
		const rooms = strange(await allOf({rooms: 1000, future: true}, true));
		expect(rooms.length).toBeGreaterThan(5);
		expect(rooms.length).toBeLessThan(100);
		expect(new Set(rooms.map(({layout, quality, fps}) => `${layout} ${quality} ${fps}`))).toEqual(
			new Set(['constellation-responsive 2160p 60']),
		);
		expect(rooms.some(({active_session}) => active_session?.status === 'archived')).toBe(true);
	});
});

describe('identities', () => {
	it('lead back from an id to its number', () => {
		fc.assert(
			fc.property(fc.integer(), fc.nat(), (seed, number) => {
				const identity = createIdentity(seed, 1);
				expect(identity.numberOf(identity.of(number))).toBe(number);
				expect(identity.numberOf(identity.of(number).replace(/.$/, digit => (digit === '0' ? '1' : '0')))).toBe(
					undefined,
				);
			}),
		);
	});

	it('rest on a mixer that can be undone', () => {
		fc.assert(fc.property(fc.integer(), value => unmix(mix(value)) === value));
	});
});
