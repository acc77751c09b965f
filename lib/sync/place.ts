import type {ExportProgress} from '../export/export-progress.ts';
import type {Client} from '../pagination/client.ts';
import type {PlannedWalk, Whose} from './walks.ts';

/** What is known of a walk where its rows are. */
export interface WalkState {
	/** When the reading began that came to its end last, in milliseconds; undefined where none has. */
	readonly lastRead: number | undefined;
	/** When the reading began that was interrupted, in milliseconds; undefined where there is none to go on with. */
	readonly interrupted: number | undefined;
}

export interface PlaceMeans {
	readonly client: Client;
	readonly signal: AbortSignal;
	/** The interrupted reading to go on with, by when it began; undefined throws away what is there of one. */
	readonly interrupted: number | undefined;
	readonly onProgress: (progress: ExportProgress) => void;
}

/** Where the rows of a plan go, and what is known of its walks. */
export interface Place {
	readonly stateOf: (walk: PlannedWalk, whose: Whose) => Promise<WalkState>;
	/** Reads a walk to its end; resolves to how many rows it has, and had already. What is not listed any more is gone then. */
	readonly read: (walk: PlannedWalk, means: PlaceMeans) => Promise<Pick<ExportProgress, 'rows' | 'resumedFrom'>>;
	/** Removes what the list of this walk had brought when it was parted otherwise; all of it is there as it is now. */
	readonly tidy: (walk: PlannedWalk) => Promise<void>;
	/** A remark that later runs find. */
	readonly note: (name: string) => Promise<string | undefined>;
	readonly keepNote: (name: string, text: string) => Promise<void>;
	readonly close: () => Promise<void>;
}
