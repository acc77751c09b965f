import {resolve} from 'node:path';
import * as E from 'fp-ts/lib/Either.js';
import {type InvalidInput, invalidInput} from '../core/api-error.ts';
import {showName, showValue} from '../core/decode-reasons.ts';
import {isPlainObject} from '../core/plain-object.ts';
import {readWalkOptions, type WalkOptions} from '../pagination/walk-options.ts';
import type {WalkSummary} from '../pagination/walk-pages.ts';
import {isOwnFile} from './export-paths.ts';
import type {ExportProgress} from './export-progress.ts';
import {flawOfPath} from './files/file-path.ts';
import {type Format, type FormatSettings, formatNames, formatOfName, isTextFormat} from './formats/format.ts';

export interface ExportSummary extends ExportProgress {
	readonly destination: string;
	readonly format: Format;
	/** Why the walk ended: `complete`, or the limit that was asked for. */
	readonly reason: WalkSummary['reason'];
}

/**
 * Where to, in which format, and how carefully. The walk's own options are `WalkOptions`. `maxItems` counts the rows of
 * all runs of an export, and `maxPages` their pages; a run that is not given them keeps those of the run before.
 */
export interface ExportOptions
	extends Pick<WalkOptions, 'signal' | 'maxItems' | 'maxPages' | 'readAhead' | 'concurrency' | 'unanchored'> {
	/**
	 * The path of the file; a link is followed. Until it is complete, everything is in a folder beside it, of this name and
	 * `.partial`, which goes when the file gets its name.
	 */
	readonly destination: string;
	/** Default: by the extension; `.ndjson`, `.jsonl`, `.json`, `.csv`, `.parquet`, `.sqlite`, `.sqlite3`, `.db`. */
	readonly format?: Format | undefined;
	/** Text formats only. Default: whether the name ends in `.gz`. */
	readonly gzip?: boolean | undefined;
	/** Go on where an interrupted export ended; starts one if there is none. Default: false. */
	readonly resume?: boolean | undefined;
	/** Replace a finished file, and throw away an interrupted export. Default: false. */
	readonly overwrite?: boolean | undefined;
	/** CSV: text that a spreadsheet would take for a formula gets a `'` in front. Default: true. */
	readonly escapeFormulas?: boolean | undefined;
	/** CSV: begin with a byte order mark, by which Excel knows that the file is UTF-8. Default: false. */
	readonly bom?: boolean | undefined;
	/**
	 * SQLite: remove rows of an existing file that this query does not list any more. The listing must be whole: from its
	 * first page, without limits, and with nothing left out. Default: false.
	 */
	readonly prune?: boolean | undefined;
	/**
	 * What happens to entries that differ from the documentation: `'keep'` (default) writes them as they were sent, `'throw'`
	 * fails, `'skip'` leaves them out. What is no object cannot be kept, and fails.
	 */
	readonly onInvalidItem?: 'keep' | 'throw' | 'skip' | undefined;
	/**
	 * Leave them out, and write each as a line of JSON with the reasons to this file, which gets its name just before the
	 * destination does. The latest name given applies. Default: none.
	 */
	readonly invalidFile?: string | undefined;
	/** Told after each page, and awaited; what it throws ends the export, which can then be resumed. */
	readonly onProgress?: ((progress: ExportProgress) => unknown) | undefined;
}

/** Options that have been checked. */
export interface ExportPlan {
	readonly destination: string;
	readonly settings: FormatSettings;
	readonly resume: boolean;
	readonly overwrite: boolean;
	readonly invalidFile: string | undefined;
	readonly onInvalidItem: 'keep' | 'throw' | 'skip';
	readonly onProgress: (progress: ExportProgress) => unknown;
	readonly walk: Pick<WalkOptions, 'signal' | 'maxItems' | 'maxPages' | 'readAhead' | 'concurrency' | 'unanchored'>;
}

const switches = ['gzip', 'resume', 'overwrite', 'escapeFormulas', 'bom', 'prune'] as const;

const known: ReadonlySet<string> = new Set<keyof ExportOptions>([
	...switches,
	'destination',
	'format',
	'onInvalidItem',
	'invalidFile',
	'onProgress',
	'signal',
	'maxItems',
	'maxPages',
	'readAhead',
	'concurrency',
	'unanchored',
]);

const refuse = (message: string) => E.left(invalidInput(`${message}. Nothing was requested or written.`));

/** What a format cannot be told, in the words of a message. */
const misfitOf = ({format, gzip, bom, prune}: FormatSettings): string | undefined => {
	if (gzip && !isTextFormat(format)) return `${format} cannot be compressed with gzip; leave out .gz`;
	if (prune && format !== 'sqlite') return 'prune is for sqlite only: other formats are written anew';
	return bom && format !== 'csv' ? 'bom is for csv only: other formats are known for UTF-8' : undefined;
};

/** Options that contradict each other, in the words of a message. */
const conflictOf = (options: ExportOptions): string | undefined => {
	const {prune, maxItems, maxPages, onInvalidItem, invalidFile, resume, overwrite} = options;
	if (prune && [maxItems, maxPages].some(Number.isFinite)) {
		return 'prune removes what is not listed, and maxItems and maxPages leave rooms unlisted: choose one';
	}
	if (prune && (onInvalidItem === 'skip' || invalidFile !== undefined)) {
		return 'prune removes what is not written, and onInvalidItem and invalidFile leave rooms out: choose one';
	}
	if (!resume || !overwrite) return undefined;
	return 'resume goes on with what is there, and overwrite throws it away: choose one';
};

/** Checks the options of an export, and those that it passes on to its walk. */
export const readExportOptions = (options: unknown): E.Either<InvalidInput, ExportPlan> => {
	if (!isPlainObject(options)) return refuse(`The options of an export must be an object, got ${showValue(options)}`);
	const unknownName = Object.keys(options).find(name => !known.has(name));
	if (unknownName !== undefined) {
		return refuse(`${showName(unknownName)} is not an option of exports; they are ${[...known].join(', ')}`);
	}
	const given = options as unknown as ExportOptions;
	const {destination, invalidFile, onProgress = () => {}, onInvalidItem = 'keep'} = given;
	const {resume = false, overwrite = false, escapeFormulas = true, bom = false, prune = false} = given;
	const flaw = flawOfPath(destination);
	if (flaw !== undefined) return refuse(`destination ${flaw}`);
	const wrong = switches.find(name => given[name] !== undefined && typeof given[name] !== 'boolean');
	if (wrong !== undefined) return refuse(`${wrong} must be true or false, got ${showValue(given[wrong])}`);
	const byName = formatOfName(destination);
	const format = given.format === undefined ? byName.format : given.format;
	if (format === undefined) {
		return refuse(
			`The name ${showValue(destination)} tells no format: set format (--format) to ${formatNames.join(', ')}`,
		);
	}
	if (!formatNames.includes(format)) {
		return refuse(`format must be one of ${formatNames.join(', ')}, got ${showValue(format)}`);
	}
	const gzip = given.gzip ?? byName.gzip;
	const settings = {format, gzip, escapeFormulas, bom, prune};
	const misfit = misfitOf(settings);
	if (misfit !== undefined) return refuse(misfit);
	const invalidFlaw = invalidFile === undefined ? undefined : flawOfPath(invalidFile);
	if (invalidFlaw !== undefined) return refuse(`invalidFile ${invalidFlaw}`);
	const path = resolve(destination);
	const invalidPath = invalidFile === undefined ? undefined : resolve(invalidFile);
	if (invalidPath !== undefined && isOwnFile(path, invalidPath)) {
		return refuse('invalidFile must be another file than the destination and those that an export keeps beside it');
	}
	if (!['keep', 'throw', 'skip'].includes(onInvalidItem)) {
		return refuse(`onInvalidItem must be "keep", "throw" or "skip", got ${showValue(onInvalidItem)}`);
	}
	if (typeof onProgress !== 'function') return refuse(`onProgress must be a function, got ${showValue(onProgress)}`);
	const conflict = conflictOf(given);
	if (conflict !== undefined) return refuse(conflict);
	const {signal, maxItems, maxPages, readAhead, concurrency, unanchored} = given;
	const walk = {signal, maxItems, maxPages, readAhead, concurrency, unanchored};
	return E.map(
		(): ExportPlan => ({
			destination: path,
			settings,
			resume,
			overwrite,
			invalidFile: invalidPath,
			onInvalidItem,
			onProgress,
			walk,
		}),
	)(readWalkOptions(walk));
};
