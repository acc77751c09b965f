import * as E from 'fp-ts/lib/Either.js';
import {reasonsOf, showValue} from '../core/decode-reasons.ts';
import {type AnyList, beginningsOf, keyOf} from '../core/list.ts';
import {isAccount, isInPath} from '../core/parameter.ts';
import {parametersOf} from '../core/query-codec.ts';
import {tableOption} from '../export/database/table-option.ts';
import {allLists} from '../lists/find-list.ts';
import type {ChildPlan, ListPlan, Plan} from './plan.ts';
import {flawIf, shownWord} from './shape.ts';
import {type Slicing, slicingOf} from './slices.ts';

export type Query = Readonly<Record<string, unknown>>;

/** A list of a plan. */
export interface PlannedList {
	/** Where it stands in the plan: `lists[0].each[1]` */
	readonly at: string;
	/** In the words of the command. */
	readonly words: string;
	readonly list: AnyList;
	readonly query: Query;
	readonly table: string;
	/** The names of the projects that it is read of. */
	readonly projects: readonly string[];
	readonly slicing: Slicing | undefined;
	readonly children: readonly PlannedList[];
	/** Of the children of another list: the parameter of the path that takes the key of a parent. */
	readonly parent: {readonly parameter: string; readonly field: string} | undefined;
}

/** That below whose items another list is. */
type Above = Pick<PlannedList, 'list' | 'query'>;

/** A list, and all that are below its items. */
export const withChildren = (list: PlannedList): readonly PlannedList[] => [
	list,
	...list.children.flatMap(withChildren),
];

/** Parameters of a path that nothing fills in. */
const openParameters = ({query}: AnyList, given: Query): readonly string[] =>
	Object.entries(parametersOf(query)).flatMap(([name, codec]) =>
		isInPath(codec) && !isAccount(codec) && given[name] === undefined ? [name] : [],
	);

/** Whose items a list is asked for where its query does not say it: of the account that the items above it are of. */
const accountOf = ({query}: AnyList, above: Query = {}): Query => {
	const parameters = parametersOf(query);
	return Object.fromEntries(Object.entries(above).filter(([name]) => isAccount(parameters[name])));
};

/** `Faxes`, `call_flow`: what is listed, in the singular, as far as paths tell. */
const singular = (segment: string | undefined): string | undefined => segment?.toLowerCase().replace(/e?s$/, '');

/** Whether a list of SignalWire's is below another, by their paths; of lists of one's own only their author knows. */
const isBelow = (list: AnyList, above: AnyList, parameter: string): boolean => {
	const own = list.path.split('/');
	const others = above.path.split('/');
	const segment = own[own.indexOf(`{${parameter}}`) - 1];
	const isOwn = !allLists.some(found => found.list === list);
	return isOwn || (own[2] === others[2] && singular(segment) === singular(others.at(-1)));
};

/** Which parameter of a child takes the key of its parent. */
const parentOf = (
	list: AnyList,
	{query = {}}: ChildPlan,
	above: AnyList,
	at: string,
): PlannedList['parent'] | string => {
	const [parameter, ...others] = openParameters(list, query);
	const [field, ...otherFields] = keyOf(above);
	if (parameter === undefined) return `${at} is not read for each of another list: its path has no parameter left`;
	if (others.length > 0) return `${at} needs ${[parameter, ...others].join(' and ')}: give all but one in its query`;
	if (!isBelow(list, above, parameter)) return `${at}: ${list.path} is not below the items of ${above.name}`;
	if (field === undefined || otherFields.length > 0) return `${at} needs parents with a key of one field`;
	return {parameter, field};
};

/** What is wrong with what is asked of a list, its parent's key apart. */
const flawsOfQuery = (list: AnyList, query: Query, at: string): readonly string[] => {
	const decoded = list.query.decode(query);
	if (E.isLeft(decoded)) return reasonsOf(decoded.left).map(reason => `${at}.query: ${reason}`);
	const beginnings = beginningsOf(list, list.query.encode(decoded.right));
	return beginnings.length === 0
		? []
		: [`${at}.query has ${beginnings.join(' and ')}, which leave what comes before unread`];
};

const tableRule = 'a name of 1 to 42 bytes without dots and slashes, and not begin with _';
const isTable = (name: string): boolean => E.isRight(tableOption.read(name, '', () => '')) && !/^_|[/\\]/.test(name);

const isText = (value: unknown): value is string => typeof value === 'string';

/** Finds the lists of a plan by the words of the command, or one's own by their names, and all that is wrong with them. */
export const listsIn = (
	{lists, projects}: Plan,
	ownLists: readonly AnyList[],
): {readonly lists: readonly PlannedList[]; readonly flaws: readonly string[]} => {
	const flaws: string[] = [];
	const all = projects.map(({name}) => name);
	const find = (words: string) =>
		ownLists.find(({name}) => name === words) ?? allLists.find(({family, word}) => `${family} ${word}` === words)?.list;
	const planned = (plan: ListPlan, at: string, above?: Above): readonly PlannedList[] => {
		const {list: words, projects: own = all, each = []} = plan;
		const list = find(words);
		if (list === undefined) {
			flaws.push(`${at}.list: there is no list "${shownWord(words)}"; signalwire-paginate lists names them`);
			return [];
		}
		const {table = list.name} = plan;
		const query = {...accountOf(list, above?.query), ...plan.query};
		const parent = above && parentOf(list, plan, above.list, at);
		const slicing = slicingOf(plan, list, at);
		const standIn = parent === undefined || isText(parent) ? {} : {[parent.parameter]: 'x'};
		const isOfSubscriber = list.authentication === 'subscriber';
		const strangers = above ? [] : own.filter(name => !all.includes(name));
		flaws.push(
			...strangers.map(name => `${at}.projects names ${showValue(name)}, which is no project of this plan`),
			...flawIf(isOfSubscriber, `${at}: ${words} are asked for as a subscriber, which a plan cannot`),
			...flawIf(!isTable(table), `${at}.table must be ${tableRule}`),
			...[parent, slicing].filter(isText),
			...flawsOfQuery(list, {...query, ...standIn}, at),
		);
		const children = each.flatMap((child, index) =>
			planned({...child, projects: own}, `${at}.each[${index}]`, {list, query}),
		);
		const found = {slicing: isText(slicing) ? undefined : slicing, parent: isText(parent) ? undefined : parent};
		return [{at, words, list, query, table, projects: own, children, ...found}];
	};
	return {lists: lists.flatMap((plan, index) => planned(plan, `lists[${index}]`)), flaws};
};
