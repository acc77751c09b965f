import {integerParameter, tokenParameter} from '../core/parameter.ts';
import type {QueryOf} from '../core/query-codec.ts';

/** Items that SignalWire puts on a page at most. */
const largestPage = 1000;

/** How most lists of SignalWire are asked for a page. */
export const paging = {
	/** The page to start at, from 0 (the default); above 0 it needs `page_token`. */
	page_number: integerParameter(0, 2_147_483_647, 'start at this page; above 0 it needs a page token'),
	/** Items on a page, 1 to 1,000. Default: 1,000, or as many as `maxItems` needs; with a `page_token`, as SignalWire has it. */
	page_size: integerParameter(1, largestPage, 'items on a page; as many as are needed, unless given'),
	/** The token that an earlier page gave. */
	page_token: tokenParameter('the token that an earlier page gave'),
};

type PagingTable = typeof paging;

/** The parameters by which most lists of SignalWire are asked for a page. */
export interface PagingQuery extends QueryOf<PagingTable> {}
