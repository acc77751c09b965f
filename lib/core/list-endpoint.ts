import type * as t from 'io-ts';
import type {PageStyle} from './page.ts';
import {linked} from './page-linked.ts';
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
	/** How an answer is laid out: `linked()`, `uriPaged('calls')` or `whole()`. Default: `linked()`, that is `links` and `data`. */
	readonly page?: PageStyle;
	/** The fields that tell items apart, such as `['sid']`; empty where nothing does. Default: `['id']`. */
	readonly key?: readonly string[];
	/**
	 * Fields that are sent only when a parameter asks for them, each with the name of that parameter, as in
	 * `{active_session: 'include_active_session'}`. Default: none.
	 */
	readonly broughtBy?: Readonly<Record<string, string>>;
	/** The parameters with which a listing begins at another place than its first page. Default: none. */
	readonly beginsAt?: readonly string[];
	/**
	 * The parameter for the size of a page, and the largest that the list takes: a walk asks for so many items, or for as
	 * many as its `maxItems` needs. Default: none, and pages have the size that the server chooses.
	 */
	readonly pageSize?: PageSize;
}

export interface PageSize {
	readonly parameter: string;
	readonly largest: number;
}

const usualStyle = linked();

/** How a list's answers are laid out. */
export const pageStyleOf = ({page = usualStyle}: Pick<ListEndpoint<never, unknown>, 'page'>): PageStyle => page;

/** The fields that tell a list's items apart. */
export const keyOf = ({key = ['id']}: Pick<ListEndpoint<never, unknown>, 'key'>): readonly string[] => key;

/** Pages are counted from here. */
const firstPage = '0';

/** The parameters of a query, as it is sent, with which the listing begins at another place than its first page. */
export const beginningsOf = (
	{beginsAt = []}: Pick<ListEndpoint<never, unknown>, 'beginsAt'>,
	parameters: QueryParameters,
): readonly string[] =>
	beginsAt.filter(parameter => parameters.some(([name, value]) => name === parameter && value !== firstPage));

/** The fields that are sent only when asked for, and that a query, as it is sent, does not ask for. */
export const fieldsNotAsked = (
	{broughtBy = {}}: Pick<ListEndpoint<never, unknown>, 'broughtBy'>,
	query: string,
): readonly string[] => {
	const parameters = new URLSearchParams(query);
	return Object.keys(broughtBy).filter(field => ['false', null].includes(parameters.get(broughtBy[field] ?? '')));
};
