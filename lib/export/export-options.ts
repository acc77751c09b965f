import * as E from 'fp-ts/lib/Either.js';
import {showValue} from '../core/decode-reasons.ts';
import * as option from '../core/option.ts';
import {onInvalidItem, type WalkOptions, walkOptions} from '../pagination/walk-options.ts';
import type {WalkSummary} from '../pagination/walk-pages.ts';
import {tableOption} from './database/table-option.ts';
import {keysIn, textOf} from './dataset/partition-text.ts';
import {type Destination, isDestination} from './destination.ts';
import type {ExportProgress} from './export-progress.ts';
import {flawOfPath} from './files/file-path.ts';
import {type Format, formatNames} from './formats/formats.ts';

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
	/**
	 * Write a dataset rather than a file: the destination is a folder, and in it a folder of Parquet files for each value of
	 * these columns, which never change: a time with `:day` or `:month` (in UTC), such as `created_at:day`, the project
	 * (`_project`), a parameter of the path; several, from the outside in, are joined by commas. Default: none.
	 */
	partitionBy: option.custom<string>({
		flag: [
			'--partition-by <columns>',
			'write a folder of Parquet files for each value: created_at:day, created_at:month, _project',
		],
		read: (value, name) => {
			const keys = typeof value === 'string' ? keysIn(value) : undefined;
			if (keys !== undefined) return E.right(textOf(keys));
			return E.left(
				`${name} must be columns, joined by commas, with :day or :month where they are times, such as "created_at:day", got ${showValue(value)}`,
			);
		},
	}),
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
	/**
	 * Told each time that rows are safe, and awaited: after the first page, then of a file as a page comes 250 ms later (of
	 * Parquet one second), of a table also after every 1,000 rows or so; and at the end. Meanwhile the walk goes on until the
	 * next rows are to be written. What it throws ends the export, which can then be resumed.
	 */
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
	 * SQLite, Postgres and datasets: remove rows that this query has brought and does not list any more, or partitions of which
	 * nothing is listed any more. The listing must be whole: from its first page, without limits, and with nothing left out. Default: false.
	 */
	prune: option.truth({
		default: false,
		flag: ['--prune', 'SQLite, Postgres, datasets: remove rows or partitions that are not listed any more'],
	}),
	/** SQLite: the table, made if it is not there; that of Postgres is named in `postgres({…})`. Default: the name of the list. */
	table: tableOption,
};

const {signal, readAhead, concurrency, unanchored, followWithoutParent} = walkOptions;
const passedOn = {signal, readAhead, concurrency, unanchored, followWithoutParent};

/** All that `exportRooms` and `exportItems` take. */
export const exportOptions = {...fileOptions, ...passedOn};

/**
 * Where to, in which format, and how carefully; and what the walk is told.
 *
 * @interface
 */
export type ExportOptions = option.OptionsOf<typeof fileOptions> & Pick<WalkOptions, keyof typeof passedOn>;

/** What an export tells its walk as it was told itself. */
export type PassedOn = keyof typeof passedOn;
