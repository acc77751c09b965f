import {type AnyList, fieldsNotAsked, pageStyleOf} from '../core/list.ts';
import {nounOf} from '../core/noun.ts';
import * as option from '../core/option.ts';
import {Parameter} from '../core/parameter.ts';
import {parametersOf} from '../core/query-codec.ts';
import {flagName} from './flag-name.ts';
import {type Flag, flagOf} from './flags.ts';

type Described = Parameter<unknown>['described'];

/** A parameter of a list as the command asks for it. */
export interface QueryFlag {
	/** The name on the wire. */
	readonly parameter: string;
	readonly described: Described;
	readonly flag: Flag;
	/** What sends false, where that is another thing than to send nothing. */
	readonly negated?: Flag;
}

/** The end of 32 bits is no limit that anybody would look for: the parameter's own check tells it. */
const farAway = 2_147_483_647;

/** How what was typed becomes a value of the parameter's type. Whether the parameter takes it, its own check says. */
const optionOf = ({type, minimum = 0, maximum = farAway}: Described, defaultText?: string) => {
	const facts = defaultText === undefined ? {} : {defaultText};
	if (type === 'boolean') return option.truth(facts);
	if (type !== 'integer') return option.unchecked(facts);
	return option.wholeNumber({...facts, range: [minimum, maximum < farAway ? maximum : Number.MAX_SAFE_INTEGER]});
};

/** What is typed behind a flag, in its help. */
const placeholderOf = (parameter: string, {type}: Described): string => {
	if (type !== 'text') return type === 'integer' ? 'number' : type;
	return /(?:^|_|[a-z])(id|sid|name|token)$/i.exec(parameter)?.[1]?.toLowerCase() ?? 'text';
};

const helpOf = ({help, in: place, choices}: Described): string =>
	[help, ...(place === 'path' ? ['required'] : []), ...(choices ? [`known: ${choices.join(', ')}`] : [])].join('; ');

interface Wording {
	readonly placeholder: string;
	readonly help: string;
	readonly defaultText?: string;
}

/** The parameters by which pages are asked for, in the order of their flags. More is known of them than they say. */
const pagingWordings = (list: AnyList, names: ReadonlyMap<string, string>): ReadonlyMap<string, Wording> => {
	const {paging} = pageStyleOf(list);
	if (paging === undefined) return new Map();
	const {many} = nounOf(list.name);
	const {largest} = list.pageSize ?? {};
	const token = paging.needsToken ? names.get(paging.token) : undefined;
	const size = {placeholder: many.replace(/.* /, ''), help: `${many} on a page`};
	return new Map<string, Wording>([
		[paging.size, largest ? {...size, defaultText: `as many as are needed, up to ${largest}`} : size],
		[paging.number, {placeholder: 'number', help: `start at this page${token ? `; above 0 it needs --${token}` : ''}`}],
		[paging.token, {placeholder: 'token', help: 'the token that an earlier page gave'}],
	]);
};

const queryFlag = (
	list: AnyList,
	{parameter, described, name}: {readonly parameter: string; readonly described: Described; readonly name: string},
	wording: Wording | undefined,
): QueryFlag => {
	const {placeholder, help, defaultText} = wording ?? {
		placeholder: placeholderOf(parameter, described),
		help: helpOf(described),
	};
	const key = `query ${parameter}`;
	const own = optionOf(described, defaultText);
	if (described.type !== 'boolean') {
		const flag = flagOf(key, own, [`--${name} <${placeholder}>`, help]);
		return {parameter, described, flag: flag.makeOptionMandatory(described.in === 'path')};
	}
	// What brings a field does not come by itself.
	if (Object.values(list.broughtBy ?? {}).includes(parameter)) {
		return {parameter, described, flag: flagOf(key, own, [`--${name}`, help])};
	}
	return {
		parameter,
		described,
		flag: flagOf(key, own, [`--${name}`, `${help} (--no-${name}: false)`]),
		negated: flagOf(key, own, [`--no-${name}`, '']).hideHelp(),
	};
};

/** The flags of what a list can be asked, read off its parameters; `taken` are the names of the command's own flags. */
export const queryFlagsOf = (list: AnyList, taken: ReadonlySet<string>): readonly QueryFlag[] => {
	const names = new Map<string, string>();
	const table = Object.entries(parametersOf(list.query)).flatMap(([parameter, codec]) => {
		if (!(codec instanceof Parameter)) return [];
		const name = flagName(parameter, new Set([...taken, ...names.values()]));
		names.set(parameter, name);
		return [{parameter, described: codec.described as Described, name}];
	});
	const paging = pagingWordings(list, names);
	const rank = ({parameter}: (typeof table)[number]) => [...paging.keys()].indexOf(parameter);
	return table
		.toSorted((one, other) => rank(one) - rank(other))
		.map(entry => queryFlag(list, entry, paging.get(entry.parameter)));
};

/** What is asked of a list, by the flags that were given. */
export interface AskedQuery {
	readonly query: Readonly<Record<string, unknown>>;
	/** Its flags, those of the path apart: a cursor has a query of its own, and names the same parent. */
	readonly given: readonly string[];
	/** The fields that no item will have, as neither the query nor that of the cursor asks for them, each with its flag. */
	readonly notAsked: ReadonlyMap<string, string>;
}

/** Reads the flags of a list's query, once. */
export const readQuery = (
	list: AnyList,
	flags: readonly QueryFlag[],
	values: {readonly resumeFrom?: string | undefined},
): AskedQuery => {
	const typed = ({flag}: QueryFlag): unknown => Reflect.get(values, flag.attributeName());
	const given = flags.filter(flag => typed(flag) !== undefined);
	const query = Object.fromEntries(given.map(flag => [flag.parameter, typed(flag)]));
	const sent = Object.entries(query).map(([name, value]): [string, string] => [name, String(value)]);
	const asked = values.resumeFrom?.replace(/^[^?]*\??|#.*$/g, '') ?? String(new URLSearchParams(sent));
	const flagFor = (field: string) =>
		flags.find(({parameter}) => parameter === list.broughtBy?.[field])?.flag.long ?? '';
	return {
		query,
		given: given.flatMap(({described, flag}) => (described.in === 'query' && flag.long ? [flag.long] : [])),
		notAsked: new Map(fieldsNotAsked(list, asked).map(field => [field, flagFor(field)])),
	};
};
