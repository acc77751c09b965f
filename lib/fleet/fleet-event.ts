import type {SyncEvent} from '../sync/read-walk.ts';

/** A walk that a worker could not read to its end, or some of those below items. */
export interface FailedEvent {
	readonly type: 'failed';
	/** `emea / voice logs / 2026-01`; of what is below items with its part, as `(2/8)`. */
	readonly walk: string;
	/** What went wrong, where, and what to do next. */
	readonly reason: string;
	/** Where the walk stands, as far as it is known. */
	readonly cursor?: string | undefined;
	/** Whether it is not tried again by itself. */
	readonly isFinal: boolean;
}

/** The server of the queue is away, or refuses what it is asked; the worker goes on trying. */
export interface TroubleEvent {
	readonly type: 'trouble';
	readonly reason: string;
}

/** What a worker tells of the walks that it reads. */
export type FleetEvent = SyncEvent | FailedEvent | TroubleEvent;
