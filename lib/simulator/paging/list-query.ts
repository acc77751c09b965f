import {parseDateTime} from '../date-time.ts';
import type {RoomFilter} from '../rooms/room-filter.ts';
import {type QueryPair, queryPairs} from './query-pairs.ts';

/** How links name the next page. */
export type LinkStyle = 'page' | 'anchor' | 'rolling';

/** What a request to the rooms endpoint asks for. */
export interface ListQuery {
	/** From 0, also where the `page` style counts from 1. */
	readonly pageIndex: number;
	readonly pageSize: number;
	readonly pageToken: string | undefined;
	readonly includeActiveSession: boolean;
	readonly filter: RoomFilter;
	/** Everything but `page`, `page_number` and `page_token`, exactly as it was written. */
	readonly carried: readonly QueryPair[];
}

/** One parameter that cannot be served. */
export interface QueryProblem {
	readonly attribute: string;
	readonly code: 'invalid_parameter' | 'missing_parameter';
	readonly message: string;
}

export type QueryResult =
	| {readonly kind: 'query'; readonly query: ListQuery}
	| {readonly kind: 'malformed'}
	| {readonly kind: 'problems'; readonly problems: readonly QueryProblem[]};

const invalid = (attribute: string, message: string): QueryProblem => ({attribute, code: 'invalid_parameter', message});

const documented = [
	'include_active_session',
	'starts_after',
	'ends_before',
	'page_number',
	'page_size',
	'page_token',
	'page',
];

const positional: readonly string[] = ['page', 'page_number', 'page_token'];

const wholeNumber = (text: string): number => (/^\d{1,9}$/.test(text) ? Number(text) : Number.NaN);

/** Reads the raw query of a request. Unknown parameters are ignored but carried, as web frameworks do. */
export const readListQuery = (rawQuery: string, linkStyle: LinkStyle): QueryResult => {
	const pairs = queryPairs(rawQuery);
	if (pairs === undefined) return {kind: 'malformed'};
	const problems: QueryProblem[] = [];
	const textOf = (name: string): string | undefined => pairs.find(pair => pair.name === name)?.value;

	for (const name of documented) {
		if (pairs.filter(pair => pair.name === name).length > 1) {
			problems.push(invalid(name, `${name} is given more than once`));
		}
	}

	const number = (name: string, fallback: number, minimum: number, maximum: number): number => {
		const text = textOf(name);
		const value = text === undefined ? fallback : wholeNumber(text);
		if (value >= minimum && value <= maximum) return value;
		const range = maximum === Number.POSITIVE_INFINITY ? `of at least ${minimum}` : `from ${minimum} to ${maximum}`;
		problems.push(invalid(name, `${name} must be an integer ${range}`));
		return fallback;
	};

	const time = (name: string): number | undefined => {
		const text = textOf(name);
		const value = text === undefined ? undefined : parseDateTime(text);
		if (text !== undefined && value === undefined) {
			problems.push(invalid(name, `${name} must be an RFC 3339 date or date-time`));
		}
		return value;
	};

	const pageSize = number('page_size', 50, 1, 1000);
	const pageNumber = number('page_number', 0, 0, Number.POSITIVE_INFINITY);
	const page = linkStyle === 'page' ? number('page', 1, 1, Number.POSITIVE_INFINITY) : 1;
	const pageToken = textOf('page_token');
	if (pageNumber > 0 && pageToken === undefined) {
		const message = 'page_token must be given when page_number is greater than 0';
		problems.push({attribute: 'page_token', code: 'missing_parameter', message});
	}
	const session = textOf('include_active_session');
	if (session !== undefined && session !== 'true' && session !== 'false') {
		problems.push(invalid('include_active_session', 'include_active_session must be true or false'));
	}
	const filter = {startsAfter: time('starts_after'), endsBefore: time('ends_before')};
	const query: ListQuery = {
		pageIndex: linkStyle === 'page' ? page - 1 : pageNumber,
		pageSize,
		pageToken,
		includeActiveSession: session === 'true',
		filter,
		carried: pairs.filter(({name}) => !positional.includes(name)),
	};
	return problems.length === 0 ? {kind: 'query', query} : {kind: 'problems', problems};
};
