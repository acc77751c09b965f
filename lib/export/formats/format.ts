import type {Column} from './columns.ts';

export const formatNames = ['ndjson', 'json', 'csv', 'parquet', 'sqlite'] as const;

export type Format = (typeof formatNames)[number];

/** What decides the bytes of a file; an export can be resumed only with the same. */
export interface FormatSettings {
	readonly format: Format;
	readonly gzip: boolean;
	/** CSV only. */
	readonly escapeFormulas: boolean;
	/** CSV only. */
	readonly bom: boolean;
	/** SQLite only. */
	readonly prune: boolean;
}

/** What is on the disk. */
export interface Flushed {
	/** The size of the partial file. */
	readonly bytes: number;
	/** What the partial file is known by when it is opened again. */
	readonly mark: string;
}

/** Where rows go. Everything happens on the partial file; the destination appears at the end only. */
export interface Sink {
	/** Adds rows. They are in the file, but not necessarily on the disk, when it resolves. */
	readonly write: (items: readonly unknown[]) => Promise<void>;
	/** Puts what was written on the disk. */
	readonly flush: () => Promise<Flushed>;
	/** Completes the file, on the disk; resolves to the path of the file that is to get the final name. */
	readonly finish: () => Promise<string>;
	/** Lets go of the file, also after a failure. Never rejects. */
	readonly close: () => Promise<void>;
}

export interface SinkContext {
	readonly partial: string;
	/** Bytes to keep of an existing partial file; 0 starts a new one. */
	readonly bytes: number;
	/** The mark that came with those bytes: an existing partial file without it is refused before it is changed. */
	readonly mark: string;
	/** Rows that those bytes hold. */
	readonly rows: number;
	readonly columns: readonly Column[];
	/** Fields that are sent only when asked for, and were not. */
	readonly notAsked: readonly string[];
	readonly settings: FormatSettings;
	/** The endpoint's name, for tables. */
	readonly name: string;
	/** An existing finished file that is to be brought up to date rather than replaced; SQLite only. */
	readonly refresh: string | undefined;
	/** Ends a long `finish`, which the next run then does again. */
	readonly signal: AbortSignal | undefined;
}

export type OpenSink = (context: SinkContext) => Promise<Sink>;

const extensions: ReadonlyMap<string, Format> = new Map([
	['.ndjson', 'ndjson'],
	['.jsonl', 'ndjson'],
	['.json', 'json'],
	['.csv', 'csv'],
	['.parquet', 'parquet'],
	['.sqlite', 'sqlite'],
	['.sqlite3', 'sqlite'],
	['.db', 'sqlite'],
]);

/** What a file's name says of its format: `rooms.csv.gz` is CSV, compressed. */
export const formatOfName = (name: string): {readonly format: Format | undefined; readonly gzip: boolean} => {
	const gzip = /\.gz$/i.test(name);
	const plain = gzip ? name.slice(0, -3) : name;
	const extension = /\.[^./\\]+$/.exec(plain)?.[0].toLowerCase() ?? '';
	return {format: extensions.get(extension), gzip};
};

export const isTextFormat = (format: Format): boolean => format === 'ndjson' || format === 'json' || format === 'csv';
