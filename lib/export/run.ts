import type {ListEndpoint} from '../core/list-endpoint.ts';
import type {Client} from '../pagination/client.ts';
import type {ExportPlan} from './export-options.ts';
import type {ExportPaths, WorkPaths} from './export-paths.ts';
import type {Lock} from './lock/lock.ts';

/** What is exported. */
export interface Source<Query, Item> {
	readonly client: Client;
	readonly endpoint: ListEndpoint<Query, Item>;
	readonly query: Query;
}

/** A run of an export, and the right to its files. */
export interface Run {
	readonly plan: ExportPlan;
	readonly work: WorkPaths;
	readonly paths: ExportPaths;
	readonly lock: Lock;
}
