import type * as t from 'io-ts';
import {type AnyList, pageStyleOf} from '../../core/list.ts';
import {placeholdersIn} from '../../core/list-path.ts';
import type {PagingParameters} from '../../core/page.ts';
import {Parameter} from '../../core/parameter.ts';
import {parametersOf} from '../../core/query-codec.ts';
import {parseDateTime, parseTime} from './date-time.ts';
import type {QueryValues} from './list-source.ts';
import {type QueryPair, queryPairs} from './query-pairs.ts';

/** How links name the next page. */
export type LinkStyle = 'page' | 'anchor' | 'rolling';

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

/** How a list is asked for its pages. */
export interface Paging extends PagingParameters {
	/** Items on a page, at most. */
	readonly largest: number;
}

/** What the value of a parameter must be. */
interface Rule {
	readonly accepts: (text: string) => boolean;
	readonly wanted: string;
}

/** What a list can be asked, read off its definition. */
export interface ListTerms {
	/** Undefined for a list without pages. */
	readonly paging: Paging | undefined;
	/** The documented parameters, those of the page left out, and what each must be if that is not any text. */
	readonly rules: ReadonlyMap<string, Rule | undefined>;
}

const usualSize = 50;
const usualLargest = 1000;

/** What the documentation's examples count pages with, from 1; such links carry no token. */
const examplePage = 'page';

export const countsExamplePages = ({needsToken}: PagingParameters, style: LinkStyle): boolean =>
	style === 'page' && needsToken;

const wholeNumber = (text: string): number => (/^\d{1,9}$/.test(text) ? Number(text) : Number.NaN);

const wholeRule = (minimum: number, maximum = Number.POSITIVE_INFINITY): Rule => ({
	accepts: text => wholeNumber(text) >= minimum && wholeNumber(text) <= maximum,
	wanted: `an integer ${maximum === Number.POSITIVE_INFINITY ? `of at least ${minimum}` : `from ${minimum} to ${maximum}`}`,
});

const truthRule: Rule = {accepts: text => text === 'true' || text === 'false', wanted: 'true or false'};

/** Other times than those of RFC 3339 only where they are documented. */
const dateRule = (codec: t.Mixed): Rule => ({
	accepts: text => parseDateTime(text) !== undefined || (parseTime(text) !== undefined && codec.is(text)),
	wanted: 'an RFC 3339 date or date-time',
});

const ruleOf = (codec: t.Mixed): Rule | undefined => {
	if (!(codec instanceof Parameter)) return undefined;
	const {type, minimum, maximum} = codec.described;
	return {boolean: truthRule, date: dateRule(codec), integer: wholeRule(minimum ?? 0, maximum), text: undefined}[type];
};

export const termsOf = (list: AnyList): ListTerms => {
	const {paging} = pageStyleOf(list);
	const known = Object.entries(parametersOf(list.query));
	const apart = [...placeholdersIn(list.path), ...(paging ? [paging.number, paging.size, paging.token] : [])];
	return {
		paging: paging && {...paging, largest: list.pageSize?.largest ?? usualLargest},
		rules: new Map(known.filter(([name]) => !apart.includes(name)).map(([name, codec]) => [name, ruleOf(codec)])),
	};
};

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
