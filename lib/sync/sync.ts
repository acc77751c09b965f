import * as E from 'fp-ts/lib/Either.js';
import {createClient} from '../client/create-client.ts';
import {readCallOptions} from '../core/call-options.ts';
import type {AnyList} from '../core/list.ts';
import * as option from '../core/option.ts';
import {readEnvironment} from '../environment.ts';
import {orThrow} from '../pagination/pagination-error.ts';
import {walkOptions} from '../pagination/walk-options.ts';
import type {Plan, ProjectPlan} from './plan.ts';
import {clientOptionsOf} from './projects.ts';
import {readPlan} from './read-plan.ts';
import type {SyncEvent} from './read-walk.ts';
import {checkOnly, runSync, type SyncSummary} from './run-sync.ts';
import {type Shard, unshared} from './walks.ts';

/** What a text such as `2/3` says; undefined where it says nothing. */
const shardIn = (text: unknown): Shard | undefined => {
	const [, index = 0, of = 0] = /^(\d{1,4})\/(\d{1,4})$/.exec(String(text))?.map(Number) ?? [];
	return index >= 1 && index <= of ? {index, of} : undefined;
};

export const shardOf = (text: string): Shard => shardIn(text) ?? unshared;

const isShard = (value: unknown): value is string => shardIn(value) !== undefined;

const shardRule = 'two numbers such as "2/3", of which the first is from 1 to the second';

/** The options of `sync`, and the flags of the command. */
export const syncOptions = {
	/** Only walks whose labels, such as `emea / voice logs / 2026-01`, have one of these texts in them. Default: all. */
	only: option.custom<readonly string[], readonly string[]>({
		default: [],
		defaultText: 'all',
		flag: ['--only <text>', 'only walks whose labels have this in them; may be given several times'],
		fromText: (text, earlier) => E.right([...((earlier as readonly string[] | undefined) ?? []), text]),
		read: option.must(
			'an array of texts',
			value => Array.isArray(value) && value.every(text => typeof text === 'string'),
		),
	}),
	/** Which of how many machines this is, such as `2/3`: each reads other walks of the same plan. Default: `1/1`. */
	shard: option.custom<string, string>({
		default: '1/1',
		flag: ['--shard <i/n>', 'which of how many machines this is, such as 2/3: each reads other walks'],
		fromText: text => (isShard(text) ? E.right(text) : E.left(`It must be ${shardRule}`)),
		read: option.must(shardRule, isShard),
	}),
	/** Ends the run at once, with the signal's reason; the next one goes on. */
	signal: walkOptions.signal,
	/** Told of each walk that begins, writes rows, and ends. */
	onProgress: option.callback<(event: SyncEvent) => void>(),
	/** Lists of your own, which a plan names by their `name`. Default: none. */
	lists: option.custom<readonly AnyList[], readonly AnyList[]>({
		default: [],
		defaultText: 'none',
		read: option.must('an array of lists', value => Array.isArray(value)),
	}),
};

/**
 * What a run of a plan can be told.
 *
 * @interface
 */
export type SyncOptions = option.OptionsOf<typeof syncOptions>;

/**
 * Brings what a plan names up to date, in a database or a folder of datasets: lists of several projects, children of their
 * items, and slices of time, many at once, each of them a walk that is resumed where it was interrupted, and of which each
 * row is there once. What cannot have changed is not read again. One that fails does not end the others: the summary tells
 * what became of each.
 *
 * Memory: that of the walks that run at once, however many are planned.
 *
 * @throws {PaginationError} of kind `invalid-input` for a plan or an option that cannot be used, before any request; of
 * kind `destination` where the target cannot be opened. An abort rejects with the signal's reason.
 * @example
 * const {complete, outcomes} = await sync({
 * 	target: 'warehouse/',
 * 	projects: [{name: 'main'}],
 * 	lists: [{list: 'video rooms'}, {list: 'voice logs', slice: 'month', since: '2026-01-01'}],
 * });
 * for (const {label, outcome, rows} of outcomes) console.log(label, outcome, rows);
 */
export const sync = async (plan: Plan, options: SyncOptions = {}): Promise<SyncSummary> => {
	const {only, shard, signal, onProgress = () => {}, lists} = orThrow(readCallOptions(syncOptions, options, 'sync'));
	const environment = readEnvironment();
	const open = (project: ProjectPlan) => createClient(clientOptionsOf(project, environment));
	const means = {environment, openClient: open, signal, shard: shardOf(shard), only, onProgress};
	const read = readPlan(plan, lists);
	checkOnly(read, environment, only);
	return runSync(read, means);
};
