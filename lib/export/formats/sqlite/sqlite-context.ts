import type {SinkContext} from '../format.ts';

/** What only SQLite is told. */
export interface SqliteOptions {
	readonly prune: boolean;
	/** Null for the name of the list. */
	readonly table: string | null;
}

export type SqliteContext = SinkContext<SqliteOptions>;
