import type {Command} from 'commander';
import * as E from 'fp-ts/lib/Either.js';
import * as option from '../core/option.ts';
import {enqueueOptions, queueOptions, type Schedule, workerOptions} from '../fleet/fleet-options.ts';
import {sayingOptions} from './common-flags.ts';
import {type FlagsOf, flagsOf} from './flags.ts';

export const isSchedule = (schedule: Schedule): boolean =>
	E.isRight(enqueueOptions.schedule.read(schedule, '', () => ''));

/** What `sync` takes besides, to leave its walks to others. */
export const fleetOptions = {
	...queueOptions,
	every: {
		...option.unchecked<string>({
			flag: ['--every <pattern>', 'enqueue what is due at such times of cron, in UTC: "0 3 * * *"; "never" ends that'],
		}),
		fromText: (pattern: string) =>
			isSchedule({name: 'plan', pattern}) ? E.right(pattern) : E.left('It must be like "0 3 * * *", or never'),
	},
};

const {concurrency, maxDuration} = workerOptions;
const {progress, quiet, verbose} = sayingOptions;

const workOptions = {
	...queueOptions,
	concurrency,
	maxDuration,
	progress: {
		...progress,
		flag: ['--progress <how>', 'auto: a line for each walk that was read; json: events, for supervisors'],
	},
	quiet: {...quiet, flag: ['--quiet', 'tell of failures alone']},
	verbose,
} as const;

const statusOptions = {
	...queueOptions,
	json: option.truth({flag: ['--json', 'write all that is known, as a document of JSON']}),
	verbose,
};

/** The flags of `work`, parsed; without a queue it does not run. */
export type WorkFlags = FlagsOf<typeof workOptions> & {readonly queue: string};

/** The flags of `status`, parsed. */
export type StatusFlags = FlagsOf<typeof statusOptions> & {readonly queue: string};

const variables = `
Environment:
  REDIS_URL, DATABASE_URL, PGPASSWORD
                         what --queue redis:// and --queue postgres:// leave out, such as passwords`;

const workHelp = `
Takes walks that "sync --queue" has enqueued, and reads them into the database of their plan, until Ctrl-C or SIGTERM: then
it keeps what has arrived, hands its walks back, and ends. Run as many as there are machines; a walk whose worker was killed
is gone on with by another one. Needs bullmq, pg, and for Redis ioredis: npm install bullmq pg ioredis
${variables}
  the variables that plans name for the tokens of projects (usually SIGNALWIRE_API_TOKEN), and HTTPS_PROXY, NO_PROXY

Exit codes:
  0    it was stopped, and has handed back its walks
  1    the queue cannot be reached, or it did not stop within 10 seconds
  2    wrong usage; nothing was opened

Examples:
  signalwire-paginate work --queue redis://localhost
  signalwire-paginate work --queue postgres://paginate@db.internal/queue --concurrency 16 --quiet`;

const statusHelp = `
Tells of what waits, what is read, what has failed, and why. What has failed is tried again by the next "sync --queue".
${variables}

Exit codes:
  0    it was looked into, whatever is in it
  1    the queue cannot be reached
  2    wrong usage; nothing was opened

Examples:
  signalwire-paginate status --queue redis://localhost
  signalwire-paginate status --queue redis://localhost --json | jq .failures`;

const addFlags = (command: Command, table: option.OptionTable, help: string): Command => {
	for (const flag of flagsOf(table)) {
		command.addOption(flag.makeOptionMandatory(table[flag.attributeName()]?.required === true));
	}
	return command.addHelpText('after', help);
};

export const addWorkFlags = (command: Command): Command => addFlags(command, workOptions, workHelp);

export const addStatusFlags = (command: Command): Command => addFlags(command, statusOptions, statusHelp);
