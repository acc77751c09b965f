import type {ExportOptions} from '../export/export-options.ts';
import type {ExportProgress} from '../export/export-progress.ts';
import type {PlannedWalk} from './walks.ts';

/** What is known of a walk where its rows are. */
export interface WalkState {
	/** When the reading began that came to its end last, in milliseconds; undefined where none has. */
	readonly lastRead: number | undefined;
	/** When the reading began that was interrupted, in milliseconds; undefined where there is none to go on with. */
	readonly interrupted: number | undefined;
}

/** Rows of a walk, and how many of them were there already. */
export type RowCounts = Pick<ExportProgress, 'rows' | 'resumedFrom'>;

/** Exports a walk to where its rows go; what is not listed any more is gone then. */
export type ExportTo = (to: Pick<ExportOptions, 'destination' | 'prune'>) => Promise<RowCounts>;

/** Where the rows of a plan go, and what is known of its walks. */
export interface Place {
	readonly stateOf: (walk: PlannedWalk) => Promise<WalkState>;
	/**
	 * Has a walk read to its end.
	 * @param interrupted the reading that is gone on with, by when it began; undefined where one begins
	 */
	readonly read: (walk: PlannedWalk, interrupted: number | undefined, exportTo: ExportTo) => Promise<RowCounts>;
	/** Once all walks of a list are read, removes what it had brought when it was parted otherwise. */
	readonly tidy: (walks: readonly PlannedWalk[]) => Promise<void>;
	/** Notes a time, in milliseconds, by a name of what concerns more than one walk. */
	readonly note: (name: string, time: number) => Promise<void>;
	readonly noted: (name: string) => Promise<number | undefined>;
	readonly close: () => Promise<void>;
}
