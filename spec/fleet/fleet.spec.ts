import {afterAll, afterEach, beforeAll, beforeEach, expect, it} from '@jest/globals';
import {enqueue, type FleetEvent, type FleetStatus, runWorker, status} from '../../lib/fleet/index.ts';
import {type Plan, sync} from '../../lib/sync/index.ts';
import {useDatabase} from '../support/database.ts';
import {sendJson} from '../support/server.ts';
import {until} from '../support/simulated.ts';
import {projectsIn, rowsFrom, type Space, startSpace} from '../sync/space.ts';
import {describeFleet, engines, ownQueue} from './engines.ts';

const dayAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
const sessions = '/api/video/room_sessions';
const token = 'PTfleet0123456789abcdef';

const listsOf = (name: string) => {
	const parents = rowsFrom('2026-01-01', 5, 1, `${name}-session`);
	return {
		'/api/video/rooms': rowsFrom('2026-01-01', 130, 1, `${name}-room`),
		'/api/voice/logs': rowsFrom(dayAgo(9), 150, 60, `${name}-call`),
		[sessions]: parents,
		...Object.fromEntries(
			parents.map(({id}) => [`${sessions}/${id}/members`, rowsFrom('2026-01-01', 25, 1, `${id}-member`)]),
		),
	};
};

const lists: Plan['lists'] = [
	{list: 'video rooms'},
	{list: 'voice logs', slice: 'day', since: dayAgo(9), lookback: 2},
	{list: 'video room-sessions', each: [{list: 'video room-session-members'}]},
];
const tables = ['rooms', 'voice_logs', 'room_sessions', 'room_session_members'];
const names = ['one', 'two'];

describeFleet.each(Object.entries(engines))('a fleet with its queue in %s', (_engine, address) => {
	const database = useDatabase();
	let spaces: readonly Space[] = [];
	let queue: {readonly queue: string; readonly queueName: string};
	const stops: Array<() => Promise<void>> = [];

	beforeAll(() => {
		process.env.FLEET_SPEC_TOKEN = token;
	});
	afterAll(() => {
		delete process.env.FLEET_SPEC_TOKEN;
	});
	beforeEach(async () => {
		spaces = await Promise.all(names.map(name => startSpace(listsOf(name))));
		queue = {queue: address, queueName: ownQueue()};
		await database.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
	});
	afterEach(async () => {
		await Promise.all(stops.splice(0).map(stop => stop()));
		await Promise.all(spaces.map(space => space.close()));
	});

	const planOf = (own: Partial<Plan> = {}): Plan => ({
		target: database.address,
		projects: projectsIn(names, spaces, 'FLEET_SPEC_TOKEN'),
		lists,
		...own,
	});
	const begin = (concurrency = 4, maxDuration?: number) => {
		const controller = new AbortController();
		const events: FleetEvent[] = [];
		const ended = runWorker({
			...queue,
			concurrency,
			maxDuration,
			signal: controller.signal,
			onProgress: event => events.push(event),
		});
		const stop = async () => {
			controller.abort();
			await ended;
		};
		stops.push(stop);
		return {events, stop};
	};
	const settled = async (isSo: (now: FleetStatus) => boolean = ({waiting, active}) => waiting + active === 0) => {
		for (;;) {
			const now = await status(queue);
			if (isSo(now)) return now;
			await new Promise(resolve => setTimeout(resolve, 50));
		}
	};
	const rowsOf = async (table: string) =>
		(await database.query(`SELECT _project, _space, id FROM ${table} ORDER BY 1, 3`)).map(row => JSON.stringify(row));

	it('brings the same tables as sync alone, and asks the next time for what can have changed', async () => {
		begin();
		begin();
		const {due, skipped} = await enqueue(planOf(), queue);
		expect({due, skipped}).toEqual({due: 2 * (12 + 8), skipped: 0});
		expect(await settled()).toMatchObject({workers: 2, failed: 0});
		const found = await Promise.all(tables.map(rowsOf));
		expect(found.map(rows => rows.length)).toEqual([260, 300, 10, 250]);
		await database.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
		expect(await sync(planOf())).toMatchObject({complete: true});
		expect(await Promise.all(tables.map(rowsOf))).toEqual(found);
		expect(await enqueue(planOf(), queue)).toEqual({due: 2 * (5 + 8), skipped: 2 * 7});
		await settled();
	});

	it('does not add again what waits', async () => {
		await enqueue(planOf(), queue);
		await enqueue(planOf(), queue);
		expect(await settled(() => true)).toMatchObject({workers: 0, waiting: 40, active: 0});
	});

	it('tells of walks that failed for good, with their reasons and cursors, and of no other', async () => {
		const [one] = spaces;
		if (one) {
			one.answer = (response, {pathname, searchParams}) => {
				if (pathname !== '/api/video/rooms' || searchParams.get('page_token') !== 't40') return false;
				sendJson(response, 404, {error: 'Not Found'});
				return true;
			};
		}
		const {events} = begin();
		await enqueue(planOf(), queue);
		const {failures, failed} = await settled();
		expect(failed).toBe(1);
		expect(failures).toMatchObject([{walk: 'one / video rooms', reason: expect.stringMatching(/404/)}]);
		expect(failures[0]?.cursor).toMatch(/t40/);
		expect(events).toContainEqual(expect.objectContaining({type: 'failed', isFinal: true}));
		expect(await rowsOf('voice_logs')).toHaveLength(300);
	});

	it('keeps a project quiet on all workers while one was told to wait, and no other project', async () => {
		const [one, two] = spaces;
		let [quietUntil, early] = [0, 0];
		let refused = 0;
		if (one) {
			one.delay = 5;
			one.answer = response => {
				if (refused === 0 && one.targets().length > 10) {
					refused = performance.now();
					quietUntil = refused + 1950;
					response.setHeader('retry-after', '2');
					sendJson(response, 429, {error: 'Too Many Requests'});
					return true;
				}
				// What had left before it is not early.
				if (performance.now() < quietUntil && performance.now() > refused + 100) early++;
				return false;
			};
		}
		const workers = [begin(), begin()];
		await enqueue(
			planOf({
				lists: [{list: 'video rooms'}, {list: 'video room-sessions', each: [{list: 'video room-session-members'}]}],
			}),
			queue,
		);
		await settled();
		expect(refused).toBeGreaterThan(0);
		expect(early).toBe(0);
		expect(workers.flatMap(({events}) => events).filter(({type}) => type === 'failed')).toEqual([]);
		expect(two?.targets().length).toBeGreaterThan(10);
		expect(await rowsOf('room_session_members')).toHaveLength(250);
	});

	it('reads what is below items but for what fails, and tells of that', async () => {
		const [one] = spaces;
		if (one === undefined) return;
		one.answer = (response, {pathname}) => {
			if (pathname !== `${sessions}/one-session-3/members`) return false;
			sendJson(response, 422, {errors: []});
			return true;
		};
		const list = {list: 'video room-sessions', projects: ['one'], each: [{list: 'video room-session-members'}]};
		begin();
		expect(await enqueue(planOf({lists: [list]}), {...queue, only: ['members']})).toEqual({due: 8, skipped: 0});
		const {failures} = await settled();
		expect(failures).toMatchObject([
			{
				walk: expect.stringMatching(/^one \/ video room-sessions \/ video room-session-members \(\d\/8\)$/),
				reason: expect.stringMatching(/one-session-3\/members.*422/),
			},
		]);
		expect(await rowsOf('room_session_members')).toHaveLength(100);
	});

	it('reads no more below items than was asked for, and what is below slices once they are over', async () => {
		const [one] = spaces;
		if (one === undefined) return;
		for (const {id} of listsOf('one')['/api/voice/logs'] ?? []) {
			one.lists.set(`/api/voice/logs/${id}/events`, rowsFrom('2026-01-01', 1, 1, `${id}-event`));
		}
		const list = {...lists[1], list: 'voice logs', projects: ['one'], each: [{list: 'voice log-events'}]};
		const only = ['log-events'];
		begin(8);
		expect(await enqueue(planOf({lists: [list]}), {...queue, only})).toEqual({due: 10, skipped: 0});
		expect(await settled()).toMatchObject({failed: 0});
		expect(await database.query('SELECT count(*)::int AS rows FROM voice_log_events')).toEqual([{rows: 150}]);
		expect(await database.query("SELECT to_regclass('voice_logs') AS made")).toEqual([{made: null}]);
		expect(await enqueue(planOf({lists: [list]}), {...queue, only})).toEqual({due: 3, skipped: 7});
	});

	it('tries a walk as often as it comes further before it fails', async () => {
		const plan = planOf({lists: [{list: 'video rooms', projects: ['one']}]});
		await sync(plan);
		await database.query(`DELETE FROM rooms;
			CREATE SEQUENCE statements;
			CREATE FUNCTION refuse_each_second() RETURNS trigger LANGUAGE plpgsql AS
				$$BEGIN IF nextval('statements') % 2 = 0 THEN RAISE 'no'; END IF; RETURN NULL; END$$;
			CREATE TRIGGER refuse BEFORE INSERT ON rooms EXECUTE FUNCTION refuse_each_second()`);
		const {events} = begin();
		await enqueue(plan, queue);
		expect(await settled()).toMatchObject({failed: 0});
		expect(await rowsOf('rooms')).toHaveLength(130);
		const failed = events.filter(event => event.type === 'failed');
		expect(failed.length).toBeGreaterThan(5);
		expect(failed.every(({isFinal}) => !isFinal)).toBe(true);
	});

	it('hands a walk back when it is stopped, which another worker goes on with', async () => {
		const [one] = spaces;
		if (one) one.delay = 300;
		const first = begin();
		await enqueue(planOf({lists: [{list: 'video rooms', projects: ['one']}]}), queue);
		await until(() => first.events.some(event => event.type === 'progress' && event.rows >= 40));
		const begun = performance.now();
		await first.stop();
		expect(performance.now() - begun).toBeLessThan(5000);
		expect(await settled(() => true)).toMatchObject({waiting: 1, active: 0, failed: 0});
		if (one) one.delay = 0;
		one?.forget();
		begin();
		await settled();
		expect(await rowsOf('rooms')).toHaveLength(130);
		expect(one?.targets()[0]).toMatch(/page_token=t\d+/);
	});

	it('waits for a walk that another process reads, and uses up no attempt by that', async () => {
		const plan = planOf({lists: [{list: 'video rooms', projects: ['one']}]});
		await sync(plan);
		const elsewhere = {process: 1, started: null, place: 'elsewhere', host: 'elsewhere', id: 'other'};
		const setOwner = (owner: string | null) =>
			database.query('UPDATE signalwire_paginate_exports SET owner = $1, seen = clock_timestamp()', [owner]);
		await setOwner(JSON.stringify(elsewhere));
		const {events} = begin();
		await enqueue(plan, queue);
		await until(() => events.some(({type}) => type === 'end' || type === 'failed'));
		await setOwner(null);
		await settled();
		expect(events.filter(({type}) => type === 'failed')).toEqual([]);
		expect(events.at(-1)).toMatchObject({type: 'end', complete: true});
		expect(await rowsOf('rooms')).toHaveLength(130);
	});

	it('hands a walk back in its time, but not before it has come further, though each page takes longer', async () => {
		const [one] = spaces;
		if (one === undefined) return;
		one.lists.set('/api/video/rooms', rowsFrom('2026-01-01', 45, 1, 'room'));
		one.delay = 1100;
		const {events} = begin(1, 1000);
		await enqueue(planOf({lists: [{list: 'video rooms', projects: ['one']}]}), queue);
		await settled();
		expect(events.filter(({type}) => type === 'begin').length).toBeGreaterThan(1);
		expect(await rowsOf('rooms')).toHaveLength(45);
	});

	it('reads what is below the same items for each plan that names another list of it', async () => {
		begin();
		const plans = [undefined, 'other_members'].map(table =>
			planOf({lists: [{list: 'video room-sessions', each: [{list: 'video room-session-members', table}]}]}),
		);
		for (const plan of plans) await enqueue(plan, queue);
		await settled();
		expect(await rowsOf('room_session_members')).toHaveLength(250);
		expect(await rowsOf('other_members')).toHaveLength(250);
	});

	it('reads a list whole whose filter by time is not heeded', async () => {
		for (const space of spaces) space.filter = 'unheeded';
		begin();
		await enqueue(planOf({lists: lists.slice(1, 2)}), queue);
		await settled();
		expect(await rowsOf('voice_logs')).toHaveLength(300);
	});

	it('enqueues a plan by a schedule, until that is removed', async () => {
		const schedule = {name: 'often', pattern: '* * * * * *'};
		const plan = planOf({lists: lists.slice(0, 1)});
		begin();
		expect(await enqueue(plan, {...queue, schedule})).toEqual({due: 0, skipped: 0});
		await until(() => spaces.every(space => space.targets().length >= 14));
		await expect(enqueue(plan, {...queue, schedule: {...schedule, pattern: '99 * * * *'}})).rejects.toMatchObject({
			kind: 'invalid-input',
		});
		expect((await status(queue)).schedules).toMatchObject([schedule]);
		await enqueue(plan, {...queue, schedule: {...schedule, pattern: 'never'}});
		expect((await status(queue)).schedules).toEqual([]);
		await settled();
		expect(await rowsOf('rooms')).toHaveLength(260);
	});
});
