import {Option} from 'commander';
import type {ExportOptions} from '../export/export-options.ts';
import {isAddress, noAddress} from '../export/files/file-path.ts';
import {type Format, formatNames, formatOfName} from '../export/formats/format.ts';
import type {WalkOptions} from '../pagination/walk-options.ts';
import {CommandFailed, exitCodes} from './exit-codes.ts';

/** What becomes of a room that is not as documented. */
export type OnInvalid = 'keep' | 'skip' | 'stop';

/** The flags of an export, parsed. */
export interface ExportFlags {
	readonly output?: string;
	readonly format?: Format;
	readonly resume?: boolean;
	readonly overwrite?: boolean;
	readonly escapeFormulas: boolean;
	readonly bom?: boolean;
	readonly prune?: boolean;
	readonly invalidFile?: string;
}

export const exportFlags: readonly Option[] = [
	new Option('--output <file>', 'write a file, complete or not at all; - is standard output'),
	new Option('--format <format>', 'default: by the extension of the file; ndjson on standard output').choices(
		formatNames,
	),
	new Option('--resume', 'go on with an interrupted export, or begin one'),
	new Option('--overwrite', 'replace a finished file, throw away an interrupted export'),
	new Option('--no-escape-formulas', 'csv: leave text that spreadsheets take for formulas as it is'),
	new Option('--bom', 'csv: begin with a byte order mark, by which Excel knows UTF-8'),
	new Option('--prune', 'sqlite: remove rooms that are not listed any more'),
	new Option('--invalid-file <file>', 'leave invalid rooms out, and write them to this file with the reasons'),
];

/** Whether rooms go to a file of their own. */
export const writesFile = ({output}: ExportFlags): boolean => output !== undefined && output !== '-';

/** Undefined for a file whose name tells none. */
const formatOf = (flags: ExportFlags): Format | undefined =>
	flags.format ?? (writesFile(flags) ? formatOfName(flags.output ?? '').format : 'ndjson');

/** Flags that contradict each other, or mean nothing without a file, are refused rather than ignored. */
export const checkExportFlags = (
	flags: ExportFlags & {
		readonly fields?: unknown;
		readonly resumeFrom?: string;
		readonly onInvalid: OnInvalid | null;
	},
): void => {
	const {output, resume, overwrite, prune, invalidFile, fields, resumeFrom, onInvalid} = flags;
	const refuse = (message: string): never => {
		throw new CommandFailed(exitCodes.usage, message);
	};
	for (const [flag, path] of Object.entries({'--output': output, '--invalid-file': invalidFile})) {
		if (path !== undefined && isAddress(path)) refuse(`${flag} ${noAddress}.`);
	}
	const format = formatOf(flags);
	const forCsv = flags.bom ? '--bom' : flags.escapeFormulas ? undefined : '--no-escape-formulas';
	if (forCsv !== undefined && format !== undefined && format !== 'csv') {
		refuse(`${forCsv} is for csv only; leave it out, or use --format csv.`);
	}
	if (writesFile(flags)) {
		if (invalidFile !== undefined && (onInvalid === 'stop' || onInvalid === 'keep')) {
			const what = onInvalid === 'stop' ? 'ends at the first one' : 'keeps them';
			refuse(`--invalid-file leaves invalid rooms out, and --on-invalid ${onInvalid} ${what}: choose one.`);
		}
		if (fields !== undefined) refuse('--fields is for standard output; a file holds every field.');
		if (resumeFrom !== undefined) refuse('--resume-from is for standard output; a file goes on with --resume.');
		return;
	}
	if (resume || overwrite || prune || invalidFile !== undefined) {
		refuse('--resume, --overwrite, --prune and --invalid-file need --output FILE.');
	}
	if (format === 'parquet' || format === 'sqlite') {
		refuse(`${format} cannot be written to standard output; use --output FILE.`);
	}
	if (fields !== undefined && format !== 'ndjson') refuse('--fields is for ndjson only.');
	if (resumeFrom !== undefined && format === 'json') {
		refuse('an array of json cannot be gone on with; use --format ndjson, or --output FILE and --resume.');
	}
};

export const exportOptionsOf = (
	flags: ExportFlags,
	{signal, maxItems, maxPages, readAhead, concurrency, unanchored, onInvalidItem}: WalkOptions,
): ExportOptions => ({
	destination: flags.output ?? '',
	format: flags.format,
	resume: flags.resume,
	overwrite: flags.overwrite,
	escapeFormulas: flags.escapeFormulas,
	bom: flags.bom,
	prune: flags.prune,
	invalidFile: flags.invalidFile,
	onInvalidItem: typeof onInvalidItem === 'function' ? undefined : onInvalidItem,
	signal,
	maxItems,
	maxPages,
	readAhead,
	concurrency,
	unanchored,
});
