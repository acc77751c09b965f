import type {ExportProgress} from '../export/export-progress.ts';
import type {Client} from '../pagination/client.ts';
import type {PlannedWalk} from './walks.ts';

/** What is known of a walk where its rows are. */
export interface WalkState {
	/** When the reading began that came to its end last, in milliseconds; undefined where none has. */
	readonly lastRead: number | undefined;
	/** When the reading began that was interrupted, in milliseconds; undefined where there is none to go on with. */
	readonly interrupted: number | undefined;
}

export interface WalkMeans {
	readonly client: Client;
	readonly signal: AbortSignal;
	/** Goes on with what is there, or throws it away. */
	readonly how: 'resume' | 'anew';
	readonly onProgress: (progress: ExportProgress) => void;
}

/** Where the rows of a plan go, and what is known of its walks. */
export interface Place {
	readonly stateOf: (walk: PlannedWalk, client: Client) => Promise<WalkState>;
	/** Reads a walk to its end; resolves to how many rows it has. What is not listed any more is gone then. */
	readonly read: (walk: PlannedWalk, means: WalkMeans) => Promise<number>;
	/** Removes what the list of this walk had brought when it was parted otherwise; all of it is there as it is now. */
	readonly tidy: (walk: PlannedWalk) => Promise<void>;
	/** A remark that later runs find. */
	readonly note: (name: string) => Promise<string | undefined>;
	readonly keepNote: (name: string, text: string) => Promise<void>;
	readonly close: () => Promise<void>;
}

/** Which items an export is to write: those of its slice, as long as the filter is heeded. */
export const rowsOf = ({belongs, check}: Pick<PlannedWalk, 'belongs' | 'check'>): PlannedWalk['belongs'] =>
	belongs &&
	(item => {
		check?.(item);
		return belongs(item);
	});
