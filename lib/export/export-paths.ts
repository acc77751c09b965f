import {type Format, isTextFormat} from './format.ts';

/** The files of an export that is under way. Their names are documented: people look for them after a crash. */
export interface ExportPaths {
	readonly partial: string;
	readonly checkpoint: string;
	/** The ids that are written. */
	readonly seen: string;
	readonly lock: string;
}

export const exportPaths = (destination: string): ExportPaths => ({
	partial: `${destination}.partial`,
	checkpoint: `${destination}.checkpoint.json`,
	seen: `${destination}.seen`,
	lock: `${destination}.lock`,
});

/** The next checkpoint, until it is whole. */
export const newName = (checkpoint: string): string => `${checkpoint}.new`;

/** Files that hold rows, or what is known of them, without the checkpoint that makes use of them. */
export const rowFiles = ({partial, seen}: ExportPaths): readonly string[] => [
	...['', '.parquet', '.sqlite', '.sqlite-wal', '.sqlite-journal'].map(suffix => partial + suffix),
	seen,
];

/** What goes when an export is done; the checkpoint last, for it tells what to do about the others. */
export const leftovers = (paths: ExportPaths): readonly string[] => [
	...rowFiles(paths),
	newName(paths.checkpoint),
	paths.checkpoint,
];

/** All files of an export, but for the destination. */
export const ownFiles = (paths: ExportPaths): readonly string[] => [...leftovers(paths), paths.lock];

/** What an export, or the library that writes its format, keeps under these beginnings of names. */
const sideFiles = ['.partial', '.checkpoint.json', '.seen', '.lock', '-wal', '-shm', '-journal'];

/** Whether a path is that of the destination, or of a file that an export may keep beside it. */
export const isOwnFile = (destination: string, path: string): boolean =>
	path === destination || sideFiles.some(suffix => path.startsWith(destination + suffix));

/** The file that is to get the final name: text is the partial file itself, what is no text is made beside it. */
export const finishedPath = ({partial}: ExportPaths, format: Format): string =>
	isTextFormat(format) ? partial : `${partial}.${format}`;
