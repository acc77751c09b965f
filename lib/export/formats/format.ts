import type {ListTable} from './table.ts';

/** A format that is written from front to back. */
export interface TextFormat {
	/**
	 * What it gives is to be used before the next call.
	 * @param rows how many rows stand before these
	 */
	readonly page: (items: readonly unknown[], rows: number) => Uint8Array;
	/** What follows the last of so many rows. */
	readonly end: (rows: number) => string;
}

/** A switch or a name that only one format has. */
export interface OwnOption {
	/** What applies where nothing is given; null for no name. */
	readonly usual: boolean | null;
	/** Why other formats refuse it; without a reason they overlook it. */
	readonly elsewhere?: string;
}

interface CommonTraits<Name extends string, Options> {
	readonly name: Name;
	readonly extensions: readonly string[];
	readonly options?: Readonly<Partial<Record<keyof Options, OwnOption>>>;
	/** Whether a file that is there is brought up to date, by the key, rather than replaced. */
	readonly refreshes?: boolean;
	/**
	 * Refuses a destination whose name cannot be given to another file.
	 * @param finished the file that is to get it, where one may be there already
	 */
	readonly checkDestination?: (path: string, finished: string | undefined) => Promise<void>;
	/** The suffix of a folder that its library may leave beside a file. */
	readonly folderBeside?: string;
}

/** Text, written from front to back: it can be compressed, cut after any page and gone on with, and go to standard output. */
interface TextTraits<Options> {
	readonly write: (table: ListTable, options: Options) => Promise<TextFormat>;
	/** Whether what a later run writes to standard output can stand behind what an earlier one wrote. */
	readonly isOpenEnded: boolean;
	/** Whether an item can have any fields, so that some can be selected. */
	readonly hasFreeFields: boolean;
	/** Whether items are written as they were sent, so that what was sent has to be known. */
	readonly writesSent?: boolean;
	/** Whether it begins with the names of its columns. */
	readonly hasHeader?: boolean;
	readonly open?: undefined;
}

/** What is no text: it is made beside the partial file, in which rows are kept as its sink likes, at the end or while they come. */
interface FileTraits<Options> {
	readonly write?: undefined;
	readonly isOpenEnded?: undefined;
	readonly hasFreeFields?: undefined;
	readonly writesSent?: undefined;
	readonly hasHeader?: undefined;
	readonly open: (context: SinkContext<Options>) => Promise<Sink>;
}

/** All that is known of a format. `Options` are those that only it has. */
export type FormatTraits<Name extends string, Options = unknown> = CommonTraits<Name, Options> &
	(TextTraits<Options> | FileTraits<Options>);

/** What is on the disk. */
export interface Flushed {
	/** The size of the partial file. */
	readonly bytes: number;
	/** What the partial file is known by when it is opened again. */
	readonly mark: string;
}

/** Where rows go. Everything happens on the partial file, and beside it; the destination appears at the end only. */
export interface Sink {
	/** Adds rows. They are in the file, but not necessarily on the disk, when it resolves. */
	readonly write: (items: readonly unknown[]) => Promise<void>;
	/** Milliseconds for which what was written may wait for later rows before it is flushed, where it is to be longer than usual. */
	readonly keepAfter?: number;
	/** Puts what was written on the disk. */
	readonly flush: () => Promise<Flushed>;
	/** Completes the file, on the disk; resolves to the path of the file that is to get the final name. */
	readonly finish: () => Promise<string>;
	/**
	 * Of what is more than one file: puts all others into their places, just before the finished one gets its name; may be
	 * done again.
	 * @param mode the rights of a new file
	 */
	readonly release?: (mode: number) => Promise<void>;
	/** The size of those others, once it is finished. */
	readonly releasedBytes?: () => number;
	/** Lets go of the file, also after a failure. Never rejects. */
	readonly close: () => Promise<void>;
}

/** Where the partial file is, and what of it is to be kept. */
export interface PartialFile extends Flushed {
	readonly partial: string;
	/** Rows that those bytes hold; without any, a new file is made. One that is not known by its mark is refused. */
	readonly rows: number;
	readonly gzip: boolean;
}

export interface SinkContext<Options = unknown> extends PartialFile {
	readonly table: ListTable;
	readonly options: Options;
	/** Whose rows they are, of which space, and which listing brings them. */
	readonly project: string;
	readonly space: string;
	readonly listing: string;
	/** A finished file that is to be brought up to date. */
	readonly refresh: string | undefined;
	/** Ends a long `finish`, which the next run then does again. */
	readonly signal: AbortSignal | undefined;
}

/** Where what is no text is made. */
export const besidePartial = (partial: string, name: string): string => `${partial}.${name}`;

/** The file that is to get the final name: of what is text, the partial file itself. */
export const finishedPath = (
	partial: string,
	{name, open}: {readonly name: string; readonly open?: unknown},
): string => (open === undefined ? partial : besidePartial(partial, name));
