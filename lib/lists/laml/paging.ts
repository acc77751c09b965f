import {integerParameter, tokenParameter} from '../../core/parameter.ts';
import type {QueryOf} from '../../core/query-codec.ts';

/** Items that LaML puts on a page at most. */
const largestPage = 1000;

/** How LaML is asked for a page. */
export const lamlPaging = {
	/** The page to start at, from 0 (the default). */
	Page: integerParameter(0, 2_147_483_647, 'start at this page'),
	/** Items on a page, 1 to 1,000. Default: 1,000, or as many as `maxItems` needs; with a `PageToken`, as LaML has it. */
	PageSize: integerParameter(1, largestPage, 'items on a page; as many as are needed, unless given'),
	/** The token that an earlier page gave. */
	PageToken: tokenParameter('the token that an earlier page gave'),
};

type LamlPagingTable = typeof lamlPaging;

/** The parameters by which LaML is asked for a page. */
export interface LamlPagingQuery extends QueryOf<LamlPagingTable> {}
