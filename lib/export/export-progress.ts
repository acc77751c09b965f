import type {Checkpoint} from './checkpoint.ts';

/** How an export stands, after each page. */
export interface ExportProgress {
	/** Rows written so far, those of interrupted runs included. */
	readonly rows: number;
	/** Rows that were there already when this run began, because it resumed. */
	readonly resumedFrom: number;
	readonly pages: number;
	/** Bytes of the partial file; in the end, of the finished one. */
	readonly bytes: number;
	/** Rows that the listing showed a second time, and that were written once. */
	readonly duplicates: number;
	/** Entries that are not what the endpoint lists. */
	readonly invalid: number;
	/** Attempts beyond the first of each page, those of interrupted runs included. */
	readonly retries: number;
	/** Milliseconds, those of interrupted runs included. */
	readonly elapsed: number;
}

/** What of a checkpoint is for others to know. */
export const progressOf = (
	{rows, pages, bytes, duplicates, invalid, retries, elapsed}: Checkpoint & Pick<ExportProgress, 'bytes'>,
	resumedFrom: number,
): ExportProgress => ({rows, resumedFrom, pages, bytes, duplicates, invalid, retries, elapsed});
