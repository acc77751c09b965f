import {afterAll, beforeAll, beforeEach, describe, expect, it} from '@jest/globals';
import {type Plan, sync} from '../../lib/sync/index.ts';
import {crashServer, useDatabase} from '../support/database.ts';
import {sendJson} from '../support/server.ts';
import {rejection} from '../support/simulated.ts';
import {rowsFrom, type Space, startSpace} from './space.ts';

const voiceLogs = '/api/voice/logs';
const dayAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);

const database = useDatabase();
let space: Space;
beforeAll(async () => {
	process.env.SYNC_SPEC_TOKEN = 'PT0123456789abcdef';
	space = await startSpace({});
});
beforeEach(async () => {
	space.answer = () => false;
	space.filter = {isInclusive: true, hours: 0};
	await database.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
});
afterAll(async () => {
	delete process.env.SYNC_SPEC_TOKEN;
	await space.close();
});

const planOf = (lists: Plan['lists'], more: Partial<Plan> = {}): Plan => ({
	target: database.address,
	projects: [{name: 'main', baseUrl: space.url, projectId: 'main-1', tokenVariable: 'SYNC_SPEC_TOKEN'}],
	lists,
	concurrency: 4,
	...more,
});

const daily: Plan['lists'] = [{list: 'voice logs', slice: 'day', since: dayAgo(8), lookback: 2}];

const idsIn = async (table: string) =>
	(await database.query(`SELECT id FROM ${table} ORDER BY id`)).map(({id}) => String(id));

const sorted = (rows: ReadonlyArray<{readonly id: string}>) => rows.map(({id}) => id).sort();

describe('a plan for a database', () => {
	it('loses rows of slices that it reads again, and no others', async () => {
		const logs = rowsFrom(dayAgo(8), 8 * 12, 120);
		space.lists.set(voiceLogs, logs);
		const plan = planOf(daily);
		expect(await sync(plan)).toMatchObject({complete: true, rows: logs.length});
		const isGone = ({id}: {id: string}) => /[05]$/.test(id);
		const isSettled = ({created_at}: {created_at?: string | null}) => String(created_at).slice(0, 10) < dayAgo(3);
		space.lists.set(
			voiceLogs,
			logs.filter(row => !isGone(row)),
		);
		expect((await sync(plan)).complete).toBe(true);
		const ids = await idsIn('voice_logs');
		expect(ids).toEqual(expect.arrayContaining(sorted(logs.filter(isSettled))));
		const late = logs.filter(({created_at}) => String(created_at).slice(0, 10) >= dayAgo(2));
		expect(ids.filter(id => late.some(row => row.id === id && isGone(row)))).toEqual([]);
	});

	it('has rows without a usable key once, of whichever slice', async () => {
		const logs = rowsFrom(dayAgo(8), 8 * 6, 240).map((row, index) =>
			index % 6 === 0 ? {...row, id: null as never} : row,
		);
		space.lists.set(voiceLogs, logs);
		const plan = planOf(daily);
		await sync(plan);
		await sync(plan);
		const [counted] = await database.query('SELECT count(*)::int AS rows FROM voice_logs_without_key');
		expect(counted).toEqual({rows: 8});
	});

	it('gets its new columns from several walks at once', async () => {
		space.lists.set(voiceLogs, rowsFrom(dayAgo(8), 8 * 6, 240));
		const plan = planOf(daily);
		await sync(plan);
		await database.query(
			'ALTER TABLE voice_logs DROP COLUMN charge, DROP COLUMN _space; DELETE FROM signalwire_paginate_exports',
		);
		expect(await sync(plan)).toMatchObject({complete: true, rows: 48});
	});

	it('reads a walk anew whose place the server does not know any more', async () => {
		space.lists.set(voiceLogs, rowsFrom('2026-01-01', 100, 60));
		const plan = planOf([{list: 'voice logs'}], {concurrency: 1});
		space.answer = (response, {searchParams}) => {
			if (Number(searchParams.get('page_number')) < 2) return false;
			sendJson(response, 400, {error: 'Bad Request'});
			return true;
		};
		expect((await sync(plan)).complete).toBe(false);
		space.forget();
		space.answer = (response, {searchParams}) => {
			if (searchParams.get('page_token') !== 't40' || space.targets().length > 1) return false;
			sendJson(response, 422, {
				errors: [{code: 'page_token_is_invalid', message: 'page_token is invalid', type: 'validation_error'}],
			});
			return true;
		};
		expect(await sync(plan)).toMatchObject({complete: true, rows: 100});
		expect(space.targets()[0]).toContain('page_token=t40');
		expect(await idsIn('voice_logs')).toHaveLength(100);
	});

	// PGlite is a part of this process.
	(crashServer ? it : it.skip)('goes on in a database that is killed and started again meanwhile', async () => {
		space.lists.set(voiceLogs, rowsFrom(dayAgo(8), 8 * 12, 120));
		space.delay = 20;
		let ends = 0;
		const {outcomes} = await sync(planOf(daily), {
			onProgress: ({type}) => {
				if (type === 'end' && ++ends === 4) crashServer?.();
			},
		});
		space.delay = 0;
		expect(outcomes.filter(({outcome}) => outcome === 'complete').length).toBeGreaterThanOrEqual(4);
		expect((await sync(planOf(daily))).complete).toBe(true);
		expect(await idsIn('voice_logs')).toHaveLength(96);
	});

	it('says in one sentence that the database cannot be reached, and requests nothing', async () => {
		space.forget();
		const plan = planOf(daily, {target: 'postgres://nobody@127.0.0.1:1/none'});
		expect(await rejection(sync(plan))).toMatchObject({
			kind: 'destination',
			message: expect.stringContaining('127.0.0.1:1'),
		});
		expect(space.targets()).toEqual([]);
	});
});
