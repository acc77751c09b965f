/** What is told of a walk while a plan is run. */
export interface SyncEvent {
	readonly type: 'begin' | 'progress' | 'end';
	/** `emea / voice logs / 2026-01` */
	readonly walk: string;
	/** Rows so far, with those of interrupted runs. */
	readonly rows: number;
	/** Rows that were there already when this run began, because it goes on with an interrupted one. */
	readonly resumedFrom: number;
	/** Whether it was read to its end: of events of type `end`. */
	readonly complete?: boolean;
}
