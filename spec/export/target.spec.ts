/**
 * What a target must be, shown by one that is no file: a database in memory, which keeps the checkpoint in the transaction
 * of the rows, and whose owners are told apart by a fencing number. Any of its statements can fail, and the answer to any
 * can be lost.
 */
import {setImmediate} from 'node:timers/promises';
import {beforeEach, describe, expect, it} from '@jest/globals';
import * as t from 'io-ts';
import {type Checkpoint, startOf} from '../../lib/export/checkpoint.ts';
import {type Exported, exportTo} from '../../lib/export/export.ts';
import {limitsOf} from '../../lib/export/limits.ts';
import type {Target, Writer} from '../../lib/export/target.ts';
import {list} from '../../lib/index.ts';
import {planWalk, type WalkPlan} from '../../lib/pagination/plan-walk.ts';
import type {WalkOptions} from '../../lib/pagination/walk-options.ts';
import {rightOf} from '../support/either.ts';
import {clientOf, pageOf, sendJson, useServers} from '../support/server.ts';
import {rejection} from '../support/simulated.ts';

interface Kept extends Checkpoint {
	/** Which export it is: its rows bear this number, and rows of others are no duplicates. */
	readonly run: number;
}

interface Tables {
	/** By project and id. */
	readonly things: Map<string, {readonly run: number; readonly thing: unknown}>;
	export?: {readonly fencing: number; readonly owner: string | undefined; readonly checkpoint?: Kept};
}

/** The statement that fails, and whether it was done all the same. */
interface Fault {
	readonly at: number;
	readonly isDone: boolean;
}

class Database {
	tables: Tables = {things: new Map()};
	statements = 0;
	fault: Fault | undefined;

	async #statement<Result>(work: () => Result): Promise<Result> {
		const fails = ++this.statements === this.fault?.at;
		if (fails && !this.fault?.isDone) throw new Error('the connection is lost');
		const result = work();
		if (fails) throw new Error('the connection is lost');
		return result;
	}

	/** All of it or nothing; nothing else runs meanwhile. */
	async transaction<Result>(
		work: (run: <R>(statement: (tables: Tables) => R) => Promise<R>) => Promise<Result>,
	): Promise<Result> {
		const own = structuredClone(this.tables);
		const result = await work(statement => this.#statement(() => statement(own)));
		await this.#statement(() => {
			this.tables = own;
		});
		return result;
	}

	get ids(): readonly string[] {
		return [...this.tables.things.keys()].sort();
	}
}

const keyOf = (item: unknown): string => `project ${Reflect.get(item as object, 'id')}`;

const databaseTarget = (database: Database, options: WalkOptions, isSilent = true): Target<Kept> => ({
	acquire: async ({listed, first}) => {
		const owner = 'somebody';
		const {fencing, checkpoint: left} = await database.transaction(run =>
			run(tables => {
				if (tables.export?.owner !== undefined && !isSilent) throw new Error('another export is running');
				tables.export = {...tables.export, fencing: (tables.export?.fencing ?? 0) + 1, owner};
				return tables.export;
			}),
		);
		/** Of one transaction, in which this export is still the owner. */
		const owned = (work: (tables: Tables) => void, checkpoint: Kept) =>
			database.transaction(async run => {
				await run(tables => {
					if (tables.export?.fencing !== fencing) throw new Error('another export has taken over');
				});
				await run(work);
				await run(tables => {
					tables.export = {fencing, owner, checkpoint};
				});
			});
		return {
			resume: async () => {
				const start = left ?? {...startOf(listed, first), run: fencing};
				const checkpoint = {...start, ...limitsOf(options, start)};
				const open = async () => {
					await owned(() => {}, checkpoint);
					return {
						// A page is as large.
						rowsPerCommit: 1,
						lookUp: async (pages: readonly (readonly unknown[])[]) => {
							const seen = new Set(
								pages
									.flat()
									.map(keyOf)
									.filter(key => database.tables.things.get(key)?.run === checkpoint.run),
							);
							return (item: unknown) => !seen.has(keyOf(item)) && Boolean(seen.add(keyOf(item)));
						},
						commit: async ({rows}: {readonly rows: readonly unknown[]}, reached: Kept) => {
							await owned(tables => {
								for (const thing of rows) tables.things.set(keyOf(thing), {run: reached.run, thing});
							}, reached);
							return reached;
						},
						/** What this export has not listed is pruned. */
						publish: async (reached: Kept) => {
							await owned(tables => {
								for (const [key, {run}] of tables.things) if (run !== reached.run) tables.things.delete(key);
							}, reached);
							return reached;
						},
						abandon: async (error: unknown) => error,
					};
				};
				return {checkpoint, open};
			},
			release: async () => {
				await database.transaction(run =>
					run(tables => {
						if (tables.export?.fencing === fencing) tables.export = {...tables.export, owner: undefined};
					}),
				);
			},
		};
	},
});

const serve = useServers();
const things = list({name: 'things', path: '/api/things', item: t.type({id: t.string})});
/** A listing that moves while it is read shows some of its items again. */
const pages = ['abc', 'cde', 'eefg'];
const listing = [...'abcdefg'].map(id => `project ${id}`);

/** What a page waits for. */
let beforePage: (page: number) => unknown;
let walk: (options?: WalkOptions) => WalkPlan<{id: string}>;
let database: Database;
beforeEach(async () => {
	beforePage = () => {};
	const client = clientOf(
		await serve(async (response, _ordinal, request) => {
			const page = pageOf(request);
			await beforePage(page);
			const links = page + 1 < pages.length ? {next: `?page=${page + 1}`} : {};
			sendJson(response, 200, {links, data: [...(pages[page] ?? '')].map(id => ({id}))});
		}),
	);
	walk = (options = {}) => rightOf(planWalk({client, list: things, query: {}, options, callSite: {}}));
	database = new Database();
});

const run = (options: WalkOptions = {}, onCommit: (checkpoint: Kept) => unknown = () => {}): Promise<Exported<Kept>> =>
	exportTo(walk(options), databaseTarget(database, options), onCommit);

describe('an export to a target that is no file', () => {
	it('goes on after a failure at any statement, done or not: each row is there once, and no other', async () => {
		await run();
		const {statements} = database;
		expect(statements).toBeGreaterThan(20);
		const resumed = new Set<number>();
		for (const isDone of [false, true]) {
			for (let at = 1; at <= statements; at++) {
				database = new Database();
				database.tables.things.set('project of before', {run: 0, thing: {}});
				database.fault = {at, isDone};
				expect(await rejection(run())).toMatchObject({message: 'the connection is lost'});
				const {checkpoint, reason, resumedFrom} = await run();
				resumed.add(resumedFrom);
				expect(checkpoint).toMatchObject({rows: 7, pages: 3, duplicates: 3, cursor: null});
				expect(reason).toBe('complete');
				expect(database.ids).toEqual(listing);
			}
		}
		expect([...resumed].sort()).toEqual([0, 3, 5, 7]);
	});

	it.each([1, 2, 3])('fails of what commit %i fails of while pages come, and writes none of them', async failing => {
		const target = databaseTarget(database, {});
		let commits = 0;
		let underWay = 0;
		let lookUps = 0;
		let end = () => {};
		const ended = new Promise<void>(resolve => {
			end = resolve;
		});
		beforePage = page => page === failing && ended;
		const aside = (writer: Writer<Kept>): Writer<Kept> => ({
			...writer,
			commitsAside: true,
			lookUp: looked => {
				lookUps++;
				return writer.lookUp(looked);
			},
			commit: async (page, reached) => {
				const ordinal = ++commits;
				expect(++underWay).toBe(1);
				// One that fails is not waited for, as the next page does not come; others last until it has.
				if (ordinal === failing) throw new Error('the disk is full');
				while (lookUps < Math.min(ordinal + 1, pages.length)) await setImmediate();
				const kept = await writer.commit(page, reached);
				underWay--;
				return kept;
			},
		});
		const failingTarget: Target<Kept> = {
			acquire: async asked => {
				const held = await target.acquire(asked);
				const resume = async () => {
					const {checkpoint, open} = await held.resume();
					return {checkpoint, open: open && (async () => aside(await open()))};
				};
				return {...held, resume};
			},
		};
		expect(await rejection(exportTo(walk(), failingTarget, () => {}))).toMatchObject({message: 'the disk is full'});
		end();
		await setImmediate();
		expect(commits).toBe(failing);
		expect(await run()).toMatchObject({reason: 'complete'});
		expect(database.ids).toEqual(listing);
	});

	it('writes nothing any more when another one has taken over', async () => {
		let isFirst = true;
		const error = await rejection(
			run({}, async ({pages}) => {
				if (!isFirst || pages < 2) return;
				isFirst = false;
				expect(await run()).toMatchObject({resumedFrom: 5});
			}),
		);
		expect(error).toMatchObject({message: 'another export has taken over'});
		expect(database.ids).toEqual(listing);
		expect(database.tables.export).toEqual({fencing: 2, owner: undefined, checkpoint: expect.anything()});
	});

	it('is refused while another one is at work, which goes on', async () => {
		await run({}, async ({pages}) => {
			if (pages !== 2) return;
			const second = exportTo(walk(), databaseTarget(database, {}, false), () => {});
			expect(await rejection(second)).toMatchObject({message: 'another export is running'});
		});
		expect(database.ids).toEqual(listing);
	});

	it('keeps its limits over all runs, and writes what is shown again once', async () => {
		const first = await run({maxItems: 4});
		expect(first).toMatchObject({reason: 'maxItems', checkpoint: {rows: 4, pages: 2, duplicates: 1}});
		expect(database.ids).toEqual(listing.slice(0, 4));
		const second = await run({maxItems: 6});
		expect(second).toMatchObject({reason: 'maxItems', checkpoint: {rows: 6, pages: 3, duplicates: 3}, resumedFrom: 4});
		expect(database.ids).toEqual(listing.slice(0, 6));
	});
});
