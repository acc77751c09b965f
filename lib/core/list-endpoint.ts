import type * as t from 'io-ts';
import type {QueryParameters} from './request-descriptor.ts';

/**
 * One list operation of the API, as data. To paginate another endpoint, write another of these.
 *
 * @example
 * const logs: ListEndpoint<object, {id: string}> = {
 * 	name: 'logs',
 * 	path: '/api/video/logs',
 * 	query: queryCodec('logs', {}),
 * 	item: t.type({id: t.string}),
 * };
 */
export interface ListEndpoint<Query, Item> {
	/** The plural noun that messages use. */
	readonly name: string;
	/** The path below the base address. */
	readonly path: string;
	/** Checks a caller's query and encodes it as parameters. */
	readonly query: t.Type<Query, QueryParameters, unknown>;
	/** Checks an entry of `data`; it must not transform what it checks. */
	readonly item: t.Type<Item, unknown, unknown>;
}
