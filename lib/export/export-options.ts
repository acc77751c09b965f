import {resolve} from 'node:path';
import * as E from 'fp-ts/lib/Either.js';
import {pipe} from 'fp-ts/lib/function.js';
import {type InvalidInput, invalidInput} from '../core/api-error.ts';
import {showValue} from '../core/decode-reasons.ts';
import * as option from '../core/option.ts';
import {onInvalidItem, type WalkOptions, walkOptions} from '../pagination/walk-options.ts';
import type {WalkSummary} from '../pagination/walk-pages.ts';
import {type Destination, isDestination} from './destination.ts';
import type {ExportProgress} from './export-progress.ts';
import {isOwnFile} from './file-target/paths.ts';
import {flawOfPath} from './files/file-path.ts';
import {type Format, type FormatSettings, formatNames, formatOfName, misfitOf} from './formats/formats.ts';

export interface ExportSummary extends ExportProgress {
	/** The path of the file; or the table and its database, without secrets. */
	readonly destination: string;
	readonly format: Format | Destination['format'];
	/** Why the walk ended: `complete`, or the limit that was asked for. */
	readonly reason: WalkSummary['reason'];
}

/** What exports go to: a file, or a place of another kind. */
const destinationOption = option.required(
	option.custom<string | Destination>({
		hiddenFlag: '--destination <file>',
		flag: [
			'--output <file>',
			'write a file, complete or not at all; - is standard output; postgres://USER@HOST/DATABASE is a table',
		],
		read: (value, name) => {
			if (isDestination(value)) return E.right(value);
			const flaw = flawOfPath(value);
			return flaw === undefined ? E.right(value as string) : E.left(`${name} ${flaw}`);
		},
	}),
);

const path = (facts: option.Facts): option.Option<string, string | undefined> =>
	option.custom<string>({
		...facts,
		read: (value, name) => {
			const flaw = flawOfPath(value);
			return flaw === undefined ? E.right(value as string) : E.left(`${name} ${flaw}`);
		},
	});

/** A run that is not given a limit keeps that of the run before. */
const limitOfAll = (limit: option.Option<number, number>): option.Option<number, number | undefined> => ({
	...limit,
	default: undefined,
});

/** The options of an export that walks do not have, or not so. */
const fileOptions = {
	/**
	 * The path of the file; a link is followed. Until it is complete, everything is in a folder beside it, of this name and
	 * `.partial`, which goes when the file gets its name. Or a table in a database: `postgres({…})` of
	 * `signalwire-paginate/postgres`.
	 */
	destination: destinationOption,
	/** The format of the file. Default: by the extension; `.ndjson`, `.jsonl`, `.json`, `.csv`, `.parquet`, `.sqlite`, `.sqlite3`, `.db`. */
	format: option.oneOf(formatNames, {
		defaultText: 'by the extension',
		flag: ['--format <format>', 'the format; ndjson on standard output'],
	}),
	/** Whether a text format is compressed. Default: whether the name ends in `.gz`. */
	gzip: option.truth({defaultText: 'whether the name ends in `.gz`'}),
	/** Go on where an interrupted export ended; starts one if there is none. Default: false. */
	resume: option.truth({default: false, flag: ['--resume', 'go on with an interrupted export, or begin one']}),
	/** Replace a finished file, and throw away an interrupted export. Default: false. */
	overwrite: option.truth({
		default: false,
		flag: ['--overwrite', 'replace a finished file, throw away an interrupted export'],
	}),
	/** Rows of all runs of the export; a run that is not given it keeps that of the run before. Default: no limit. */
	maxItems: limitOfAll(walkOptions.maxItems),
	/** Pages of all runs of the export; a run that is not given it keeps that of the run before. Default: no limit. */
	maxPages: limitOfAll(walkOptions.maxPages),
	/**
	 * What happens to entries that differ from the documentation: `'keep'` (default) writes them as they were sent, `'throw'`
	 * fails, `'skip'` leaves them out. What is no object cannot be kept, and fails.
	 */
	onInvalidItem,
	/**
	 * Leave invalid items out, and write each as a line of JSON with the reasons to this file, which gets its name just
	 * before the destination does. The latest name given applies. Default: none.
	 */
	invalidFile: path({
		flag: [
			'--invalid-file <file>',
			'leave invalid items out, and write them to this file with the reasons; the latest name given applies',
		],
	}),
	/** Told after each page, and awaited; what it throws ends the export, which can then be resumed. */
	onProgress: option.callback<(progress: ExportProgress) => unknown>(),
	/** CSV: text that a spreadsheet would take for a formula gets a `'` in front. Default: true. */
	escapeFormulas: option.truth({
		default: true,
		flag: ['--no-escape-formulas', 'CSV: leave text that spreadsheets take for formulas as it is'],
	}),
	/** CSV: begin with a byte order mark, by which Excel knows that the file is UTF-8. Default: false. */
	bom: option.truth({
		default: false,
		flag: ['--bom', 'CSV: begin with a byte order mark, without which Excel does not take a file for UTF-8'],
	}),
	/**
	 * SQLite and Postgres: remove rows of an existing file or table that this query does not list any more. The listing must
	 * be whole: from its first page, without limits, and with nothing left out. Default: false.
	 */
	prune: option.truth({
		default: false,
		flag: ['--prune', 'SQLite, Postgres: remove rows that the query does not list any more'],
	}),
};

const {signal, readAhead, concurrency, unanchored, followWithoutParent} = walkOptions;
const passedOn = {signal, readAhead, concurrency, unanchored, followWithoutParent};

/** All that `exportRooms` and `exportItems` take. */
export const exportOptions = {...fileOptions, ...passedOn};

/** Where to, in which format, and how carefully; and what the walk is told. */
export type ExportOptions = option.OptionsOf<typeof fileOptions> & Pick<WalkOptions, keyof typeof passedOn>;

type Settings = option.SettingsOf<typeof exportOptions>;

/** Options that have been checked, as far as they concern any destination. */
export interface DestinationPlan extends Pick<Settings, 'resume' | 'overwrite' | 'prune' | 'onInvalidItem'> {
	/** What the items are called in messages. */
	readonly items: string;
	readonly onProgress: (progress: ExportProgress) => unknown;
	readonly walk: Pick<WalkOptions, 'maxItems' | 'maxPages' | keyof typeof passedOn>;
}

/** Those of an export to a file. */
export interface ExportPlan extends DestinationPlan, Pick<Settings, 'invalidFile'> {
	readonly destination: string;
	readonly settings: FormatSettings;
}

/** Those of an export to anything else, which knows how. */
export interface ElsewherePlan extends DestinationPlan {
	readonly destination: Destination;
	readonly settings?: undefined;
	readonly invalidFile?: undefined;
}

export type AnyPlan = ExportPlan | ElsewherePlan;

/** Options that contradict each other, in the words of a message. */
const conflictOf = (settings: Settings, items: string): string | undefined => {
	const {prune, maxItems, maxPages, onInvalidItem, invalidFile, resume, overwrite} = settings;
	if (prune && [maxItems, maxPages].some(Number.isFinite)) {
		return `prune removes what is not listed, and maxItems and maxPages leave ${items} unlisted: choose one`;
	}
	if (prune && (onInvalidItem === 'skip' || invalidFile !== undefined)) {
		return `prune removes what is not written, and onInvalidItem and invalidFile leave ${items} out: choose one`;
	}
	if (onInvalidItem === 'throw' && invalidFile !== undefined) {
		return `invalidFile leaves ${items} out that are not as documented, and onInvalidItem "throw" fails at the first: choose one`;
	}
	if (!resume || !overwrite) return undefined;
	return 'resume goes on with what is there, and overwrite throws it away: choose one';
};

const commonPlan = (settings: Settings, items: string): DestinationPlan => {
	const {resume, overwrite, prune, onInvalidItem, onProgress = () => {}} = settings;
	const {signal, maxItems, maxPages, readAhead, concurrency, unanchored, followWithoutParent} = settings;
	const walk = {signal, maxItems, maxPages, readAhead, concurrency, unanchored, followWithoutParent};
	return {resume, overwrite, prune, onInvalidItem, items, onProgress, walk};
};

/** What one option alone does not tell of an export to a file. */
const filePlan = (settings: Settings, destination: string, items: string): E.Either<string, AnyPlan> => {
	const {invalidFile, escapeFormulas, bom, prune} = settings;
	const byName = formatOfName(destination);
	const {format = byName.format, gzip = byName.gzip} = settings;
	if (format === undefined) {
		const names = formatNames.join(', ');
		return E.left(`The name ${showValue(destination)} tells no format: set format (--format) to ${names}`);
	}
	const written: FormatSettings = {format, gzip, escapeFormulas, bom, prune};
	const misfit = misfitOf(written) ?? conflictOf(settings, items);
	if (misfit !== undefined) return E.left(misfit);
	const file = resolve(destination);
	const invalidPath = invalidFile === undefined ? undefined : resolve(invalidFile);
	if (invalidPath !== undefined && isOwnFile(file, invalidPath)) {
		return E.left('invalidFile must be another file than the destination and those that an export keeps beside it');
	}
	const plan = commonPlan(settings, items);
	return E.right({...plan, destination: file, settings: written, invalidFile: invalidPath});
};

/** What is for files only. */
const ofFiles = ['format', 'gzip', 'invalidFile', 'escapeFormulas', 'bom'] as const;

const planOf = (settings: Settings, items: string): E.Either<string, AnyPlan> => {
	const {destination} = settings;
	if (typeof destination === 'string') return filePlan(settings, destination, items);
	const stranger = ofFiles.find(name => settings[name] !== exportOptions[name].default);
	if (stranger !== undefined) return E.left(`${stranger} is for files only: leave it out`);
	const conflict = conflictOf(settings, items);
	if (conflict !== undefined) return E.left(conflict);
	return E.right({...commonPlan(settings, items), destination});
};

/**
 * Checks the options of an export, and those that it passes on to its walk.
 * @param items what the items are called in messages
 */
export const readExportOptions = (options: unknown, items = 'items'): E.Either<InvalidInput, AnyPlan> =>
	pipe(
		option.readOptions(exportOptions, options, {
			subject: 'The options of an export',
			unknown: (name, names) => `${name} is not an option of exports; they are ${names}`,
		}),
		E.flatMap(settings => planOf(settings, items)),
		E.mapLeft(flaw => invalidInput(`${flaw}. Nothing was requested or written.`)),
	);
