import {isAddress, noAddress} from '../export/files/file-path.ts';
import {type Format, formatOfName} from '../export/formats/format.ts';
import type {ListFlags} from './common-flags.ts';
import {CommandFailed, exitCodes} from './exit-codes.ts';

/** Whether rooms go to a file of their own. */
export const writesFile = ({destination}: ListFlags): boolean => destination !== undefined && destination !== '-';

/** Undefined for a file whose name tells none. */
const formatOf = (flags: ListFlags): Format | undefined =>
	flags.format ?? (writesFile(flags) ? formatOfName(flags.destination ?? '').format : 'ndjson');

/** Flags that contradict each other, or mean nothing without a file, are refused rather than ignored. */
export const checkExportFlags = (flags: ListFlags): void => {
	const {destination, resume, overwrite, prune, invalidFile, fields, resumeFrom, onInvalidItem} = flags;
	const refuse = (message: string): never => {
		throw new CommandFailed(exitCodes.usage, message);
	};
	for (const [flag, path] of Object.entries({'--output': destination, '--invalid-file': invalidFile})) {
		if (path !== undefined && isAddress(path)) refuse(`${flag} ${noAddress}.`);
	}
	const format = formatOf(flags);
	const forCsv = flags.bom ? '--bom' : flags.escapeFormulas ? undefined : '--no-escape-formulas';
	if (forCsv !== undefined && format !== undefined && format !== 'csv') {
		refuse(`${forCsv} is for csv only; leave it out, or use --format csv.`);
	}
	if (writesFile(flags)) {
		if (invalidFile !== undefined && (onInvalidItem === 'throw' || onInvalidItem === 'keep')) {
			const what = onInvalidItem === 'throw' ? 'stop ends at the first one' : 'keep keeps them';
			refuse(`--invalid-file leaves invalid rooms out, and --on-invalid ${what}: choose one.`);
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
