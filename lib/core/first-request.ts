import {beginningsOf, type CheckedTraits} from './list.ts';
import {fillPath, queryOnly} from './list-path.ts';
import {describeRequest, type QueryParameters, type RequestDescriptor} from './request-descriptor.ts';

/** The request that a walk begins with. */
export interface FirstRequest {
	readonly request: RequestDescriptor;
	/** The same for a whole page, where `request` asks only for what a limit lets through. */
	readonly wide: RequestDescriptor | undefined;
}

/** A query says itself how large its pages are, or goes on with pages whose size was said before. */
const isSized = (list: CheckedTraits, parameters: QueryParameters): boolean =>
	parameters.some(([name]) => name === list.pageSize?.parameter) || beginningsOf(list, parameters).length > 0;

/** Asks for the largest page that a list takes, unless the query has a size of its own: fewer requests, same items. */
export const firstRequest = (list: CheckedTraits, parameters: QueryParameters, maxItems: number): FirstRequest => {
	const path = fillPath(list.path, parameters);
	const query = queryOnly(list.path, parameters);
	const {pageSize} = list;
	if (pageSize === undefined || isSized(list, query)) return {request: describeRequest(path, query), wide: undefined};
	const sized = (size: number) => describeRequest(path, [...query, [pageSize.parameter, String(size)]]);
	const {largest} = pageSize;
	const narrow = Math.max(1, Math.min(largest, maxItems));
	return {request: sized(narrow), wide: narrow < largest ? sized(largest) : undefined};
};
