import {type Command, Option} from 'commander';
import {longestTimer} from '../abort/abortable-delay.ts';
import {defaultTimeout} from '../client/client-options.ts';
import type {WalkOptions} from '../pagination/walk-options.ts';
import type {ConnectionFlags} from './connection.ts';
import {cursorOfFlag} from './continuation.ts';
import {CommandFailed, exitCodes} from './exit-codes.ts';
import {type ExportFlags, exportFlags, type OnInvalid} from './export-flags.ts';
import {fieldList, wholeNumber} from './flag-values.ts';
import {givenIn} from './list-flags.ts';
import type {QueryFlag} from './query-flag.ts';

/** The flags of `rooms`, parsed. */
export interface RoomsFlags extends ConnectionFlags, ExportFlags {
	readonly maxItems?: number;
	readonly maxPages?: number;
	readonly readAhead?: number;
	readonly concurrency?: number;
	readonly unanchored?: boolean;
	readonly resumeFrom?: string;
	/** Null when nothing was said, which means to keep. */
	readonly onInvalid: OnInvalid | null;
	readonly fields?: readonly string[];
	readonly timeout?: number;
	readonly retries?: number;
	readonly progress: 'auto' | 'json' | 'none';
	readonly quiet?: boolean;
	readonly verbose?: boolean;
}

/** What a bare `--demo` lists. */
export const demoRooms = 1000;

const connectionFlags = [
	new Option('--space <name>', 'the space: example, or example.signalwire.com'),
	new Option(
		'--base-url <url>',
		'another address of the API, with a path prefix if it has one; plain http to loopback only',
	),
	new Option('--rebase-links', 'follow next links that name another host on this one, as behind some gateways'),
	new Option('--project-id <id>', 'the project ID'),
	new Option('--token-file <file>', 'read the API token from this file; - reads standard input'),
	new Option(
		'--demo [rooms]',
		`list this many simulated rooms instead, no account needed (default: ${demoRooms})`,
	).argParser(wholeNumber(0, 100_000_000)),
	// Known only to be refused, without being shown.
	new Option('--token [value]').hideHelp(),
	new Option('--api-token [value]').hideHelp(),
];

const onInvalidFlag = new Option('--on-invalid <what>', 'a room that is not as documented: keep it, skip it, or stop')
	.choices(['keep', 'skip', 'stop'])
	.default(null, '"keep"');
const readOnInvalid = onInvalidFlag.parseArg;
// The library's word for it.
onInvalidFlag.argParser((value, previous) => readOnInvalid?.(value === 'throw' ? 'stop' : value, previous));

const walkFlags = [
	new Option('--max-items <rooms>', 'stop after so many rooms').argParser(wholeNumber(0)),
	new Option('--max-pages <pages>', 'stop after so many pages').argParser(wholeNumber(0)),
	new Option('--read-ahead <pages>', 'pages fetched ahead of what is written, 0 to 100 (default: 1)').argParser(
		wholeNumber(0, 100),
	),
	new Option('--concurrency <requests>', 'pages requested at once, 1 to 100 (default: 1)').argParser(
		wholeNumber(1, 100),
	),
	new Option(
		'--unanchored',
		'several at once also where no page_token anchors the listing; a room may be lost while it changes',
	),
	new Option('--resume-from <cursor>', 'go on where an earlier run ended; it printed the cursor').argParser(
		cursorOfFlag,
	),
	onInvalidFlag,
	new Option('--retries <number>', 'attempts after the first, for each page (default: 5)').argParser(
		wholeNumber(0, 1000),
	),
	new Option('--timeout <milliseconds>', `for each attempt (default: ${defaultTimeout})`).argParser(
		wholeNumber(1, longestTimer),
	),
];

const outputFlags = [
	new Option('--fields <names>', 'write only these fields, such as id,name,active_session.status').argParser(fieldList),
	new Option('--progress <how>', 'auto: a line on a terminal; json: events on standard error, for supervisors')
		.choices(['auto', 'json', 'none'])
		.default('auto'),
	new Option('--quiet', 'no progress and no summary'),
	new Option('--verbose', 'tell more about an error'),
];

const groupsWith = (
	query: readonly QueryFlag[],
): ReadonlyArray<readonly [heading: string, flags: readonly Option[]]> => [
	['Connection:', connectionFlags],
	['Query:', query],
	['Walk:', walkFlags],
	['Export:', exportFlags],
	['Output:', outputFlags],
];

/** The names of the flags that every list has. */
export const takenNames: ReadonlySet<string> = new Set([
	...groupsWith([]).flatMap(([, flags]) => flags.map(({long}) => long?.replace(/^--(no-)?/, '') ?? '')),
	'help',
	'version',
]);

export const addFlags = (command: Command, query: readonly QueryFlag[]): Command => {
	for (const [heading, flags] of groupsWith(query)) {
		for (const flag of flags) command.addOption(flag.helpGroup(heading));
	}
	return command;
};

/** Flags that would go unheard are refused. A cursor, for one, holds the query that it belongs to. */
export const checkWalkFlags = (flags: RoomsFlags, query: readonly QueryFlag[]): void => {
	const refuse = (message: string): never => {
		throw new CommandFailed(exitCodes.usage, message);
	};
	const {resumeFrom, unanchored, concurrency = 1, quiet, progress} = flags;
	// The path names the parent, and so does a cursor: neither goes without the other.
	const given = givenIn(query, flags).filter(({described}) => described.in === 'query');
	if (resumeFrom !== undefined && given.length > 0) {
		refuse(`--resume-from goes on with its own query; leave ${given.map(({long}) => long).join(', ')} out.`);
	}
	if (unanchored && concurrency === 1) {
		refuse('--unanchored is for several pages at once: add --concurrency 2 or more.');
	}
	if (quiet && progress === 'json') {
		refuse('--quiet is for no progress, and --progress json for a lot of it: choose one.');
	}
};

export const walkOptionsOf = (flags: RoomsFlags, signal: AbortSignal): WalkOptions => ({
	signal,
	maxItems: flags.maxItems,
	maxPages: flags.maxPages,
	readAhead: flags.readAhead,
	concurrency: flags.concurrency,
	unanchored: flags.unanchored,
	resumeFrom: flags.resumeFrom,
	onInvalidItem: flags.onInvalid === 'stop' ? 'throw' : (flags.onInvalid ?? 'keep'),
});
