import {mkdtempSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it, jest} from '@jest/globals';
import * as t from 'io-ts';
import {list, pathParameter, textParameter} from '../../lib/index.ts';
import type {Plan, SyncEvent, SyncOptions} from '../../lib/sync/index.ts';
import {sync} from '../../lib/sync/index.ts';
import {query} from '../support/rooms-read.ts';
import {sendJson} from '../support/server.ts';
import {rejection, until} from '../support/simulated.ts';
import {rowsFrom, type Space, startSpace} from './space.ts';

const voiceLogs = '/api/voice/logs';
const sessions = '/api/video/room_sessions';
const membersOf = (id: string) => `${sessions}/${id}/members`;

let folder: string;
const spaces: Space[] = [];
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'sync-'));
	process.env.SYNC_SPEC_TOKEN = 'PT0123456789abcdef';
});
afterEach(async () => {
	delete process.env.SYNC_SPEC_TOKEN;
	await Promise.all(spaces.splice(0).map(space => space.close()));
	rmSync(folder, {recursive: true});
});

const start = async (lists: Parameters<typeof startSpace>[0]): Promise<Space> => {
	const space = await startSpace(lists);
	spaces.push(space);
	return space;
};

const projectOn = ({url}: Space, name = 'main', projectId = `${name}-1`) => ({
	name,
	baseUrl: url,
	projectId,
	tokenVariable: 'SYNC_SPEC_TOKEN',
});

type Lists = Plan['lists'];

const planOf = (space: Space, lists: Lists, more: Partial<Plan> = {}): Plan => ({
	target: `${folder}/`,
	projects: [projectOn(space)],
	lists,
	...more,
});

/** What a dataset holds, with the columns that its folders tell. */
const rowsOf = (table: string, columns = 'id') =>
	query(
		`SELECT ${columns} FROM read_parquet('${folder}/${table}/**/*.parquet', hive_partitioning = true, hive_types_autocast = false, union_by_name = true) ORDER BY ALL`,
	);

const idsOf = async (table: string) => (await rowsOf(table)).map(({id}) => String(id)).sort();

const idsIn = (rows: ReadonlyArray<{readonly id: string}>) => rows.map(({id}) => id).sort();

const dayAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);

const outcomesOf = async (plan: Plan, options?: SyncOptions) =>
	Object.fromEntries((await sync(plan, options)).outcomes.map(({label, outcome}) => [label, outcome]));

describe('a plan', () => {
	it('brings each row of its lists once, with whose it is', async () => {
		const logs = rowsFrom('2026-01-01', 95, 60);
		const [one, other] = await Promise.all([start({[voiceLogs]: logs}), start({[voiceLogs]: logs.slice(0, 30)})]);
		const projects = [projectOn(one, 'one'), projectOn(other, 'other')];
		const {complete, rows} = await sync(planOf(one, [{list: 'voice logs'}], {projects}));
		expect({complete, rows}).toEqual({complete: true, rows: 125});
		expect(
			await query(
				`SELECT project, space, count(*)::INT AS rows FROM read_parquet('${folder}/voice_logs/**/*.parquet', hive_partitioning = true) GROUP BY ALL ORDER BY project`,
			),
		).toEqual([
			{project: 'one-1', space: '127.0.0.1', rows: 95},
			{project: 'other-1', space: '127.0.0.1', rows: 30},
		]);
	});

	it('lists what is below each item, of those that have not vanished', async () => {
		const parents = rowsFrom('2026-01-01', 25, 1, 'session');
		const space = await start({
			[sessions]: parents,
			...Object.fromEntries(
				parents.slice(1).map(({id}) => [membersOf(id), rowsFrom('2026-01-01', 12, 1, `${id}-member`)]),
			),
		});
		const lists: Lists = [{list: 'video room-sessions', each: [{list: 'video room-session-members'}]}];
		const {complete, outcomes} = await sync(planOf(space, lists));
		expect(complete).toBe(true);
		expect(await rowsOf('room_session_members', 'room_session_id, id')).toHaveLength(24 * 12);
		expect(outcomes.at(-1)).toMatchObject({
			label: 'main / video room-sessions / video room-session-members',
			outcome: 'complete',
			walks: 25,
			rows: 24 * 12,
			remarks: [expect.stringContaining('vanished')],
		});
	});

	it('reads again what it was told in time to come, by a clock that was ahead', async () => {
		const space = await start({'/api/video/rooms': [{id: 'one'}], [voiceLogs]: rowsFrom('2026-01-01', 1, 1)});
		const lists: Lists = [{list: 'video rooms'}, {list: 'voice logs', slice: 'month', since: '2026-01-01'}];
		const clock = jest.spyOn(Date, 'now');
		try {
			clock.mockReturnValue(Date.parse('2026-03-05'));
			await sync(planOf(space, lists));
			space.lists.set('/api/video/rooms', [{id: 'one'}, {id: 'two'}]);
			space.lists.set(voiceLogs, rowsFrom('2026-01-01', 2, 1));
			clock.mockReturnValue(Date.parse('2026-01-06'));
			await sync(planOf(space, lists));
		} finally {
			clock.mockRestore();
		}
		expect(await idsOf('rooms')).toEqual(['one', 'two']);
		expect(await idsOf('voice_logs')).toHaveLength(2);
	});

	it('looks again at an item that seems to vanish while what is below it is listed', async () => {
		const members = rowsFrom('2026-01-01', 30, 1);
		const space = await start({
			[sessions]: rowsFrom('2026-01-01', 2, 1, 'session'),
			[membersOf('session-0')]: members,
			[membersOf('session-1')]: members,
		});
		let isGone = false;
		space.answer = (response, {pathname, searchParams}) => {
			if (pathname !== membersOf('session-1') || !(isGone || searchParams.has('page_token'))) return false;
			isGone = true;
			sendJson(response, 404, {error: 'Not Found'});
			return true;
		};
		const lists: Lists = [{list: 'video room-sessions', each: [{list: 'video room-session-members'}]}];
		const {complete, outcomes} = await sync(planOf(space, lists));
		expect(complete).toBe(true);
		expect(outcomes.at(-1)).toMatchObject({read: 2, rows: 30, remarks: [expect.stringContaining('vanished')]});
	});

	it('lists items once for all lists that are below them', async () => {
		const space = await start({
			[sessions]: rowsFrom('2026-01-01', 3, 1, 'session'),
			...Object.fromEntries(
				['members', 'events'].flatMap(below => [
					[`${sessions}/session-0/${below}`, rowsFrom('2026-01-01', 2, 1)],
					[`${sessions}/session-2/${below}`, rowsFrom('2026-01-01', 1, 1, 'other')],
				]),
			),
		});
		const each = [{list: 'video room-session-members'}, {list: 'video room-session-events'}];
		const {outcomes} = await sync(planOf(space, [{list: 'video room-sessions', each}]));
		const counts = {outcome: 'complete', walks: 3, read: 3, rows: 3};
		expect(outcomes.slice(1)).toMatchObject([counts, counts]);
		// One listing is that of the walk itself.
		expect(space.targets().filter(target => target.split('?')[0] === sessions)).toHaveLength(2);
	});

	it('asks for what is below items of the account that they are of', async () => {
		const accounts = '/api/laml/2010-04-01/Accounts';
		const [queue, member] = [{sid: 'queue'}, {call_sid: 'call'}];
		const space = await start({});
		space.answer = (response, {pathname}) => {
			const queues = {queues: [queue], next_page_uri: null};
			const members = {queue_members: [member], next_page_uri: null};
			const answers: Readonly<Record<string, unknown>> = {
				[`${accounts}/sub/Queues`]: queues,
				[`${accounts}/sub/Queues/queue/Members`]: members,
				[`${accounts}/main-1/Queues/queue/Members`]: {queue_members: [], next_page_uri: null},
			};
			if (answers[pathname] === undefined) return false;
			sendJson(response, 200, answers[pathname]);
			return true;
		};
		const run = (query?: Readonly<Record<string, unknown>>) => {
			const each = [{list: 'laml queue-members', ...(query && {query})}];
			return sync(planOf(space, [{list: 'laml queues', query: {AccountSid: 'sub'}, each}]));
		};
		expect(await run()).toMatchObject({complete: true, rows: 2});
		expect(await run({AccountSid: 'main-1'})).toMatchObject({complete: true, rows: 1});
	});

	it('reads what is below an item once where the listing shows it twice, as one that moves does', async () => {
		const parents = rowsFrom('2026-01-01', 3, 1, 'session');
		const members = Object.fromEntries(
			parents.map(({id}) => [membersOf(id), rowsFrom('2026-01-01', 2, 1, `${id}-member`)]),
		);
		const space = await start({[sessions]: parents.flatMap(parent => [parent, parent]), ...members});
		space.delay = 5;
		const lists = [{list: 'video room-sessions', each: [{list: 'video room-session-members'}]}];
		const {complete, outcomes} = await sync(planOf(space, lists));
		expect(outcomes.flatMap(({failures}) => failures)).toEqual([]);
		expect(complete).toBe(true);
		expect(await idsOf('room_session_members')).toEqual(idsIn(Object.values(members).flat()));
		expect(space.targets().filter(target => target.includes('/members'))).toHaveLength(3);
	});

	it('goes on with the others where one walk fails, and tells of it; the next run does what is left', async () => {
		const space = await start({
			[voiceLogs]: rowsFrom('2026-01-01', 30, 60),
			'/api/video/rooms': rowsFrom('2026-01-01', 30, 1),
		});
		const refusing = await start({[voiceLogs]: rowsFrom('2026-01-01', 20, 60), '/api/video/rooms': []});
		let refuses = true;
		refusing.answer = response => {
			if (refuses) sendJson(response, 401, {error: 'Unauthorized'});
			return refuses;
		};
		const plan = planOf(space, [{list: 'video rooms'}, {list: 'voice logs'}], {
			projects: [projectOn(space, 'good'), projectOn(refusing, 'refused')],
		});
		const {complete, outcomes} = await sync(plan);
		expect(complete).toBe(false);
		expect(outcomes.map(({label, outcome, failures}) => [label, outcome, failures[0]?.kind])).toEqual([
			['good / video rooms', 'complete', undefined],
			['good / voice logs', 'complete', undefined],
			['refused / video rooms', 'failed', 'authentication'],
			['refused / voice logs', 'failed', 'authentication'],
		]);
		space.forget();
		refuses = false;
		expect(await outcomesOf(plan)).toEqual({
			'good / video rooms': 'skipped',
			'good / voice logs': 'skipped',
			'refused / video rooms': 'complete',
			'refused / voice logs': 'complete',
		});
		expect(space.targets()).toEqual([]);
		// All is done: the run after it reads everything again.
		expect(Object.values(await outcomesOf(plan))).toEqual(['complete', 'complete', 'complete', 'complete']);
	});

	it('goes on with a walk that was interrupted, and tells how much of it was there', async () => {
		const space = await start({[voiceLogs]: rowsFrom('2026-01-01', 90, 20)});
		space.answer = (response, {searchParams}) => {
			if (searchParams.get('page_token') !== 't40') return false;
			sendJson(response, 422, {errors: []});
			return true;
		};
		const plan = planOf(space, [{list: 'voice logs'}]);
		expect((await sync(plan)).complete).toBe(false);
		space.answer = () => false;
		space.forget();
		const told: SyncEvent[] = [];
		expect(await sync(plan, {onProgress: event => told.push(event)})).toMatchObject({complete: true, rows: 90});
		const walk = 'main / voice logs';
		expect(told[0]).toEqual({type: 'begin', walk, rows: 0, resumedFrom: 0});
		expect(told.at(-1)).toEqual({type: 'end', walk, rows: 90, resumedFrom: 40, complete: true});
		expect(space.targets()).toHaveLength(3);
	});

	it('tells of a walk that was interrupted after its last page that all of its rows were there', async () => {
		const space = await start({[voiceLogs]: rowsFrom('2026-01-01', 30, 20)});
		const plan = planOf(space, [{list: 'voice logs'}]);
		const stop = new AbortController();
		const stopAtEnd = ({rows}: SyncEvent) => rows === 30 && stop.abort(new Error('enough'));
		await expect(sync(plan, {signal: stop.signal, onProgress: stopAtEnd})).rejects.toThrow('enough');
		const told: SyncEvent[] = [];
		await sync(plan, {onProgress: event => told.push(event)});
		expect(told.at(-1)).toMatchObject({type: 'end', rows: 30, resumedFrom: 30, complete: true});
	});

	it('asks no more of a scope whose credentials were refused', async () => {
		const space = await start({[voiceLogs]: []});
		space.answer = response => {
			sendJson(response, 403, {error: 'Forbidden'});
			return true;
		};
		const plan = planOf(space, [{list: 'voice logs', slice: 'day', since: dayAgo(40)}], {concurrency: 2});
		const {outcomes} = await sync(plan);
		expect(outcomes).toHaveLength(41);
		expect(space.targets().length).toBeLessThanOrEqual(2);
	});

	it('goes on below other items where what is below one is forbidden', async () => {
		const parents = rowsFrom('2026-01-01', 4, 1, 'session');
		const space = await start({
			[sessions]: parents,
			'/api/video/rooms': rowsFrom('2026-01-01', 1, 1),
			...Object.fromEntries(parents.map(({id}) => [membersOf(id), rowsFrom('2026-01-01', 1, 1, `${id}-member`)])),
		});
		space.answer = (response, {pathname}) => {
			if (pathname !== membersOf('session-1')) return false;
			sendJson(response, 403, {error: 'Forbidden'});
			return true;
		};
		const lists: Lists = [
			{list: 'video room-sessions', each: [{list: 'video room-session-members'}]},
			{list: 'video rooms'},
		];
		const {outcomes} = await sync(planOf(space, lists, {concurrency: 1}));
		expect(outcomes.map(({read, failed}) => ({read, failed}))).toEqual([
			{read: 1, failed: 0},
			{read: 3, failed: 1},
			{read: 1, failed: 0},
		]);
	});

	it('reads what is not there any more out of its target', async () => {
		const space = await start({'/api/video/rooms': rowsFrom('2026-01-01', 30, 1)});
		const plan = planOf(space, [{list: 'video rooms'}]);
		await sync(plan);
		const left = rowsFrom('2026-01-01', 12, 1);
		space.lists.set('/api/video/rooms', left);
		await sync(plan);
		expect(await idsOf('rooms')).toEqual(idsIn(left));
		space.lists.set('/api/video/rooms', []);
		await sync(plan);
		expect(readdirSync(join(folder, 'rooms'), {recursive: true}).filter(name => /parquet$/.test(String(name)))).toEqual(
			[],
		);
	});

	const deep: Lists = [
		{list: 'relay brands', each: [{list: 'relay campaigns', each: [{list: 'relay campaign-numbers'}]}]},
	];
	/** Brands of two campaigns of three numbers; the last one has vanished. */
	const startDeep = async (count: number): Promise<Space> => {
		const brands = rowsFrom('2026-01-01', count, 1, 'brand');
		const space = await start({'/api/relay/rest/registry/beta/brands': brands});
		for (const {id} of brands.slice(0, -1)) {
			const campaigns = rowsFrom('2026-01-01', 2, 1, `${id}-campaign`);
			space.lists.set(`/api/relay/rest/registry/beta/brands/${id}/campaigns`, campaigns);
			for (const campaign of campaigns) {
				const path = `/api/relay/rest/registry/beta/campaigns/${campaign.id}/numbers`;
				space.lists.set(path, rowsFrom('2026-01-01', 3, 1, `${campaign.id}-number`));
			}
		}
		return space;
	};

	it('reads again what is below items, however deep, until none of it fails', async () => {
		const space = await startDeep(3);
		let isFailing = true;
		space.answer = (response, {pathname}) => {
			if (!isFailing || !pathname.includes('brand-1-campaign-1/numbers')) return false;
			sendJson(response, 422, {errors: []});
			return true;
		};
		expect((await sync(planOf(space, deep))).complete).toBe(false);
		isFailing = false;
		space.forget();
		expect((await sync(planOf(space, deep))).complete).toBe(true);
		expect(space.targets().filter(target => target.includes('/numbers'))).toEqual([
			expect.stringContaining('brand-1-campaign-1'),
		]);
		expect(await idsOf('campaign_numbers')).toHaveLength(12);
		space.forget();
		const only = await outcomesOf(planOf(space, deep), {only: ['campaign-numbers']});
		expect(Object.keys(only)).toEqual(['main / relay brands / relay campaigns / relay campaign-numbers']);
		expect(space.targets().filter(target => target.includes('/numbers'))).toHaveLength(4);
	});

	it("parts what is below items among machines, which list no items of what is another one's", async () => {
		const space = await startDeep(9);
		for (const shard of ['1/3', '2/3', '3/3']) expect((await sync(planOf(space, deep), {shard})).complete).toBe(true);
		expect(await idsOf('campaigns')).toHaveLength(16);
		expect(await idsOf('campaign_numbers')).toHaveLength(48);
		const ofOne = (part: string) => space.targets().filter(target => target.includes(part)).length;
		expect(ofOne('brand-1-campaign-1/numbers')).toBe(1);
		// One is that of the walk, and one tells what is below it.
		expect(ofOne('brand-1/campaigns')).toBe(2);
	});

	it('reads again what somebody has removed, and asks for nothing below an item without a key', async () => {
		const space = await start({
			[voiceLogs]: rowsFrom(dayAgo(8), 8, 24 * 60),
			[sessions]: [{id: null as never}, {id: 'session'}],
			[membersOf('session')]: rowsFrom('2026-01-01', 2, 1),
		});
		const plan = planOf(space, [{list: 'voice logs', slice: 'day', since: dayAgo(8)}]);
		await sync(plan);
		rmSync(join(folder, 'voice_logs'), {recursive: true});
		await sync(plan);
		expect(await idsOf('voice_logs')).toHaveLength(8);
		const members: Lists = [{list: 'video room-sessions', each: [{list: 'video room-session-members'}]}];
		expect((await sync(planOf(space, members))).outcomes.at(-1)).toMatchObject({read: 1, failed: 1, rows: 2});
	});

	it('tells of items without a key once, however many machines list them', async () => {
		const space = await start({[sessions]: [{id: null as never}]});
		const plan = planOf(space, [{list: 'video room-sessions', each: [{list: 'video room-session-members'}]}]);
		const only = ['members'];
		const failed = async (shard: string) => (await sync(plan, {only, shard})).outcomes.map(({failed}) => failed);
		expect([await failed('1/2'), await failed('2/2')]).toEqual([[1], [0]]);
	});

	/** Puts a file in the place of a folder of the target, as soon as a walk is told of. */
	const breaking = (name: string, at: SyncEvent['type'], walk: string): SyncOptions => ({
		onProgress: event => {
			if (event.type !== at || event.walk !== walk) return;
			rmSync(join(folder, name), {recursive: true});
			writeFileSync(join(folder, name), '');
		},
	});

	it('tells what became of all walks where nothing more can be noted', async () => {
		const space = await start({
			'/api/video/rooms': rowsFrom('2026-01-01', 3, 1),
			[sessions]: rowsFrom('2026-01-01', 2, 1, 'session'),
		});
		const lists: Lists = [
			{list: 'video rooms'},
			{list: 'video room-sessions', each: [{list: 'video room-session-members'}]},
		];
		const broken = breaking('_state', 'end', 'main / video rooms');
		const {complete, outcomes} = await sync(planOf(space, lists, {concurrency: 1}), broken);
		expect(complete).toBe(false);
		expect(outcomes.map(({label, outcome}) => [label, outcome])).toEqual([
			['main / video rooms', 'complete'],
			['main / video room-sessions', 'failed'],
			['main / video room-sessions / video room-session-members', 'failed'],
		]);
		rmSync(join(folder, '_state'));
		const rest = await sync(planOf(space, [{list: 'video rooms'}]), broken);
		expect(rest).toMatchObject({complete: false, rows: 3, outcomes: [{outcome: 'complete'}, {label: `${folder}/`}]});
	});

	it('says of what an export fails of how a plan goes on', async () => {
		const space = await start({'/api/video/rooms': rowsFrom('2026-01-01', 3, 1)});
		const plan = planOf(space, [{list: 'video rooms'}]);
		const {outcomes} = await sync(plan, breaking('_work', 'begin', 'main / video rooms'));
		const [failure] = outcomes.flatMap(({failures}) => failures);
		expect(failure).toMatchObject({kind: 'destination', message: expect.stringMatching(/run the plan again\.$/)});
		const error = await rejection(sync(plan));
		expect(error).toMatchObject({kind: 'destination', message: expect.not.stringContaining('(--')});
	});

	it('tells no password that stands in a target', async () => {
		for (const target of ['postgress://u:hunter2@h/db', 'mysql://u:hunter2@h/db/', 'postgres://u:hunter2@h/db']) {
			const error = await rejection(sync({target, projects: [{name: 'x'}], lists: [{list: 'video rooms'}]}));
			expect(error).toMatchObject({kind: 'invalid-input', message: expect.not.stringContaining('hunter2')});
		}
	});

	it('reads walks that were asked for, and no other', async () => {
		const space = await start({
			[voiceLogs]: rowsFrom('2026-01-01', 5, 60),
			'/api/video/rooms': rowsFrom('2026-01-01', 5, 1),
		});
		const plan = planOf(space, [{list: 'video rooms'}, {list: 'voice logs'}]);
		expect(await outcomesOf(plan, {only: ['voice']})).toEqual({'main / voice logs': 'complete'});
	});

	it('refuses to read walks that no plan has, which would look like success', async () => {
		const space = await start({});
		const running = sync(planOf(space, [{list: 'video rooms'}]), {only: ['video romos']});
		await expect(running).rejects.toMatchObject({kind: 'invalid-input', message: expect.stringContaining('only')});
	});

	it('reads again what a file in its folder no longer tells of', async () => {
		const space = await start({'/api/video/rooms': rowsFrom('2026-01-01', 5, 1)});
		const plan = planOf(space, [{list: 'video rooms'}]);
		for (const text of ['', 'null', '{"began":', '[]']) {
			await sync(plan);
			const state = join(plan.target, '_state');
			for (const name of readdirSync(state)) writeFileSync(join(state, name), text);
			expect(await outcomesOf(plan)).toEqual({'main / video rooms': 'complete'});
		}
	});
});

describe('what a plan cannot be', () => {
	it('is one that reads a list twice, or a project', async () => {
		const space = await start({'/api/video/rooms': []});
		const twice = planOf(space, [{list: 'video rooms'}, {list: 'voice logs'}, {list: 'video rooms', query: {}}]);
		expect(await rejection(sync(twice))).toMatchObject({
			kind: 'invalid-input',
			message: expect.stringContaining('lists[2] goes into the table rooms, as lists[0] does'),
		});
		const projects = [projectOn(space, 'one', 'same'), projectOn(space, 'other', 'same')];
		expect(await rejection(sync(planOf(space, [{list: 'video rooms'}], {projects})))).toMatchObject({
			kind: 'invalid-input',
			message: expect.stringContaining('one and other are one project'),
		});
		expect(space.targets()).toEqual([]);
	});

	it('is one of two spaces with one project ID, in a database, where their rows would be the same', async () => {
		const space = await start({'/api/video/rooms': [{id: 'one'}]});
		const there = {...projectOn(space, 'there', 'same'), baseUrl: space.url.replace('127.0.0.1', 'localhost')};
		const projects = [projectOn(space, 'here', 'same'), there];
		const plan = planOf(space, [{list: 'video rooms'}], {projects});
		expect(await rejection(sync({...plan, target: 'postgres://localhost:1/none'}))).toMatchObject({
			kind: 'invalid-input',
			message: expect.stringContaining('here and there have one ID, same'),
		});
		expect(await sync(plan)).toMatchObject({complete: true, rows: 2});
	});
});

describe('slices of a list', () => {
	const lists: Lists = [{list: 'voice logs', slice: 'day', since: dayAgo(8), lookback: 3}];

	it.each([
		['lets its own days through', {isInclusive: true, hours: 0}],
		['leaves its own days out', {isInclusive: false, hours: 0}],
		['leaves its own days out, in Hawaii', {isInclusive: false, hours: 10}],
		['lets its own days through, in Auckland', {isInclusive: true, hours: -13}],
	] as const)('are all rows, each once, where a filter %s', async (_, filter) => {
		const logs = rowsFrom(dayAgo(8), 8 * 12, 120);
		const space = await start({[voiceLogs]: logs});
		space.filter = filter;
		const {complete, rows} = await sync(planOf(space, lists));
		expect({complete, rows}).toEqual({complete: true, rows: logs.length});
		expect(await idsOf('voice_logs')).toEqual(idsIn(logs));
		const partitions = await rowsOf('voice_logs', 'DISTINCT created_at_day, created_at::DATE::TEXT AS day');
		for (const {created_at_day, day} of partitions) expect(day).toBe(created_at_day);
	});

	it('are read again as long as the lookback says, and lose the rows that are not listed any more', async () => {
		const logs = rowsFrom(dayAgo(8), 9 * 12, 120);
		const space = await start({[voiceLogs]: logs});
		const plan = planOf(space, lists);
		await sync(plan);
		space.forget();
		const left = logs.filter((_, index) => index % 2 === 0);
		space.lists.set(voiceLogs, left);
		const {outcomes} = await sync(plan);
		const again = outcomes.filter(({outcome}) => outcome === 'complete').map(({label}) => label.slice(-10));
		// The slice that ended three days ago may have ended a moment too early.
		expect([dayAgo(3), dayAgo(2), dayAgo(1), dayAgo(0)]).toEqual(expect.arrayContaining(again.slice(-4)));
		expect(again.length).toBeGreaterThanOrEqual(4);
		expect(again.length).toBeLessThanOrEqual(5);
		const asked = space.targets().map(target => new URL(target, 'http://x').searchParams.get('created_after'));
		expect(asked.every(day => String(day) >= dayAgo(6))).toBe(true);
		const isOld = ({created_at}: {created_at?: string | null}) => String(created_at).slice(0, 10) < (again[0] ?? '');
		expect(await idsOf('voice_logs')).toEqual(idsIn(logs.filter((row, index) => isOld(row) || index % 2 === 0)));
	});

	it('are one list, read whole, where the filter is not heeded', async () => {
		const logs = rowsFrom(dayAgo(8), 8 * 12, 120);
		const space = await start({[voiceLogs]: logs});
		space.filter = 'unheeded';
		const {complete, outcomes} = await sync(planOf(space, lists));
		expect(complete).toBe(true);
		expect(await idsOf('voice_logs')).toEqual(idsIn(logs));
		expect(outcomes.find(({label}) => label === 'main / voice logs')).toMatchObject({
			rows: logs.length,
			remarks: [expect.stringContaining('heed')],
		});
		const only = await sync(planOf(space, lists), {only: [dayAgo(1)]});
		expect(only).toMatchObject({rows: logs.length, outcomes: [{outcome: 'skipped'}, {label: 'main / voice logs'}]});
	});

	it('take the place of a list that was read whole, or in other slices, and the other way round', async () => {
		const logs = rowsFrom(dayAgo(8), 8 * 4, 360);
		const space = await start({[voiceLogs]: logs});
		const whole: Lists = [{list: 'voice logs'}];
		const monthly: Lists = [{list: 'voice logs', slice: 'month', since: dayAgo(8)}];
		for (const parted of [whole, lists, monthly, lists, whole]) {
			expect((await sync(planOf(space, parted))).complete).toBe(true);
			expect(await idsOf('voice_logs')).toEqual(idsIn(logs));
		}
		await sync(planOf(space, lists));
		space.filter = 'unheeded';
		space.lists.set(voiceLogs, [...logs].reverse());
		const late = await sync(planOf(space, lists));
		expect(late.complete).toBe(true);
		expect(await idsOf('voice_logs')).toEqual(idsIn(logs));
	});

	it('take the place of a list that was read whole once all of them are read, by whichever runs', async () => {
		const logs = rowsFrom(dayAgo(8), 8 * 4, 360);
		const space = await start({[voiceLogs]: logs});
		await sync(planOf(space, [{list: 'voice logs'}]));
		for (const shard of ['1/2', '2/2']) expect((await sync(planOf(space, lists), {shard})).complete).toBe(true);
		expect(await idsOf('voice_logs')).toEqual(idsIn(logs));
	});

	it('do not take its place because they were read before it was', async () => {
		const logs = rowsFrom(dayAgo(8), 8 * 4, 360);
		const space = await start({[voiceLogs]: logs});
		const files = () => readdirSync(join(folder, 'voice_logs'), {recursive: true}).map(String);
		for (const parted of [lists, [{list: 'voice logs'}]]) await sync(planOf(space, parted));
		const [whole] = files().filter(name => /parquet$/.test(name));
		expect((await sync(planOf(space, lists), {only: [dayAgo(5)]})).complete).toBe(true);
		expect(files()).toContain(whole);
		expect((await sync(planOf(space, lists))).complete).toBe(true);
		expect(await idsOf('voice_logs')).toEqual(idsIn(logs));
	});

	it('are read again where something else was asked in between', async () => {
		const logs = rowsFrom(dayAgo(8), 8 * 4, 360);
		const space = await start({[voiceLogs]: logs});
		const run = (query: Readonly<Record<string, unknown>>, rows: typeof logs) => {
			space.lists.set(voiceLogs, rows);
			return sync(planOf(space, [{...lists[0], list: 'voice logs', query}]));
		};
		await run({include_deleted: true}, logs);
		await run(
			{},
			logs.filter((_, index) => index % 2 === 0),
		);
		expect((await run({include_deleted: true}, logs)).complete).toBe(true);
		expect(await idsOf('voice_logs')).toEqual(idsIn(logs));
	});

	it('are read whole as well where one end of the filter is not heeded, whichever slice finds out', async () => {
		const logs = rowsFrom(dayAgo(45), 46 * 2, 720);
		const space = await start({[voiceLogs]: logs});
		space.answer = (response, {pathname, searchParams}) => {
			const after = searchParams.get('created_after');
			if (after === null) return false;
			const rows = logs.filter(({created_at}) => String(created_at) >= after);
			sendJson(response, 200, {links: {}, data: pathname === voiceLogs ? rows : []});
			return true;
		};
		const monthly: Lists = [{list: 'voice logs', slice: 'month', since: dayAgo(45)}];
		expect((await sync(planOf(space, monthly))).complete).toBe(true);
		expect(await idsOf('voice_logs')).toEqual(idsIn(logs));
	});

	it('that an earlier run left begin anew, and do not go on with what was listed then', async () => {
		const logs = rowsFrom(dayAgo(3), 90, 20);
		const space = await start({[voiceLogs]: logs});
		space.answer = (response, {searchParams}) => {
			if (searchParams.get('page_token') !== 't40') return false;
			sendJson(response, 422, {errors: []});
			return true;
		};
		const plan = planOf(space, [{list: 'voice logs', slice: 'month', since: dayAgo(3)}], {continueFor: 0});
		expect((await sync(plan)).complete).toBe(false);
		space.answer = () => false;
		const changed = [...logs.slice(5), ...rowsFrom(dayAgo(1), 3, 1, 'new')];
		space.lists.set(voiceLogs, changed);
		expect((await sync(plan)).complete).toBe(true);
		expect(await idsOf('voice_logs')).toEqual(idsIn(changed));
	});

	it('are parted among machines, each walk to one of them', async () => {
		const logs = rowsFrom(dayAgo(8), 8 * 12, 120);
		const space = await start({[voiceLogs]: logs});
		const plan = planOf(space, lists);
		const labels: string[] = [];
		for (const shard of ['1/3', '2/3', '3/3']) labels.push(...Object.keys(await outcomesOf(plan, {shard})));
		expect(labels).toHaveLength(9);
		expect(new Set(labels).size).toBe(9);
		expect(await idsOf('voice_logs')).toEqual(idsIn(logs));
	});

	it('have what is below their items read as long as they are read themselves', async () => {
		const logs = rowsFrom(dayAgo(8), 8, 24 * 60);
		const space = await start({[voiceLogs]: logs});
		for (const {id} of logs) space.lists.set(`${voiceLogs}/${id}/events`, rowsFrom('2026-01-01', 3, 1, `${id}-event`));
		const plan = planOf(space, [{...lists[0], list: 'voice logs', each: [{list: 'voice log-events'}]}]);
		expect((await sync(plan)).complete).toBe(true);
		expect(await rowsOf('voice_log_events', '*')).toHaveLength(24);
		space.forget();
		expect((await sync(plan)).complete).toBe(true);
		const parents = new Set(space.targets().flatMap(target => /logs\/([^/]*)\/events/.exec(target)?.[1] ?? []));
		expect(parents.size).toBeLessThanOrEqual(5);
	});

	it('have what is below their items read again until a run began that late, whichever run comes to their end', async () => {
		const clock = jest.spyOn(Date, 'now');
		try {
			const logs = ['one', 'two'].map(id => ({id, created_at: '2026-01-20T00:00:00Z'}));
			const event = (id: string) => rowsFrom('2026-01-20', 1, 1, id);
			const space = await start({[voiceLogs]: logs});
			const eventsOf = (id: string) => `${voiceLogs}/${id}/events`;
			space.lists.set(eventsOf('one'), event('early'));
			space.lists.set(eventsOf('two'), event('other'));
			space.answer = (response, {pathname}) => {
				if (pathname !== eventsOf('two')) return false;
				sendJson(response, 422, {errors: []});
				return true;
			};
			const each = [{list: 'voice log-events'}];
			const plan = planOf(space, [{list: 'voice logs', slice: 'month', since: '2026-01-01', lookback: 2, each}]);
			const runAt = async (time: string) => {
				clock.mockReturnValue(Date.parse(time));
				return (await sync(plan)).complete;
			};
			expect(await runAt('2026-02-02T20:00:00Z')).toBe(false);
			space.answer = () => false;
			space.lists.set(eventsOf('one'), [...event('early'), ...event('late')]);
			expect(await runAt('2026-02-03T01:00:00Z')).toBe(true);
			expect(await runAt('2026-02-04T01:00:00Z')).toBe(true);
			expect(await rowsOf('voice_log_events', '*')).toHaveLength(3);
		} finally {
			clock.mockRestore();
		}
	});

	it('have what is below their items read again where something else was asked of it in between', async () => {
		const logs = rowsFrom(dayAgo(8), 2, 24 * 60);
		const space = await start({[voiceLogs]: logs});
		const legs = list({
			name: 'legs',
			path: '/api/legs/{above}',
			query: {above: pathParameter(textParameter('the item above')), kind: textParameter('of this kind')},
			item: t.type({id: t.string}),
		});
		const run = async (kind: string) => {
			for (const {id} of logs) space.lists.set(`/api/legs/${id}`, [{id: `${kind}-of-${id}`}]);
			space.forget();
			const each = [{list: 'legs', query: {kind}}];
			await sync(planOf(space, [{...lists[0], list: 'voice logs', each}]), {lists: [legs]});
			return (await idsOf('legs')).map(id => id.replace(/-.*/, ''));
		};
		for (const kind of ['one', 'other', 'one', 'other']) expect(await run(kind)).toEqual([kind, kind]);
		await run('other');
		expect(space.targets().filter(target => target.startsWith('/api/legs'))).toEqual([]);
	});

	it('have all that is below their items read when the plan names more of it', async () => {
		const logs = rowsFrom(dayAgo(8), 8, 24 * 60);
		const space = await start({[voiceLogs]: logs});
		for (const {id} of logs) {
			space.lists.set(`/api/legs/${id}`, [{id: `leg-of-${id}`}]);
			space.lists.set(`/api/notes/leg-of-${id}`, [{id: `note-of-${id}`}]);
		}
		const own = (name: string) =>
			list({
				name,
				path: `/api/${name}/{above}`,
				query: {above: pathParameter(textParameter('the item above'))},
				item: t.type({id: t.string}),
			});
		const options = {lists: [own('legs'), own('notes')]};
		for (const each of [[{list: 'legs'}], [{list: 'legs', each: [{list: 'notes'}]}]]) {
			const plan = planOf(space, [{...lists[0], list: 'voice logs', each}]);
			expect((await sync(plan, options)).complete).toBe(true);
		}
		expect(await idsOf('notes')).toHaveLength(8);
	});
});

describe('walks at once', () => {
	it('are as many as were asked for, of all projects in turns', async () => {
		const logs = rowsFrom(dayAgo(11), 12 * 4, 360);
		const [slow, quick] = await Promise.all([start({[voiceLogs]: logs}), start({[voiceLogs]: logs})]);
		let release = () => {};
		const held = new Promise<void>(resolve => {
			release = resolve;
		});
		slow.answer = (response, url) => {
			if (url.searchParams.has('held')) return false;
			url.searchParams.set('held', '1');
			void held.then(() => sendJson(response, 200, {links: {}, data: []}));
			return true;
		};
		const plan = planOf(slow, [{list: 'voice logs', slice: 'day', since: dayAgo(11)}], {
			projects: [projectOn(slow, 'slow'), projectOn(quick, 'quick')],
			concurrency: 4,
		});
		const begun: string[] = [];
		const ended = new Set<string>();
		const running = sync(plan, {
			onProgress: ({type, walk}) => {
				if (type === 'begin') begun.push(walk);
				if (type === 'end') ended.add(walk);
			},
		});
		// One project waits, and the other one is read to its end all the same.
		await until(() => [...ended].filter(walk => walk.startsWith('quick')).length === 12);
		expect(begun.filter(walk => walk.startsWith('slow')).length).toBeLessThanOrEqual(4);
		release();
		expect((await running).complete).toBe(true);
	});

	it('keep to the limit of their project', async () => {
		const space = await start({[voiceLogs]: rowsFrom(dayAgo(30), 31, 24 * 60)});
		const limited = {...projectOn(space), requestsPerSecond: 20};
		const lists: Lists = [{list: 'voice logs', slice: 'day', since: dayAgo(29)}];
		expect((await sync(planOf(space, lists, {projects: [limited]}))).complete).toBe(true);
		const times = space.requests.map(({at}) => at);
		expect(times).toHaveLength(30);
		// Requests are counted when they are sent, and seen when they have come.
		const spans = times.slice(20).map((time, index) => time - (times[index] ?? 0));
		expect(Math.min(...spans)).toBeGreaterThan(900);
	});

	it('end at once when they are aborted; nothing is left of them but what the next run goes on with', async () => {
		const logs = rowsFrom(dayAgo(8), 8 * 12, 120);
		const space = await start({[voiceLogs]: logs});
		space.delay = 5;
		const stop = new AbortController();
		const plan = planOf(space, [{list: 'voice logs', slice: 'day', since: dayAgo(8)}]);
		let ends = 0;
		const running = sync(plan, {
			signal: stop.signal,
			onProgress: ({type}) => {
				if (type === 'end' && ++ends === 5) stop.abort('enough');
			},
		});
		expect(await rejection(running)).toBe('enough');
		const {length} = space.requests;
		space.delay = 0;
		const {complete, outcomes} = await sync(plan);
		expect(complete).toBe(true);
		expect(outcomes.filter(({outcome}) => outcome === 'skipped').length).toBeGreaterThanOrEqual(4);
		expect(space.requests.length - length).toBeLessThan(length + 200);
		expect(await idsOf('voice_logs')).toEqual(idsIn(logs));
		expect(readdirSync(join(folder, '_work'))).toEqual([]);
	});
});
