import type * as t from 'io-ts';
import {type AnyList, pageStyleOf} from '../../core/list.ts';
import {placeholdersIn} from '../../core/list-path.ts';
import type {PagingParameters} from '../../core/page.ts';
import {Parameter} from '../../core/parameter.ts';
import {parametersOf} from '../../core/query-codec.ts';
import {parseDateTime, parseTime} from './date-time.ts';

/** How links name the next page. */
export type LinkStyle = 'page' | 'anchor' | 'rolling';

/** How a list is asked for its pages. */
export interface Paging extends PagingParameters {
	/** Items on a page, at most. */
	readonly largest: number;
}

/** What the value of a parameter must be. */
export interface Rule {
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

const usualLargest = 1000;

/** What the documentation's examples count pages with, from 1; such links carry no token. */
export const examplePage = 'page';

export const countsExamplePages = ({needsToken}: PagingParameters, style: LinkStyle): boolean =>
	style === 'page' && needsToken;

const wholeNumber = (text: string): number => (/^\d{1,9}$/.test(text) ? Number(text) : Number.NaN);

export const wholeRule = (minimum: number, maximum = Number.POSITIVE_INFINITY): Rule => ({
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
