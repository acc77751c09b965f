import * as E from 'fp-ts/lib/Either.js';
import {pipe} from 'fp-ts/lib/function.js';
import {type InvalidInput, invalidInput} from '../core/api-error.ts';
import {showValue} from '../core/decode-reasons.ts';
import * as option from '../core/option.ts';
import type {WalkOptions} from '../pagination/walk-options.ts';
import {manifestIn} from './dataset/dataset-paths.ts';
import type {Destination} from './destination.ts';
import {exportOptions, type PassedOn} from './export-options.ts';
import type {ExportProgress} from './export-progress.ts';
import {isOwnFile} from './file-target/paths.ts';
import {hasFiles, resolve} from './files/path.ts';
import {type FormatSettings, formatNames, formatOfName, misfitOf} from './formats/formats.ts';

type Settings = option.SettingsOf<typeof exportOptions>;

/** Options that have been checked, as far as they concern any destination. */
export interface DestinationPlan extends Pick<Settings, 'resume' | 'overwrite' | 'prune' | 'onInvalidItem'> {
	/** What the items are called in messages. */
	readonly items: string;
	readonly onProgress: (progress: ExportProgress) => unknown;
	readonly walk: Pick<WalkOptions, 'maxItems' | 'maxPages' | PassedOn>;
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
	const {partitionBy, prune, maxItems, maxPages, onInvalidItem, invalidFile, resume, overwrite} = settings;
	if (prune && [maxItems, maxPages].some(Number.isFinite)) {
		return `prune removes what is not listed, and maxItems and maxPages leave ${items} unlisted: choose one`;
	}
	if (partitionBy !== undefined && [maxItems, maxPages].some(Number.isFinite)) {
		return `partitionBy replaces partitions by what is listed, and maxItems and maxPages leave ${items} unlisted: choose one`;
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

/** Of a folder, whose name tells nothing unless it is that of a file. */
const formatOfDataset = (name: string): ReturnType<typeof formatOfName> => ({
	...formatOfName(name),
	format: formatOfName(name).format ?? 'parquet',
});

/** What one option alone does not tell of an export to a file. */
const filePlan = (settings: Settings, destination: string, items: string): E.Either<string, AnyPlan> => {
	if (!hasFiles()) return E.left('This runtime has no files: exports to them need Node, Bun or Deno');
	const {invalidFile, escapeFormulas, bom, prune, partitionBy = '', table = null} = settings;
	if (partitionBy === '' && /[/\\]$/.test(destination)) {
		return E.left(
			`${showValue(destination)} is a folder: say what a dataset in it is partitioned by, such as partitionBy: "created_at:day" (--partition-by created_at:day), or name a file`,
		);
	}
	const byName = partitionBy === '' ? formatOfName(destination) : formatOfDataset(destination);
	const {format = byName.format, gzip = byName.gzip} = settings;
	if (format === undefined) {
		const names = formatNames.join(', ');
		return E.left(
			`The name ${showValue(destination)} tells no format: set format (--format) to ${names}; a folder of Parquet files needs partitionBy (--partition-by)`,
		);
	}
	const written: FormatSettings = {format, gzip, partitionBy, escapeFormulas, bom, prune, table};
	const misfit = misfitOf(written) ?? conflictOf(settings, items);
	if (misfit !== undefined) return E.left(misfit);
	const file = partitionBy === '' ? resolve(destination) : manifestIn(resolve(destination));
	const invalidPath = invalidFile === undefined ? undefined : resolve(invalidFile);
	if (invalidPath !== undefined && isOwnFile(file, invalidPath)) {
		return E.left('invalidFile must be another file than the destination and those that an export keeps beside it');
	}
	const plan = commonPlan(settings, items);
	return E.right({...plan, destination: file, settings: written, invalidFile: invalidPath});
};

/** What is for files only. */
const ofFiles = ['format', 'gzip', 'partitionBy', 'invalidFile', 'escapeFormulas', 'bom'] as const;

const planOf = (settings: Settings, items: string): E.Either<string, AnyPlan> => {
	const {destination} = settings;
	if (typeof destination === 'string') return filePlan(settings, destination, items);
	const stranger = ofFiles.find(name => settings[name] !== exportOptions[name].default);
	if (stranger !== undefined) return E.left(`${stranger} is for files only: leave it out`);
	if (settings.table !== undefined) return E.left('table is for files: name that of Postgres in postgres({…})');
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
