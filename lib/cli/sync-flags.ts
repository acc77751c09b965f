import type {Command} from 'commander';
import * as option from '../core/option.ts';
import {syncOptions} from '../sync/sync.ts';
import {sayingOptions} from './common-flags.ts';
import {type FlagsOf, flagsOf} from './flags.ts';
import {fleetOptions} from './fleet-flags.ts';

const runOptions = {
	concurrency: option.wholeNumber({
		range: [1, 1000],
		flag: ['--concurrency <number>', 'walks that are read at once, in place of what the plan says'],
	}),
	dryRun: option.truth({flag: ['--dry-run', 'name the walks of the plan; nothing is requested or opened']}),
	json: option.truth({flag: ['--json', 'write what became of each walk, or with --dry-run their names, as JSON']}),
};

const {only, shard} = syncOptions;

const groups = {
	'Walks:': {only, shard, ...runOptions},
	'Many machines:': fleetOptions,
	'Output:': sayingOptions,
};

/** The flags of `sync`, parsed. */
export type SyncFlags = FlagsOf<
	{only: typeof only; shard: typeof shard} & typeof runOptions & typeof fleetOptions & typeof sayingOptions
>;

const help = `
A plan is a file of JSON: a target, projects and lists. Its own description, for editors and for checks, is
node_modules/signalwire-paginate/lib/sync/plan.schema.json.

What became of each walk is written to standard output: a table on a terminal, and a document of JSON otherwise. A walk that
fails ends none of the others; the same command again reads what is left.

With --queue nothing is read here: what is due goes to a queue, from which "signalwire-paginate work" reads it, on as many
machines as there are, and of which "signalwire-paginate status" tells. A schedule (--every) is called as the plan's file is.

Environment:
  SIGNALWIRE_SPACE, SIGNALWIRE_PROJECT_ID, SIGNALWIRE_API_TOKEN
                         of projects for which the plan names no others
  PGPASSWORD, DATABASE_URL, REDIS_URL
                         what a target or --queue leaves out
  HTTPS_PROXY, NO_PROXY  the proxy to go through, and the hosts to reach without it, as curl reads them (ALL_PROXY too)
  NO_COLOR               anything: no colours

Exit codes:
  0    every walk was read to its end, or had no need to be; with --queue: they are in the queue
  1    some walk failed; each is told with its reason. Or the queue cannot be reached
  2    wrong usage, or a plan that cannot be used; nothing was requested
  130  interrupted by Ctrl-C (143: by SIGTERM, 129: by a closed terminal); the same command again goes on

Examples:
  signalwire-paginate sync plan.json --dry-run
  signalwire-paginate sync plan.json --only "voice logs"
  signalwire-paginate sync plan.json --shard 2/3 --quiet
  signalwire-paginate sync plan.json --queue redis://localhost --every "0 3 * * *"`;

export const addSyncFlags = (command: Command): Command => {
	for (const [heading, table] of Object.entries(groups)) {
		for (const flag of flagsOf(table)) command.addOption(flag.helpGroup(heading));
	}
	return command.addHelpText('after', help);
};
