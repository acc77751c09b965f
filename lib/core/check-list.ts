import * as E from 'fp-ts/lib/Either.js';
import {type InvalidInput, invalidInput} from './api-error.ts';
import {authentications} from './authentication.ts';
import {showName, showValue} from './decode-reasons.ts';
import {type AnyList, type CheckedList, keyOf, type List, pageStyleOf} from './list.ts';
import {
	isCodec,
	isName,
	isNames,
	isNamesByName,
	isOneOf,
	isPageSize,
	isPath,
	isPaths,
	isTimeFilter,
} from './list-part-checks.ts';
import {placeholdersIn} from './list-path.ts';
import {linked} from './page-linked.ts';
import {isInPath} from './parameter.ts';
import {parametersOf, QueryCodec} from './query-codec.ts';

/** Parameters that stand in the path and not in the table, or in the table and not in the path. */
const pathMisfits = ({path, query}: {readonly path: string; readonly query: unknown}): readonly string[] => {
	const marked = Object.entries(parametersOf(query)).flatMap(([name, codec]) => (isInPath(codec) ? [name] : []));
	const inPath = placeholdersIn(path);
	return [...inPath.filter(name => !marked.includes(name)), ...marked.filter(name => !inPath.includes(name))];
};

/** A list that nothing is known of yet. */
type Parts = {readonly [Part in keyof List<never, unknown>]?: unknown};

const parts: readonly string[] = Object.keys({
	name: 0,
	path: 0,
	scope: 0,
	authentication: 0,
	page: 0,
	key: 0,
	broughtBy: 0,
	linksTo: 0,
	beginsAt: 0,
	pageSize: 0,
	timeFilter: 0,
	query: 0,
	item: 0,
} satisfies Record<keyof List<never, unknown>, 0>);

/** A misspelt part would go unheard. */
const strangersOf = (given: object): readonly string[] =>
	Object.keys(given)
		.filter(name => !parts.includes(name))
		.map(name => `${showName(name)} is no part of a list; the parts are ${parts.join(', ')}, and in list() rules`);

/** Names of parameters that a list speaks of and its table has not. */
const unknownParameters = ({
	query,
	path,
	linksTo = [],
	broughtBy = {},
	beginsAt = [],
	pageSize,
	timeFilter,
}: AnyList) => {
	if (!(query instanceof QueryCodec)) return [];
	const named = [
		...Object.values(broughtBy),
		...beginsAt,
		...(pageSize ? [pageSize.parameter] : []),
		...(timeFilter ? [timeFilter.after, timeFilter.before] : []),
	];
	const known = Object.keys(query.parameters);
	const above = placeholdersIn(path);
	return [
		...named.filter(name => !known.includes(name)),
		...linksTo.flatMap(placeholdersIn).filter(name => !above.includes(name)),
	].map(name => `The list names the parameter ${showValue(name)}, which its query has not`);
};

/** A table of parameters, where that is what a list's query was made of. */
const isTable = (query: unknown): boolean => Object.values(parametersOf(query)).every(isCodec);

/** What is wrong with each part of a list, in the words of a message; none of a part that is as it should be. */
const flawsOf = (given: Parts): readonly string[] => {
	const {
		name,
		path,
		scope,
		authentication = 'project',
		query,
		item,
		page = linked(),
		key = ['id'],
		broughtBy = {},
		beginsAt = [],
		linksTo = [],
		pageSize,
		timeFilter,
	} = given;
	const flaw = (isRight: boolean, part: string, wanted: string, value: unknown) =>
		isRight ? [] : [`The list's ${part} must be ${wanted}, got ${showValue(value)}`];
	return [
		...flaw(isName(name), 'name', 'a plural noun, such as "rooms"', name),
		...flaw(isPath(path), 'path', 'one as in a URL, such as "/api/video/rooms"', path),
		...flaw(scope === undefined || isName(scope), 'scope', 'the name of a scope, such as "Video"', scope),
		...flaw(isOneOf(authentications, authentication), 'authentication', '"project" or "subscriber"', authentication),
		...flaw(isCodec(query) && isTable(query), 'query', 'an io-ts codec, or in list() a table of parameters', query),
		...flaw(isCodec(item), 'item', 'an io-ts codec, or in list() a Standard Schema', item),
		...flaw(typeof page === 'function', 'page', 'a page style, such as uriPaged("calls")', page),
		...flaw(isNames(key), 'key', 'a list of different fields', key),
		...flaw(isNamesByName(broughtBy), 'broughtBy', 'the name of a parameter for each field', broughtBy),
		...flaw(isNames(beginsAt), 'beginsAt', 'a list of different parameters', beginsAt),
		...flaw(isPaths(linksTo), 'linksTo', 'a list of paths', linksTo),
		...flaw(pageSize === undefined || isPageSize(pageSize), 'pageSize', 'a parameter and the largest size', pageSize),
		...flaw(
			timeFilter === undefined || isTimeFilter(timeFilter),
			'timeFilter',
			'a field and two parameters: field, after and before',
			timeFilter,
		),
	];
};

/** A caller's list, checked and copied: what becomes of the object later changes nothing. */
export const checkList = <Query, Item>(given: List<Query, Item>): E.Either<InvalidInput, CheckedList<Item>> => {
	const refuse = (message: string) => E.left(invalidInput(`${message}. Nothing was requested.`));
	if (typeof given !== 'object' || given === null) {
		return refuse(
			`The list must be an object with name, path, query and item, as list() makes it, got ${showValue(given)}`,
		);
	}
	const [flaw] = [...strangersOf(given), ...flawsOf(given)];
	if (flaw !== undefined) return refuse(flaw);
	const [misfit] = pathMisfits(given);
	if (misfit !== undefined) {
		return refuse(
			`The list's parameter ${showValue(misfit)} must stand in braces in its path, and in its table be made by pathParameter()`,
		);
	}
	const [unknown] = unknownParameters(given);
	if (unknown !== undefined) return refuse(unknown);
	const {
		name,
		path,
		scope,
		authentication = 'project',
		item,
		broughtBy = {},
		beginsAt = [],
		linksTo = [],
		pageSize,
		timeFilter,
	} = given;
	return E.right({
		name,
		path,
		scope,
		authentication,
		item,
		page: pageStyleOf(given),
		key: [...keyOf(given)],
		broughtBy: {...broughtBy},
		beginsAt: [...beginsAt],
		linksTo: [...linksTo],
		pageSize: pageSize && {...pageSize},
		timeFilter: timeFilter && {...timeFilter},
	});
};
