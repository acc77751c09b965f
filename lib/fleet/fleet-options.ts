import * as E from 'fp-ts/lib/Either.js';
import * as option from '../core/option.ts';
import {syncOptions} from '../sync/sync.ts';
import type {FleetEvent} from './fleet-event.ts';
import {isQueueAddress} from './queue-address.ts';

const isName = (value: unknown): boolean => typeof value === 'string' && /^[\w-]{1,60}$/.test(value);

/** Where the queue is: options that all of a fleet has. */
export const queueOptions = {
	/**
	 * Where the queue is: `redis://host:6379`, `rediss://…` or `postgres://user@host/db`. Of `redis://` and `postgres://`
	 * alone, the variables `REDIS_URL`, or `DATABASE_URL` and those that `psql` reads, say all.
	 */
	queue: option.required(
		option.custom<string>({
			// Of what is no address nothing is shown: there may be a password in it.
			read: (value, name) =>
				isQueueAddress(value)
					? E.right(value)
					: E.left(`${name} must be an address that begins with redis://, rediss:// or postgres://`),
			flag: [
				'--queue <address>',
				'where the queue is: redis://host:6379 or postgres://user@host/db, without a password',
			],
		}),
	),
	/**
	 * The name of the queue; fleets with other names know nothing of each other. Default: `signalwire-paginate-walks`.
	 */
	queueName: option.custom<string, string>({
		// In PostgreSQL connections of this name are counted as workers, so that it is not that of other connections.
		default: 'signalwire-paginate-walks',
		flag: ['--queue-name <name>', 'the name of the queue; others know nothing of it'],
		read: option.must('a name of 1 to 60 letters, digits, - and _', isName),
		fromText: text => (isName(text) ? E.right(text) : E.left('It must be a name of 1 to 60 letters, digits, - and _')),
	}),
};

const {only, lists} = syncOptions;

/** A plan that is enqueued again and again. */
export interface Schedule {
	/** By which it is known: the same name again replaces it. */
	readonly name: string;
	/** When, as cron has it, in UTC: `0 3 * * *` is each night at three. `never` removes it. */
	readonly pattern: string;
}

const isSchedule = (value: unknown): boolean => {
	const {name, pattern} = Object(value);
	return isName(name) && typeof pattern === 'string' && (pattern === 'never' || /^(\S+ +){4,5}\S+$/.test(pattern));
};

export const enqueueOptions = {
	...queueOptions,
	/** Only walks whose labels, such as `emea / voice logs / 2026-01`, have one of these texts in them. Default: all. */
	only,
	/** Lists of your own, which plans name by their `name`: whoever enqueues and all workers need the same. Default: none. */
	lists,
	/** Enqueues what is due then by itself, as long as a worker runs: `{name: 'nightly', pattern: '0 3 * * *'}`. */
	schedule: option.custom<Schedule>({
		read: option.must('an object of a name, and a pattern such as "0 3 * * *", or "never"', isSchedule),
	}),
};

export const workerOptions = {
	...queueOptions,
	/** Lists of your own, which plans name by their `name`: whoever enqueues and all workers need the same. Default: none. */
	lists,
	/** Walks that are read at once, 1 to 1,000. Default: 8. */
	concurrency: option.wholeNumber({
		range: [1, 1000],
		default: 8,
		flag: ['--concurrency <number>', 'walks that are read at once'],
	}),
	/**
	 * Milliseconds from its first rows on after which a walk is handed back, with the next that it brings, to go on in its turn.
	 * Default: 300,000.
	 */
	maxDuration: option.wholeNumber({
		range: [1000, 86_400_000],
		unit: 'milliseconds',
		default: 300_000,
		flag: ['--max-duration <ms>', 'milliseconds after which a walk is handed back, for others to have their turn'],
	}),
	/** Stops the worker: what has arrived is kept, and walks that are not at their ends are handed back. */
	signal: syncOptions.signal,
	/** Told of each walk that begins, writes rows, ends, and fails. */
	onProgress: option.callback<(event: FleetEvent) => void>(),
};

/**
 * Where the queue is.
 *
 * @interface
 */
export type QueueOptions = option.OptionsOf<typeof queueOptions>;

/**
 * What `enqueue()` takes.
 *
 * @interface
 */
export type EnqueueOptions = option.OptionsOf<typeof enqueueOptions>;

/**
 * What `runWorker()` takes.
 *
 * @interface
 */
export type WorkerOptions = option.OptionsOf<typeof workerOptions>;
