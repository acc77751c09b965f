import type * as t from 'io-ts';
import type {Authentication} from './authentication.ts';
import type {PageStyle} from './page.ts';
import {linked} from './page-linked.ts';
import {Parameter} from './parameter.ts';
import {isPlainObject} from './plain-object.ts';
import {type Parameters, type QueryOf, type QueryRule, queryCodec} from './query-codec.ts';
import type {QueryParameters} from './request-descriptor.ts';
import {isStandardSchema, type StandardSchema, schemaCodec} from './standard-schema.ts';

/** What is true of a list whatever its items are. */
interface ListTraits {
	/** The plural noun that messages, tables and the command use, such as `room_sessions`. */
	readonly name: string;
	/** The path below the base address; a parameter in it stands in braces: `/api/video/room_sessions/{room_session_id}/members`. */
	readonly path: string;
	/** The scope that an API token needs for it, such as `Video`. */
	readonly scope?: string;
	/**
	 * As whom it is asked: `'project'`, by project ID and API token, or `'subscriber'`, by the client's `subscriberToken` alone.
	 * Default: `'project'`.
	 */
	readonly authentication?: Authentication;
	/** How an answer is laid out: `linked()`, `uriPaged('calls')`, `whole()` or `single()`. Default: `linked()`, that is `links` and `data`. */
	readonly page?: PageStyle;
	/** The fields that tell items apart, such as `['sid']`; empty where nothing does. Default: `['id']`. */
	readonly key?: readonly string[];
	/**
	 * Fields that are sent only when a parameter asks for them, each with the name of that parameter, as in
	 * `{active_session: 'include_active_session'}`. Default: none.
	 */
	readonly broughtBy?: Readonly<Record<string, string>>;
	/**
	 * Other paths that next links are documented to lead to, with the same parameters in braces; those that leave one out are
	 * followed only with `followWithoutParent`. Default: none.
	 */
	readonly linksTo?: readonly string[];
	/**
	 * The parameters that choose items by a time, and the field that this time is in, as in
	 * `{field: 'created_at', after: 'created_after', before: 'created_before'}`. Default: none.
	 */
	readonly timeFilter?: TimeFilter;
	/** The parameters with which a listing begins at another place than its first page. Default: those of its page style. */
	readonly beginsAt?: readonly string[];
	/**
	 * The parameter for the size of a page, and the largest that the list takes: a walk asks for so many items, or for as
	 * many as its `maxItems` needs. Default: that of its page style, where the list has it; else none, and pages have the
	 * size that the server chooses.
	 */
	readonly pageSize?: PageSize;
}

/** How items can be chosen by a time of theirs. */
export interface TimeFilter {
	readonly field: string;
	readonly after: string;
	readonly before: string;
	/** Whether the field may be null or absent: no filter shows such items. Default: false. */
	readonly mayBeNull?: boolean;
}

export interface PageSize {
	readonly parameter: string;
	readonly largest: number;
}

/** One list of the API, as data; `list()` makes it. */
export interface List<Query, Item> extends ListTraits {
	/** Checks a caller's query and encodes it as parameters. */
	readonly query: t.Type<Query, QueryParameters, unknown>;
	/** Checks an entry; what was sent is given. */
	readonly item: t.Type<Item, unknown, unknown>;
}

/** A list, whatever it is asked and whatever it lists. */
// biome-ignore lint/suspicious/noExplicitAny: a query stands on both sides of its codec
export type AnyList = List<any, any>;

/** What checks an item: an io-ts codec, or a schema of zod, valibot, arktype and others (standardschema.dev). */
// biome-ignore lint/suspicious/noExplicitAny: whatever it would be encoded as
export type ItemSchema = t.Type<any, any, unknown> | StandardSchema<any>;

/** What a list's items are: with a schema, what it takes, and not what it would make of it. */
export type ItemOf<Schema> = Schema extends t.Any
	? t.TypeOf<Schema>
	: Schema extends {readonly '~standard': {readonly types?: {readonly input: infer Input} | undefined}}
		? Input
		: never;

/** A list, as one writes it. */
export interface ListDefinition<Table extends Parameters, Schema extends ItemSchema> extends ListTraits {
	/** Its parameters by their names on the wire; those of its path are made by `pathParameter`. Default: none. */
	readonly query?: Table;
	/** Rules over several parameters. Default: that of its page style. */
	readonly rules?: readonly QueryRule[];
	/** Checks an entry, and transforms nothing. */
	readonly item: Schema;
}

const usualStyle = linked();

/** What a list's own parameters make of those that its page style knows. */
const pagingOf = (style: PageStyle, table: Parameters): Pick<ListTraits, 'beginsAt' | 'pageSize'> => {
	const {paging} = Object(style) as PageStyle;
	if (paging === undefined) return {};
	const size = table[paging.size];
	const largest = size instanceof Parameter ? size.described.maximum : undefined;
	return {
		beginsAt: [paging.number, paging.token].filter(name => Object.hasOwn(table, name)),
		...(largest !== undefined && {pageSize: {parameter: paging.size, largest}}),
	};
};

/** Only a token tells which listing it is that a page is counted in. */
const tokenRule = (style: PageStyle): readonly QueryRule[] => {
	const {paging} = Object(style) as PageStyle;
	if (paging === undefined || !paging.needsToken) return [];
	const {number, token} = paging;
	return [
		query =>
			typeof query[number] === 'number' && query[number] > 0 && query[token] === undefined
				? `${number} above 0 needs the ${token} of an earlier page; leave both out to start at the first page`
				: undefined,
	];
};

/**
 * One list of the API, whole, as data: walks, exports, the command and the simulator read all that they need off it.
 *
 * @example
 * const logs = list({name: 'logs', path: '/api/video/logs', item: t.type({id: t.string})});
 * const walk = paginate(signalwire, logs, {}, {maxItems: 10});
 */
export const list = <Schema extends ItemSchema, Table extends Parameters = Record<never, never>>(
	definition: ListDefinition<Table, Schema>,
): List<QueryOf<Table>, ItemOf<Schema>> => {
	const {query, rules, item, ...traits} = definition;
	const table = (isPlainObject(query) ? query : {}) as Table;
	const {page = usualStyle} = traits;
	return {
		...pagingOf(page, table),
		...traits,
		// What is no table is refused with the list, as a mistake in it.
		query: (query === undefined || isPlainObject(query)
			? queryCodec(traits.name, table, rules ?? tokenRule(page))
			: query) as List<QueryOf<Table>, unknown>['query'],
		item: (isStandardSchema(item) ? schemaCodec(item) : item) as t.Type<ItemOf<Schema>, unknown, unknown>,
	};
};

/** What is true of a list, with nothing left out. */
export interface CheckedTraits extends Required<Omit<ListTraits, 'scope' | 'pageSize' | 'timeFilter'>> {
	readonly scope: string | undefined;
	readonly pageSize: PageSize | undefined;
	readonly timeFilter: TimeFilter | undefined;
}

/** A list whose definition has been checked, whatever it can be asked. */
export interface CheckedList<Item> extends CheckedTraits {
	readonly item: t.Type<Item, unknown, unknown>;
}

/** Pages are counted from here. */
const firstPage = '0';

/** The parameters of a query, as it is sent, with which the listing begins at another place than its first page. */
export const beginningsOf = (
	{beginsAt = []}: Pick<ListTraits, 'beginsAt'>,
	parameters: QueryParameters,
): readonly string[] =>
	beginsAt.filter(parameter => parameters.some(([name, value]) => name === parameter && value !== firstPage));

/** The fields that are sent only when asked for, and that a query, as it is sent, does not ask for. */
export const fieldsNotAsked = ({broughtBy = {}}: Pick<ListTraits, 'broughtBy'>, query: string): readonly string[] => {
	const parameters = new URLSearchParams(query);
	return Object.keys(broughtBy).filter(field => ['false', null].includes(parameters.get(broughtBy[field] ?? '')));
};

/** How a list's answers are laid out, where it does not say so. */
export const pageStyleOf = ({page = usualStyle}: Pick<ListTraits, 'page'>): PageStyle => page;

/** The fields that tell a list's items apart, where it does not say so. */
export const keyOf = ({key = ['id']}: Pick<ListTraits, 'key'>): readonly string[] => key;
