import type {ListEndpoint} from '../core/list-endpoint.ts';
import type {Client} from '../pagination/client.ts';
import type {WalkOptions} from '../pagination/walk-options.ts';

/** What is exported. */
export interface Source<Query, Item> {
	readonly client: Client;
	readonly endpoint: ListEndpoint<Query, Item>;
	readonly query: Query;
	readonly walk: WalkOptions;
}
