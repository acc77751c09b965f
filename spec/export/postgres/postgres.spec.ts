/**
 * Exports to Postgres: against PGlite in this process, or against the server that the environment names (`.ci/postgres`
 * starts one), which is then also killed in the middle.
 */
import {inspect} from 'node:util';
import {beforeEach, describe, expect, it} from '@jest/globals';
import * as t from 'io-ts';
import pg from 'pg';
import {exportTo} from '../../../lib/export/export.ts';
import type {DestinationPlan} from '../../../lib/export/export-options.ts';
import {type PostgresOptions, postgres} from '../../../lib/export/postgres/index.ts';
import {createPostgresTarget} from '../../../lib/export/postgres/postgres-target.ts';
import {type Query, sessionOn} from '../../../lib/export/postgres/session.ts';
import {type Client, type ExportOptions, exportItems, list, paginateRooms, rooms} from '../../../lib/index.ts';
import {planWalk} from '../../../lib/pagination/plan-walk.ts';
import type {WalkOptions} from '../../../lib/pagination/walk-options.ts';
import {crashServer, isReal, useDatabase} from '../../support/database.ts';
import {rightOf} from '../../support/either.ts';
import {clientOf, credentials, pageOf, sendJson, useServers} from '../../support/server.ts';
import {rejection, toArray, useSimulators} from '../../support/simulated.ts';
import {runCommand} from '../../support/surroundings.ts';

const database = useDatabase();
const serve = useServers();
const simulate = useSimulators();
const isWhole = 'SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema()';

beforeEach(async () => {
	await database.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public; DROP SCHEMA IF EXISTS other CASCADE');
});

const to = (options: PostgresOptions = {}) => postgres({connectionString: database.address, ...options});

const thing = t.intersection([t.type({id: t.string}), t.partial({name: t.string, size: t.number, seen: t.unknown})]);
const things = list({name: 'things', path: '/api/things', item: thing});
const entries = list({name: 'entries', path: '/api/things', item: t.type({id: t.string}), key: []});

/** A server of a listing, each page a text whose letters are ids; a listing that moves shows some again. */
const listingOf = async (pages: readonly string[]): Promise<Client> =>
	clientOf(
		await serve((response, _ordinal, request) => {
			const page = pageOf(request);
			const links = page + 1 < pages.length ? {next: `?page=${page + 1}`} : {};
			sendJson(response, 200, {links, data: [...(pages[page] ?? '')].map(id => ({id}))});
		}),
	);

const moving = ['abc', 'cde', 'eefg'];
const idsIn = async (table = 'things'): Promise<string> =>
	(await database.query(`SELECT id FROM ${table} ORDER BY id COLLATE "C"`)).map(({id}) => id).join('');

const planOf = (options: Partial<ExportOptions> = {}): DestinationPlan => ({
	resume: true,
	overwrite: false,
	prune: false,
	onInvalidItem: 'keep',
	items: 'things',
	onProgress: () => {},
	...options,
	walk: options as WalkOptions,
});

/** A connection of which a statement fails, done or not, and all after it. */
const connect = async (fault?: {readonly at: number; readonly isDone: boolean}) => {
	const client = new pg.Client({connectionString: database.address});
	client.on('error', () => {});
	await client.connect();
	let statements = 0;
	const query: Query = async (text, values) => {
		statements++;
		if (fault && (statements > fault.at || (statements === fault.at && !fault.isDone))) throw new Error('lost');
		const {rows} = await client.query(text, values);
		if (statements === fault?.at) throw new Error('lost');
		return rows;
	};
	return {session: sessionOn(query, 'the test', () => client.end()), statements: () => statements};
};

const walkOf = (client: Client, options: WalkOptions = {}) =>
	rightOf(planWalk({client, list: things, query: {}, options, callSite: {}}));

/** As after a minute of silence. */
const silence = () =>
	database.query("UPDATE signalwire_paginate_exports SET seen = seen - interval '2 minutes'").catch(() => {});

describe('an export to Postgres', () => {
	it('goes on after a failure at any statement, done or not: each row is there once, and no other', async () => {
		const client = await listingOf(moving);
		const {session, statements} = await connect();
		await exportTo(walkOf(client), createPostgresTarget(session, {} as never, planOf()), () => {});
		expect(statements()).toBeGreaterThan(30);
		const resumed = new Set<number>();
		for (const isDone of [false, true]) {
			for (let at = 1; at <= statements(); at++) {
				await database.query('DROP TABLE IF EXISTS things, signalwire_paginate_exports');
				const broken = (await connect({at, isDone})).session;
				const target = createPostgresTarget(broken, {} as never, planOf({prune: true}));
				expect(await rejection(exportTo(walkOf(client), target, () => {}))).toMatchObject({message: 'lost'});
				await silence();
				const {session: whole} = await connect();
				const again = createPostgresTarget(whole, {} as never, planOf({prune: true}));
				const {checkpoint, resumedFrom} = await exportTo(walkOf(client), again, () => {});
				resumed.add(resumedFrom);
				expect(checkpoint).toMatchObject({rows: 7, pages: 3, duplicates: 3, cursor: null, isComplete: true});
				expect(await idsIn()).toBe('abcdefg');
			}
		}
		expect([...resumed].sort()).toEqual([0, 3, 5, 7]);
	});
});
