import {dataset} from '../dataset/dataset.ts';
import {csv} from './csv.ts';
import type {CsvOptions} from './csv-text.ts';
import type {FormatTraits} from './format.ts';
import {json} from './json.ts';
import {ndjson} from './ndjson.ts';
import {parquet} from './parquet.ts';
import {sqlite} from './sqlite/sqlite.ts';
import type {SqliteOptions} from './sqlite/sqlite-context.ts';

/** A new format is one more name here, and a file beside. */
const all = [ndjson, json, csv, parquet, sqlite] as const;

// The type is inferred, so that its declaration shows the names themselves.
export const formatNames = Object.freeze(all.map(({name}) => name));

/**
 * How rows are laid out in a file.
 *
 * @useDeclaredType
 */
export type Format = (typeof formatNames)[number];

/** The options that only some format has: each is given all of them, and reads its own. */
export type FormatOptions = CsvOptions & SqliteOptions;

/** What a destination is partitioned by, as text; empty for a file. */
interface Partitioning {
	readonly partitionBy: string;
}

/** What decides the bytes of a file; an export can be resumed only with the same. */
export type FormatSettings = {readonly format: Format; readonly gzip: boolean} & FormatOptions & Partitioning;

type Traits = FormatTraits<Format, FormatOptions>;

export const formats: readonly Traits[] = all;

/** What standard output has where nothing is said. */
export const streamedFormat: Format = ndjson.name;

/** What an export makes: a file, or a folder of files. */
type MadeTraits = Traits | typeof dataset;

export const allTraits: readonly MadeTraits[] = [...all, dataset];

export const traitsFor = ({format, partitionBy}: FormatSettings): MadeTraits =>
	partitionBy === '' ? traitsOf(format) : dataset;

export const traitsOf = (format: Format): Traits => formats.find(({name}) => name === format) as Traits;

/** Each option that only one format has, with that format. */
export const ownOptions = formats.flatMap(({name, options = {}, write}) =>
	Object.entries(options).map(([option, traits]) => ({
		...traits,
		option: option as keyof FormatOptions,
		format: name,
		isText: write !== undefined,
	})),
);

/** Those options, with what is usual where nothing is given. */
export const formatOptionsOf = (
	given: {readonly [Option in keyof FormatOptions]?: FormatOptions[Option] | undefined},
): FormatOptions =>
	Object.fromEntries(ownOptions.map(({option, usual}) => [option, given[option] ?? usual])) as unknown as FormatOptions;

/** What a file's name says of its format: `rooms.csv.gz` is CSV, compressed. */
export const formatOfName = (name: string): {readonly format: Format | undefined; readonly gzip: boolean} => {
	const gzip = /\.gz$/i.test(name);
	const plain = gzip ? name.slice(0, -3) : name;
	const extension = /\.[^./\\]+$/.exec(plain)?.[0].toLowerCase() ?? '';
	return {format: formats.find(({extensions}) => extensions.includes(extension))?.name, gzip};
};

/** What a format cannot be told, in the words of a message. */
export const misfitOf = (settings: FormatSettings): string | undefined => {
	const {format, gzip, partitionBy} = settings;
	if (partitionBy !== '' && format !== 'parquet') {
		return `partitionBy (--partition-by) makes a folder of Parquet files: leave ${gzip ? '.gz' : format} out`;
	}
	if (gzip && traitsOf(format).write === undefined) return `${format} cannot be compressed with gzip; leave out .gz`;
	const misfit = ownOptions.find(
		own =>
			own.format !== format &&
			!(own.option in (traitsFor(settings).options ?? {})) &&
			own.elsewhere !== undefined &&
			settings[own.option] !== own.usual,
	);
	return misfit && `${misfit.option} is for ${misfit.format} only: ${misfit.elsewhere}`;
};
