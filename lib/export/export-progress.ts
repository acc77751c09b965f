import type {Differences} from '../pagination/differences.ts';
import type {Checkpoint} from './checkpoint.ts';

/** How an export stands, each time that rows are safe: a run that is resumed goes on from there. */
export interface ExportProgress extends Differences {
	/** Rows written so far, those of interrupted runs included. */
	readonly rows: number;
	/** Rows that were there already when this run began, because it resumed. */
	readonly resumedFrom: number;
	readonly pages: number;
	/** Bytes of the partial file; in the end, of the finished one. */
	readonly bytes: number;
	/** Rows that the listing showed a second time, and that were written once. */
	readonly duplicates: number;
	/** Entries that were left out, as `onInvalidItem` or `invalidFile` asked for. */
	readonly invalid: number;
	/** Rows whose key is missing, null or not of the documented type: nothing tells them apart for a table. */
	readonly withoutKey: number;
	/** Attempts beyond the first of each page, those of interrupted runs included. */
	readonly retries: number;
	/** Milliseconds, those of interrupted runs included. */
	readonly elapsed: number;
}

/** What of a checkpoint is for others to know. */
export const progressOf = (
	checkpoint: Checkpoint & Pick<ExportProgress, 'bytes'>,
	resumedFrom: number,
): ExportProgress => {
	const {rows, pages, bytes, duplicates, invalid, withoutKey, differing, differences, retries, elapsed} = checkpoint;
	const told = {differing, differences, retries, elapsed};
	return {rows, resumedFrom, pages, bytes, duplicates, invalid, withoutKey, ...told};
};
