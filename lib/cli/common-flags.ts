import type {Command} from 'commander';
import type {AnyList} from '../core/list.ts';
import * as option from '../core/option.ts';
import {type ExportOptions, exportOptions} from '../export/export-options.ts';
import {postgresOptions} from '../export/postgres/options.ts';
import {type WalkOptions, walkOptions} from '../pagination/walk-options.ts';
import {connectionOptions} from './connection.ts';
import {cursorOfFlag} from './continuation.ts';
import {CommandFailed, exitCodes} from './exit-codes.ts';
import {type Flag, type FlagsOf, flagsOf, optionsIn} from './flags.ts';
import type {AskedQuery, QueryFlag} from './list-flags.ts';
import {exampleFields, fieldList} from './select-fields.ts';

/** How much the command says. */
export const sayingOptions = {
	progress: option.oneOf(['auto', 'json', 'none'], {
		default: 'auto',
		flag: ['--progress <how>', 'auto: a line on a terminal; json: events on standard error, for supervisors'],
	}),
	quiet: option.truth({flag: ['--quiet', 'no progress and no summary']}),
	verbose: option.truth({flag: ['--verbose', 'tell more about an error']}),
};

/** What only the command can be told; `fields` is an example of field names. */
const outputOptions = (fields: string) => ({
	fields: {
		...option.unchecked<readonly string[]>({
			flag: ['--fields <names>', `write only these fields, such as ${fields}; nested ones as outer.inner`],
		}),
		fromText: fieldList(fields),
	},
	...sayingOptions,
});

/** The flags that every list has, parsed: each under the name of its option. */
export type ListFlags = FlagsOf<typeof connectionOptions> &
	WalkOptions &
	Partial<Omit<ExportOptions, 'destination'>> & {readonly destination?: string} & FlagsOf<typeof tableOptions> &
	FlagsOf<ReturnType<typeof outputOptions>>;

/** Where in a database: its address is the output. */
const {connectionString: _output, ...tableOptions} = postgresOptions;

const ofFilesAlone = Object.entries(exportOptions).filter(([name]) => !Object.hasOwn(walkOptions, name));

/** Flags that a list has no use for. */
const unused = ({authentication, linksTo = []}: AnyList): readonly string[] => [
	...(authentication === 'subscriber' ? [] : ['subscriberTokenFile']),
	...(linksTo.length > 0 ? [] : ['followWithoutParent']),
];

const groupsWith = (
	query: readonly Flag[],
	fields: string,
): ReadonlyArray<readonly [heading: string, flags: readonly Flag[]]> => [
	['Connection:', flagsOf(connectionOptions)],
	['Query:', query],
	['Walk:', flagsOf({...walkOptions, resumeFrom: {...walkOptions.resumeFrom, fromText: cursorOfFlag}})],
	['Export:', flagsOf({...Object.fromEntries(ofFilesAlone), ...tableOptions})],
	['Output:', flagsOf(outputOptions(fields))],
];

/** The names of all of them. */
export const takenNames: ReadonlySet<string> = new Set([
	...groupsWith([], '').flatMap(([, flags]) => flags.map(({long}) => long?.replace(/^--(no-)?/, '') ?? '')),
	'help',
	'version',
]);

/** Gives a command the flags of a list: those of its query, and those that all have. */
export const addFlags = (command: Command, query: readonly QueryFlag[], list: AnyList): Command => {
	const without = unused(list);
	const own = query.flatMap(({flag, negated}) => (negated ? [flag, negated] : [flag]));
	for (const [heading, flags] of groupsWith(own, exampleFields(list))) {
		for (const flag of flags) if (!without.includes(flag.attributeName())) command.addOption(flag.helpGroup(heading));
	}
	return command;
};

/** What is to be said and not to be said at once is refused. */
export const checkSaying = ({quiet, progress}: FlagsOf<typeof sayingOptions>): void => {
	if (quiet && progress === 'json') {
		throw new CommandFailed(
			exitCodes.usage,
			'--quiet is for no progress, and --progress json for a lot of it: choose one.',
		);
	}
};

/** Flags that would go unheard are refused. A cursor, for one, holds the query that it belongs to. */
export const checkWalkFlags = (flags: ListFlags, {given}: AskedQuery): void => {
	const refuse = (message: string): never => {
		throw new CommandFailed(exitCodes.usage, message);
	};
	const {resumeFrom, unanchored, concurrency = 1} = flags;
	if (resumeFrom !== undefined && given.length > 0) {
		refuse(`--resume-from goes on with its own query; leave ${given.join(', ')} out.`);
	}
	if (unanchored && concurrency === 1) {
		refuse('--unanchored is for several pages at once: add --concurrency 2 or more.');
	}
	checkSaying(flags);
};

export const walkOptionsOf = (flags: ListFlags, signal: AbortSignal): WalkOptions => ({
	...optionsIn(walkOptions, flags),
	signal,
});
