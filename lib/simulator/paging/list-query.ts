import type {QueryValues} from './list-source.ts';
import {
	countsExamplePages,
	examplePage,
	type LinkStyle,
	type ListTerms,
	type Paging,
	type Rule,
	wholeRule,
} from './list-terms.ts';
import {type QueryPair, queryPairs} from './query-pairs.ts';

/** What a request asks a list for. */
export interface ListQuery {
	/** From 0, also where the `page` style counts from 1. */
	readonly pageIndex: number;
	/** Beyond all there are for a list without pages. */
	readonly pageSize: number;
	readonly pageToken: string | undefined;
	readonly values: QueryValues;
	/** Everything but the parameters that say which page it is, exactly as it was written. */
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

const usualSize = 50;

const invalid = (attribute: string, message: string): QueryProblem => ({attribute, code: 'invalid_parameter', message});

type Values = Map<string, string>;

const checkValue = (values: Values, name: string, rule: Rule | undefined): readonly QueryProblem[] => {
	const text = values.get(name);
	return text === undefined || rule === undefined || rule.accepts(text)
		? []
		: [invalid(name, `${name} must be ${rule.wanted}`)];
};

const pageProblems = (paging: Paging, values: Values, linkStyle: LinkStyle): readonly QueryProblem[] => {
	const {number, size, token, needsToken, largest} = paging;
	const misses = needsToken && Number(values.get(number) ?? 0) > 0 && !values.has(token);
	return [
		...checkValue(values, size, wholeRule(1, largest)),
		...checkValue(values, number, wholeRule(0)),
		...(countsExamplePages(paging, linkStyle) ? checkValue(values, examplePage, wholeRule(1)) : []),
		...(misses
			? [
					{
						attribute: token,
						code: 'missing_parameter',
						message: `${token} must be given when ${number} is greater than 0`,
					} as const,
				]
			: []),
	];
};

/** The parameters that say which page it is. */
const positional = (paging: Paging | undefined): readonly string[] =>
	paging ? [paging.number, paging.token, ...(paging.needsToken ? [examplePage] : [])] : [];

/** What says where a page is, once it is known to be right. */
const placeOf = (
	paging: Paging | undefined,
	values: Values,
	linkStyle: LinkStyle,
): Pick<ListQuery, 'pageIndex' | 'pageSize' | 'pageToken'> => {
	if (paging === undefined) return {pageIndex: 0, pageSize: Number.MAX_SAFE_INTEGER, pageToken: undefined};
	const {number, size, token, largest} = paging;
	return {
		pageIndex: countsExamplePages(paging, linkStyle)
			? Number(values.get(examplePage) ?? 1) - 1
			: Number(values.get(number) ?? 0),
		pageSize: Number(values.get(size) ?? Math.min(usualSize, largest)),
		pageToken: values.get(token),
	};
};

/** Reads the raw query of a request. Unknown parameters are ignored but carried, as web frameworks do. */
export const readListQuery = ({paging, rules}: ListTerms, rawQuery: string, linkStyle: LinkStyle): QueryResult => {
	const pairs = queryPairs(rawQuery);
	if (pairs === undefined) return {kind: 'malformed'};
	// Of several, the first counts; those that are documented must not be several.
	const values: Values = new Map(pairs.toReversed().map(({name, value}) => [name, value]));
	const notCarried = positional(paging);
	const single = [...rules.keys(), ...notCarried, ...(paging ? [paging.size] : [])];
	const repeated = single.filter(name => pairs.filter(pair => pair.name === name).length > 1);
	const problems = [
		...repeated.map(name => invalid(name, `${name} is given more than once`)),
		...(paging ? pageProblems(paging, values, linkStyle) : []),
		...[...rules].flatMap(([name, rule]) => checkValue(values, name, rule)),
	];
	if (problems.length > 0) return {kind: 'problems', problems};
	const carried = pairs.filter(({name}) => !notCarried.includes(name));
	return {kind: 'query', query: {...placeOf(paging, values, linkStyle), values, carried}};
};
