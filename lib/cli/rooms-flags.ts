import type {Command} from 'commander';
import {fieldsNotAsked} from '../core/list.ts';
import * as option from '../core/option.ts';
import {type ExportOptions, exportOptions} from '../export/export-options.ts';
import {type RoomsQuery, rooms} from '../lists/video/rooms.ts';
import {type WalkOptions, walkOptions} from '../pagination/walk-options.ts';
import {connectionOptions} from './connection.ts';
import {cursorOfFlag} from './continuation.ts';
import {CommandFailed, exitCodes} from './exit-codes.ts';
import {type Flag, type FlagsOf, flagsOf, optionsIn} from './flags.ts';
import {fieldList} from './select-fields.ts';

const largestPage = 1000;

/** The parameters of the query, by their own names. */
const queryOptions = {
	include_active_session: option.truth({
		flag: ['--include-active-session', 'include the session that is on in each room'],
	}),
	starts_after: option.unchecked<string>({
		flag: ['--starts-after <date>', 'only rooms with a join_from on or after this RFC 3339 date or date-time'],
	}),
	ends_before: option.unchecked<string>({
		flag: ['--ends-before <date>', 'only rooms with a join_until on or before this RFC 3339 date or date-time'],
	}),
	page_size: option.wholeNumber({
		range: [1, largestPage],
		defaultText: `as many as are needed, up to ${largestPage}`,
		flag: ['--page-size <rooms>', 'rooms on a page'],
	}),
	page_number: option.wholeNumber({
		range: [0, Number.MAX_SAFE_INTEGER],
		flag: ['--page-number <number>', 'start at this page; above 0 it needs --page-token'],
	}),
	page_token: option.unchecked<string>({flag: ['--page-token <token>', 'the token that an earlier page gave']}),
};

/** What only the command can be told. */
const outputOptions = {
	fields: {
		...option.unchecked<readonly string[]>({
			flag: ['--fields <names>', 'write only these fields, such as id,name,active_session.status'],
		}),
		fromText: fieldList,
	},
	progress: option.oneOf(['auto', 'json', 'none'], {
		default: 'auto',
		flag: ['--progress <how>', 'auto: a line on a terminal; json: events on standard error, for supervisors'],
	}),
	quiet: option.truth({flag: ['--quiet', 'no progress and no summary']}),
	verbose: option.truth({flag: ['--verbose', 'tell more about an error']}),
};

/** The flags of `rooms`, parsed: each under the name of its option. */
export type RoomsFlags = FlagsOf<typeof connectionOptions> &
	FlagsOf<typeof queryOptions> &
	WalkOptions &
	Partial<ExportOptions> &
	FlagsOf<typeof outputOptions>;

const queryFlags = flagsOf(queryOptions);
const ofFilesAlone = Object.entries(exportOptions).filter(([name]) => !Object.hasOwn(walkOptions, name));

const groups: ReadonlyArray<readonly [heading: string, flags: readonly Flag[]]> = [
	['Connection:', flagsOf(connectionOptions)],
	['Query:', queryFlags],
	['Walk:', flagsOf({...walkOptions, resumeFrom: {...walkOptions.resumeFrom, fromText: cursorOfFlag}})],
	['Export:', flagsOf(Object.fromEntries(ofFilesAlone))],
	['Output:', flagsOf(outputOptions)],
];

export const addRoomsFlags = (command: Command): Command => {
	for (const [heading, flags] of groups) for (const flag of flags) command.addOption(flag.helpGroup(heading));
	return command;
};

/** Flags that would go unheard are refused. A cursor, for one, holds the query that it belongs to. */
export const checkWalkFlags = (flags: RoomsFlags): void => {
	const refuse = (message: string): never => {
		throw new CommandFailed(exitCodes.usage, message);
	};
	const {resumeFrom, unanchored, concurrency = 1, quiet, progress} = flags;
	const given = queryFlags.filter(flag => Reflect.get(flags, flag.attributeName()) !== undefined).map(({long}) => long);
	if (resumeFrom !== undefined && given.length > 0) {
		refuse(`--resume-from goes on with its own query; leave ${given.join(', ')} out.`);
	}
	if (unanchored && concurrency === 1) {
		refuse('--unanchored is for several pages at once: add --concurrency 2 or more.');
	}
	if (quiet && progress === 'json') {
		refuse('--quiet is for no progress, and --progress json for a lot of it: choose one.');
	}
};

export const queryOf = (flags: RoomsFlags): RoomsQuery => optionsIn(queryOptions, flags);

/** Fields that no room will have, as the query or that of the cursor does not ask for them. */
export const fieldsNotAskedBy = ({include_active_session = false, resumeFrom}: RoomsFlags): readonly string[] =>
	fieldsNotAsked(
		rooms,
		resumeFrom?.replace(/^[^?]*\??|#.*$/g, '') ?? `include_active_session=${include_active_session}`,
	);

export const walkOptionsOf = (flags: RoomsFlags, signal: AbortSignal): WalkOptions => ({
	...optionsIn(walkOptions, flags),
	signal,
});
