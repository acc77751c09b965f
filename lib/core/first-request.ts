import {beginningsOf, type ListEndpoint} from './list-endpoint.ts';
import {describeRequest, type QueryParameters, type RequestDescriptor} from './request-descriptor.ts';

/** The request that a walk begins with. */
export interface FirstRequest {
	readonly request: RequestDescriptor;
	/** The same for a whole page, where `request` asks only for what a limit lets through. */
	readonly wide: RequestDescriptor | undefined;
}

/** A query says itself how large its pages are, or goes on with pages whose size was said before. */
const isSized = <Query, Item>(
	{pageSize, ...endpoint}: ListEndpoint<Query, Item>,
	parameters: QueryParameters,
): boolean =>
	parameters.some(([name]) => name === pageSize?.parameter) || beginningsOf(endpoint, parameters).length > 0;

/** Asks for the largest page that a list takes, unless the query has a size of its own: fewer requests, same items. */
export const firstRequest = <Query, Item>(
	endpoint: ListEndpoint<Query, Item>,
	query: Query,
	maxItems: number,
): FirstRequest => {
	const parameters = endpoint.query.encode(query);
	const {path, pageSize} = endpoint;
	if (pageSize === undefined || isSized(endpoint, parameters)) {
		return {request: describeRequest(path, parameters), wide: undefined};
	}
	const sized = (size: number) => describeRequest(path, [...parameters, [pageSize.parameter, String(size)]]);
	const {largest} = pageSize;
	const narrow = Math.max(1, Math.min(largest, maxItems));
	return {request: sized(narrow), wide: narrow < largest ? sized(largest) : undefined};
};
