import {csv} from './csv.ts';
import type {FormatTraits, OwnOption} from './format.ts';
import {json} from './json.ts';
import {ndjson} from './ndjson.ts';
import {parquet} from './parquet.ts';
import {sqlite} from './sqlite/sqlite.ts';

/** A new format is one more name here, and a file beside. */
export const formats = [ndjson, json, csv, parquet, sqlite] as const;

type Traits = (typeof formats)[number];

export type Format = Traits['name'];

export const formatNames: readonly Format[] = formats.map(({name}) => name);

/** What standard output has where nothing is said. */
export const streamedFormat: Format = ndjson.name;

type OptionsOf<T> = (T extends FormatTraits<string, infer Own> ? (options: Own) => void : never) extends (
	options: infer All,
) => void
	? All
	: never;

/** The options that only some format has: each is given all of them, and reads its own. */
export type FormatOptions = OptionsOf<Traits>;

/** Each option that only one format has, with that format. */
export const ownOptions = formats.flatMap(({name, text, options}) =>
	(Object.entries(options) as ReadonlyArray<[keyof FormatOptions, OwnOption]>).map(([option, traits]) => ({
		...traits,
		option,
		owner: name,
		isText: text !== undefined,
	})),
);

/** What decides the bytes of a file; an export can be resumed only with the same. */
export type FormatSettings = {readonly format: Format; readonly gzip: boolean} & FormatOptions;

export const traitsOf = (format: Format): Traits => formats.find(({name}) => name === format) as Traits;

const extensions: ReadonlyMap<string, Format> = new Map(
	formats.flatMap(({name, extensions}) => extensions.map(extension => [extension, name] as const)),
);

/** What a file's name says of its format: `rooms.csv.gz` is CSV, compressed. */
export const formatOfName = (name: string): {readonly format: Format | undefined; readonly gzip: boolean} => {
	const gzip = /\.gz$/i.test(name);
	const plain = gzip ? name.slice(0, -3) : name;
	const extension = /\.[^./\\]+$/.exec(plain)?.[0].toLowerCase() ?? '';
	return {format: extensions.get(extension), gzip};
};

/** What a format cannot be told, in the words of a message. */
export const misfitOf = (settings: FormatSettings): string | undefined => {
	const {name, text} = traitsOf(settings.format);
	if (settings.gzip && text === undefined) return `${name} cannot be compressed with gzip; leave out .gz`;
	const misfit = ownOptions.find(
		({option, owner, usual, elsewhere}) => owner !== name && elsewhere !== undefined && settings[option] !== usual,
	);
	return misfit && `${misfit.option} is for ${misfit.owner} only: ${misfit.elsewhere}`;
};
