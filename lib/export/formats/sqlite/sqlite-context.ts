import type {SinkContext} from '../format.ts';

export interface SqliteOptions {
	readonly prune: boolean;
}

export type SqliteContext = SinkContext<SqliteOptions>;
