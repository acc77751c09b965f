import type {Noun} from '../core/noun.ts';
import type {Facts} from '../core/option.ts';
import {exportOptions} from '../export/export-options.ts';
import {isAddress, noAddress} from '../export/files/file-path.ts';
import {type Format, formatOfName, ownOptions, streamedFormat, traitsOf} from '../export/formats/formats.ts';
import {holdsPassword, isPostgresAddress} from '../export/postgres/options.ts';
import {walkOptions} from '../pagination/walk-options.ts';
import type {ListFlags} from './common-flags.ts';
import {CommandFailed, exitCodes} from './exit-codes.ts';

/** Whether items go to a file of their own, or into a database, rather than to standard output. */
export const writesFile = ({destination}: ListFlags): boolean => destination !== undefined && destination !== '-';

/** Whether they go into a database. */
export const writesTable = ({destination}: ListFlags): boolean =>
	destination !== undefined && isPostgresAddress(destination);

/** Undefined for a file whose name tells none, and for a table. */
const formatOf = (flags: ListFlags): Format | undefined => {
	if (flags.format !== undefined || writesTable(flags)) return flags.format;
	return writesFile(flags) ? formatOfName(flags.destination ?? '').format : streamedFormat;
};

const refuse = (message: string): never => {
	throw new CommandFailed(exitCodes.usage, message);
};

/** Refuses an option of another format of text; the export itself tells of others. */
const checkOwnOptions = (flags: ListFlags, format: Format): void => {
	for (const {option, usual, isText, ...own} of ownOptions) {
		if (!isText || own.format === format || (flags[option] ?? usual) === usual) continue;
		const [flag] = exportOptions[option].flag ?? [];
		refuse(`${flag} is for ${own.format} only; leave it out, or use --format ${own.format}.`);
	}
};

/** Refuses addresses where files are meant, and passwords in that of a database, without repeating them. */
const checkAddresses = (flags: ListFlags): void => {
	const {destination, invalidFile, schema} = flags;
	const file = writesTable(flags) ? undefined : destination;
	for (const [flag, path] of Object.entries({'--output': file, '--invalid-file': invalidFile})) {
		if (path !== undefined && isAddress(path)) refuse(`${flag} ${noAddress}.`);
	}
	if (file === destination) {
		if (schema !== undefined) refuse('--schema needs --output postgres://….');
	} else if (destination !== undefined && holdsPassword(destination)) {
		refuse(
			'a password in --output would be seen by every user of this machine; leave it out, and set PGPASSWORD, or set DATABASE_URL to the whole address and use --output postgres://, or keep it in ~/.pgpass.',
		);
	}
};

/** Flags that contradict each other, or mean nothing without a file, are refused rather than ignored. */
export const checkExportFlags = (flags: ListFlags, {many}: Noun): void => {
	const {resume, overwrite, prune, table, invalidFile, fields, resumeFrom, onInvalidItem, partitionBy} = flags;
	checkAddresses(flags);
	const format = formatOf(flags);
	if (format !== undefined) checkOwnOptions(flags, format);
	if (writesFile(flags)) {
		if (invalidFile !== undefined && (onInvalidItem === 'throw' || onInvalidItem === 'keep')) {
			const what = onInvalidItem === 'throw' ? 'stop ends at the first one' : 'keep keeps them';
			refuse(`--invalid-file leaves invalid ${many} out, and --on-invalid ${what}: choose one.`);
		}
		if (fields !== undefined) refuse('--fields is for standard output; a file holds every field.');
		for (const [name, {flag: [spelling] = []}] of Object.entries<Facts<unknown>>(walkOptions)) {
			if (Object.hasOwn(exportOptions, name) || Reflect.get(flags, name) === undefined) continue;
			const flag = spelling?.split(' ')[0];
			refuse(`${flag} is for standard output; a file goes on with --resume, and ends with --max-items or --max-pages.`);
		}
		return;
	}
	if (partitionBy !== undefined) refuse('--partition-by needs --output FOLDER/.');
	if (resume || overwrite || prune || table !== undefined || invalidFile !== undefined) {
		refuse('--resume, --overwrite, --prune, --table and --invalid-file need --output FILE.');
	}
	const {name, write, hasFreeFields, isOpenEnded} = traitsOf(format ?? streamedFormat);
	if (write === undefined) refuse(`${name} cannot be written to standard output; use --output FILE.`);
	if (fields !== undefined && !hasFreeFields) refuse(`--fields is for ${streamedFormat} only.`);
	if (resumeFrom !== undefined && !isOpenEnded) {
		refuse(
			`what was written as ${name} cannot be gone on with; use --format ${streamedFormat}, or --output FILE and --resume.`,
		);
	}
};
