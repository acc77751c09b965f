import type {Format} from './format.ts';

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

/** The file that is to get the final name: Parquet is made beside the partial file, all others of it. */
export const finishedPath = ({partial}: ExportPaths, format: Format): string =>
	format === 'parquet' ? `${partial}.parquet` : partial;
