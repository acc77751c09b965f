import type {SinkContext} from '../format.ts';

/** What only SQLite is told. */
export interface SqliteOptions {
	readonly prune: boolean;
}

export type SqliteContext = SinkContext<SqliteOptions>;
