/**
 * Runs a plan by workers that are killed again and again, while Redis and PostgreSQL are killed and started again, against
 * servers with faults and limits, of which one refuses its credentials at first. `FLEET=500` is so many walks by four
 * workers, each on a machine of its own, of which one is killed every two seconds; without it, forty by three.
 */
import {execFile} from 'node:child_process';
import {setTimeout as sleep} from 'node:timers/promises';
import {promisify} from 'node:util';
import {afterAll, beforeAll, beforeEach, expect, it} from '@jest/globals';
import {enqueue, status} from '../../lib/fleet/index.ts';
import {isPaginationError} from '../../lib/index.ts';
import {type Plan, sync} from '../../lib/sync/index.ts';
import {useDatabase} from '../support/database.ts';
import {sendJson} from '../support/server.ts';
import {until} from '../support/simulated.ts';
import {projectsIn, type Row, rowsFrom, type Space, startSpace} from '../sync/space.ts';
import {dumpOf} from './dump.ts';
import {describeFleet, engines, ownQueue} from './engines.ts';
import {mostInASecond} from './most-in-a-second.ts';
import {type WorkerProcess, workerProcesses} from './workers.ts';

const {
	FLEET: wanted,
	SIGNALWIRE_PAGINATE_TEST_POSTGRES_CRASH: crashPostgres,
	SIGNALWIRE_PAGINATE_TEST_REDIS_CRASH: crashRedis,
} = process.env;
const isLong = wanted !== undefined;
const [walks, workers, kills] = isLong ? [Number(wanted), 4, 1000] : [40, 3, 4];
const token = 'PTfleet0123456789abcdef';
const sessions = '/api/video/room_sessions';
const dayAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);

/** Of each project: the rooms, the sessions, as many days of logs as there are sessions, and the members of each session. */
const names = [
	'faulty',
	'busy',
	'limited',
	'refused',
	...(isLong ? ['five', 'six', 'seven', 'eight', 'nine', 'ten'] : []),
];
const parts = Math.ceil((walks / names.length - 2) / 2);
const requestsPerSecond = isLong ? 20 : 10;

const listsOf = (name: string): Readonly<Record<string, readonly Row[]>> => {
	const parents = rowsFrom('2026-01-01', parts, 1, `${name}-session`);
	return {
		'/api/video/rooms': rowsFrom('2026-01-01', 150, 1, `${name}-room`),
		'/api/voice/logs': rowsFrom(dayAgo(parts - 1), parts * 48, 30, `${name}-call`),
		[sessions]: parents,
		...Object.fromEntries(
			parents.map(({id}) => [`${sessions}/${id}/members`, rowsFrom('2026-01-01', 50, 1, `${id}-member`)]),
		),
	};
};

const lists: Plan['lists'] = [
	{list: 'video rooms'},
	{list: 'voice logs', slice: 'day', since: dayAgo(parts - 1), lookback: 2},
	{list: 'video room-sessions', each: [{list: 'video room-session-members'}]},
];

const tables: Readonly<Record<string, (path: string) => boolean>> = {
	rooms: path => path === '/api/video/rooms',
	voice_logs: path => path === '/api/voice/logs',
	room_sessions: path => path === sessions,
	room_session_members: path => path.endsWith('/members'),
};

/** Each row with its project, in the order of its id. */
const expectedOf = (table: string) =>
	names
		.flatMap(name =>
			Object.entries(listsOf(name)).flatMap(([path, rows]) =>
				tables[table]?.(path) ? rows.map(({id}) => `${name}-1 ${id}`) : [],
			),
		)
		.sort();

const longest = 900_000;

describeFleet.each(Object.entries(engines))(
	'a fleet whose workers and servers are killed, with its queue in %s',
	(engine, address) => {
		const database = useDatabase();
		let start: Awaited<ReturnType<typeof workerProcesses>>;
		let spaces: readonly Space[] = [];
		let isRefusing = true;
		const all: WorkerProcess[] = [];
		let queue: {readonly queue: string; readonly queueName: string};

		beforeAll(async () => {
			process.env.FLEET_SPEC_TOKEN = token;
			start = await workerProcesses({FLEET_SPEC_TOKEN: token});
			spaces = await Promise.all(names.map(name => startSpace(listsOf(name))));
			for (const [index, space] of spaces.entries()) {
				let requests = 0;
				space.delay = 100;
				space.answer = response => {
					if (names[index] === 'refused' && isRefusing) {
						sendJson(response, 401, {error: 'Unauthorized'});
						return true;
					}
					if (++requests % 13 !== 0) return false;
					if (names[index] === 'busy' && requests % 3 === 0) {
						response.setHeader('retry-after', '2');
						sendJson(response, 429, {error: 'Too Many Requests'});
					} else if (requests % 2 === 0) sendJson(response, 503, {error: 'Service Unavailable'});
					else response.destroy();
					return true;
				};
			}
		});
		afterAll(async () => {
			delete process.env.FLEET_SPEC_TOKEN;
			for (const {child} of all) child.kill('SIGKILL');
			await Promise.all(all.map(({exited}) => exited));
			await Promise.all(spaces.map(space => space.close()));
		});
		beforeEach(async () => {
			queue = {queue: address, queueName: ownQueue()};
			await database.query('DROP SCHEMA IF EXISTS alone CASCADE; DROP SCHEMA public CASCADE; CREATE SCHEMA public');
			await database.query('CREATE SCHEMA alone');
		});

		const plan = (own: Partial<Plan> = {}): Plan => ({
			target: database.address,
			projects: projectsIn(names, spaces, 'FLEET_SPEC_TOKEN').map(project => ({
				...project,
				...(project.name === 'limited' && {requestsPerSecond}),
			})),
			lists,
			...own,
		});
		const begin = (maxDuration = 3000) => {
			const worker = start({
				queue,
				concurrency: 8,
				maxDuration,
				...(isLong ? {machine: `machine-${all.length}`} : {lock: [3000, 1000]}),
			});
			all.push(worker);
			return worker;
		};
		/** A server may be away. */
		const look = async () => {
			try {
				return await status(queue);
			} catch (error) {
				if (!isPaginationError(error) || error.kind !== 'destination') throw error;
				return undefined;
			}
		};
		const rowsOf = async (table: string, schema: string) =>
			(await database.query(`SELECT _project || ' ' || id AS row FROM ${schema}.${table}`))
				.map(({row}) => String(row))
				.sort();
		const expectWhole = async (schema: string) => {
			for (const table of Object.keys(tables)) expect(await rowsOf(table, schema)).toEqual(expectedOf(table));
		};
		const crash = (script: string | undefined, seconds: number) =>
			script === undefined ? undefined : promisify(execFile)(script, [String(seconds)]);

		/** Kills a worker, or a server, every second or two, until nothing waits or is read. */
		const untilSettled = async (running: WorkerProcess[], crashes: ReadonlyArray<() => unknown>, kills: number) => {
			const kill = () => running.splice(0, 1)[0]?.child.kill('SIGKILL') && running.push(begin());
			const [first, ...others] = Array.from({length: kills}, () => kill);
			const blows = first === undefined ? [] : [first, ...crashes, ...others];
			const struck: unknown[] = [];
			let last = performance.now();
			for (let quiet = 0; quiet < 3; ) {
				await sleep(200);
				const now = await look();
				if (now !== undefined) quiet = now.waiting + now.active === 0 ? quiet + 1 : 0;
				if (performance.now() - last < (isLong ? 2000 : 1200) || quiet > 0) continue;
				last = performance.now();
				struck.push(blows.shift()?.());
			}
			await Promise.all(struck);
			return blows.length;
		};

		it(
			'has each row once, as sync alone has, with no walk lost, no project over its limit, and no token anywhere',
			async () => {
				isRefusing = true;
				const running = Array.from({length: workers}, () => begin());
				await enqueue(plan(), queue);
				const crashes = [() => crash(crashPostgres, isLong ? 3 : 1), () => crash(crashRedis, isLong ? 3 : 1)];
				const left = await untilSettled(running, crashes, kills);
				if (!isLong) expect(left).toBe(0);
				const {failures} = await status(queue);
				expect(failures.filter(({walk}) => !walk.startsWith('refused'))).toEqual([]);
				expect(failures.length).toBeGreaterThan(0);
				isRefusing = false;
				await enqueue(plan(), queue);
				await untilSettled(running, [], isLong ? 5 : 0);
				await expectWhole('public');

				expect(all.map(({errors}) => errors()).filter(text => text !== '')).toEqual([]);
				for (const {child} of running) child.kill('SIGTERM');
				expect(await Promise.all(running.map(({exited}) => exited))).toEqual(running.map(() => 0));
				expect(all.map(({errors}) => errors()).filter(text => text !== '')).toEqual([]);

				const limited = spaces[names.indexOf('limited')];
				expect(mostInASecond((limited?.requests ?? []).map(({at}) => at))).toBeLessThanOrEqual(requestsPerSecond);

				expect(all.map(({written}) => written()).join('')).not.toContain(token);
				const dump = await dumpOf(engine, address);
				expect(dump).toContain(queue.queueName);
				expect(dump).not.toContain(token);

				expect(await sync(plan({schema: 'alone'}))).toMatchObject({complete: true});
				await expectWhole('alone');
			},
			longest,
		);

		it(
			'stops within ten seconds while a server is away, and the walk goes on when it is back',
			async () => {
				const [faulty] = spaces;
				const own = engine === 'redis' ? crashRedis : crashPostgres;
				const worker = begin();
				await enqueue(plan({lists: lists.slice(0, 1), projects: plan().projects.slice(0, 1)}), queue);
				faulty?.forget();
				await until(() => (faulty?.targets().length ?? 0) > 1);
				const away = crash(own, 10);
				await sleep(500);
				const begun = performance.now();
				worker.child.kill('SIGTERM');
				expect(await worker.exited).toBe(0);
				expect(performance.now() - begun).toBeLessThan(10_000);
				expect(worker.errors()).toBe('');
				await away;
				const last = begin();
				await untilSettled([last], [], 0);
				last.child.kill('SIGTERM');
				expect(await rowsOf('rooms', 'public')).toHaveLength(150);
			},
			longest,
		);

		it(
			'has each row below items once, whose workers are killed, or hand their part of it back',
			async () => {
				const parents = rowsFrom('2026-01-01', 90, 1, 'parted');
				const space = await startSpace({
					[sessions]: parents,
					...Object.fromEntries(
						parents.map(({id}) => [`${sessions}/${id}/members`, rowsFrom('2026-01-01', 30, 1, `${id}-member`)]),
					),
				});
				space.delay = 100;
				const pages = () => space.targets().filter(target => target.includes('/members')).length;
				try {
					const own = plan({
						projects: projectsIn(['parted'], [space], 'FLEET_SPEC_TOKEN'),
						lists: [{list: 'video room-sessions', each: [{list: 'video room-session-members'}]}],
					});
					const first = begin(500);
					await enqueue(own, queue);
					await until(() => pages() > 80);
					first.child.kill('SIGKILL');
					const second = begin(500);
					await untilSettled([second], [], 0);
					expect((await status(queue)).failures).toEqual([]);
					const members = parents.flatMap(({id}) => rowsFrom('2026-01-01', 30, 1, `${id}-member`));
					expect(await rowsOf('room_session_members', 'public')).toEqual(
						members.map(({id}) => `parted-1 ${id}`).sort(),
					);
					// What was read is not asked for again, but for the pages at which workers were.
					expect(pages()).toBeLessThan(2 * 180);
					second.child.kill('SIGTERM');
					expect(await second.exited).toBe(0);
				} finally {
					await space.close();
				}
			},
			longest,
		);
	},
);
